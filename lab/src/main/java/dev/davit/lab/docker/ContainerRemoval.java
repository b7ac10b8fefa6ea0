package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.davit.lab.hypervisor.HypervisorException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Removes containers, running or not, also those that somebody else is removing just now. */
final class ContainerRemoval {
    private static final int LIMIT_SECONDS = 20;

    private final DockerClient docker;

    ContainerRemoval(DockerClient docker) {
        this.docker = docker;
    }

    /** Returns when it is gone. @param subject whose container it is, to begin a message with */
    void remove(String container, String subject) {
        try {
            docker.removeContainerCmd(container)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException gone) {
            return; // gone, as wished
        } catch (ConflictException alreadyInProgress) {
            waitUntilGone(container, subject);
        } catch (DockerException e) {
            throw new HypervisorException(subject + " cannot be deleted: " + EngineError.text(e), e);
        }
    }

    private void waitUntilGone(String container, String subject) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (System.nanoTime() < deadline) {
            try {
                docker.inspectContainerCmd(container).exec();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            } catch (NotFoundException gone) {
                return;
            }
        }
        throw new HypervisorException(
                subject + " is being deleted by somebody else and is still there after " + LIMIT_SECONDS + " s");
    }
}
