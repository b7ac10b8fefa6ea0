package dev.davit.driver.vm;

import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.remote.Command;
import dev.davit.remote.HostAddress;
import dev.davit.remote.RemoteException;
import dev.davit.remote.RemoteHost;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Waits until somebody can log in. Changes nothing, so it can be run again.
 *
 * <p>A VM that boots goes through: no answer, an answer but a refused login (no password set yet, or "system is booting
 * up"), login. So no answer is waited out for long, a refusal for a moment, and anything else not at all.
 */
public final class WaitForSsh implements Step {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Vm vm;

    public WaitForSsh(Vm vm) {
        this.vm = vm;
    }

    @Override
    public StepId id() {
        return vm.step("wait for ssh");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        HostAddress address = vm.address(context);
        long start = System.nanoTime();
        OptionalLong refusedSince = OptionalLong.empty();
        Duration pause = Duration.ofMillis(500);
        context.progress("waiting for SSH at " + address);
        while (true) {
            RemoteException failure;
            try (RemoteHost host = vm.hosts().connect(address, vm.login())) {
                host.run(Command.of("true"), vm.settings().commandLimit());
                return StepResult.of(StepResult.Effect.NOTHING, Map.of("address", address.address()));
            } catch (RemoteException.Unreachable | RemoteException.ConnectionLost notYet) {
                failure = notYet;
            } catch (RemoteException.AuthenticationFailed refused) {
                failure = refused;
                if (refusedSince.isEmpty()) {
                    refusedSince = OptionalLong.of(System.nanoTime());
                    context.progress(refused.getMessage() + "; trying again, the machine may still be booting");
                }
                if (passed(refusedSince.getAsLong(), vm.settings().authenticationGrace())) {
                    throw Failures.of(refused);
                }
            } catch (RemoteException other) {
                throw Failures.of(other);
            }
            if (passed(start, vm.settings().sshWait())) {
                context.progress("gave up after " + vm.settings().sshWait().toSeconds() + " s");
                throw Failures.of(failure);
            }
            context.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static boolean passed(long since, Duration limit) {
        return System.nanoTime() - since >= limit.toNanos();
    }
}
