package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import dev.davit.lab.hypervisor.HypervisorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Floating IPs: address translation on the machine of the Docker Engine, in chains of the lab's own that are written whole each
 * time. What is translated is masqueraded too, so that answers come back the same way also from the same network. The
 * engine is all that a lab can reach for sure, so a container in the machine's network sets the rules.
 */
final class DockerTranslations {
    private static final Logger LOG = LoggerFactory.getLogger(DockerTranslations.class);
    private static final String KIND = "dev.davit.translations";
    private static final int LIMIT_SECONDS = 60;

    /** Arguments: the chains for destinations and for sources, then floating and fixed address in turn. */
    private static final String SET = """
            to=$1 from=$2
            shift 2
            {
              printf '*nat\\n:%s - [0:0]\\n:%s - [0:0]\\n' "$to" "$from"
              while [ $# -gt 0 ]; do
                printf -- '-A %s -d %s/32 -j DNAT --to-destination %s\\n' "$to" "$1" "$2"
                printf -- '-A %s -m conntrack --ctstate DNAT --ctorigdst %s -j MASQUERADE\\n' "$from" "$1"
                shift 2
              done
              echo COMMIT
            } | iptables-restore --wait 20 --noflush
            for chain in PREROUTING OUTPUT; do
              iptables --wait 20 -t nat -C "$chain" -j "$to" 2>/dev/null || iptables --wait 20 -t nat -I "$chain" -j "$to"
            done
            iptables --wait 20 -t nat -C POSTROUTING -j "$from" 2>/dev/null || iptables --wait 20 -t nat -I POSTROUTING -j "$from"
            """;

    private static final String REMOVE = """
            to=$1 from=$2
            for chain in PREROUTING OUTPUT; do
              iptables --wait 20 -t nat -D "$chain" -j "$to" 2>/dev/null || true
            done
            iptables --wait 20 -t nat -D POSTROUTING -j "$from" 2>/dev/null || true
            for chain in "$to" "$from"; do
              iptables --wait 20 -t nat -F "$chain" 2>/dev/null && iptables --wait 20 -t nat -X "$chain" || true
            done
            """;

    private final DockerClient docker;
    private final LabObjects objects;
    private final GuestImage guests;

    DockerTranslations(DockerClient docker, LabObjects objects, GuestImage guests) {
        this.docker = docker;
        this.objects = objects;
        this.guests = guests;
    }

    /** @param fixed floating address to fixed address */
    void become(Map<String, String> fixed) {
        if (fixed.isEmpty()) {
            purge();
            return;
        }
        var words = new ArrayList<String>();
        fixed.forEach((floating, address) -> {
            words.add(Ipv4Cidr.parse(floating + "/32").address(0));
            words.add(Ipv4Cidr.parse(address + "/32").address(0));
        });
        var before = containers();
        run(SET, words);
        before.forEach(this::remove);
    }

    void purge() {
        var before = containers();
        if (!before.isEmpty()) {
            remove(run(REMOVE, List.of()));
            before.forEach(this::remove);
        }
    }

    /** The container that has set the rules stays as a sign that there are some, also for a later process of this lab. */
    private List<String> containers() {
        return docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(objects.labels(KIND, objects.labId()))
                .exec()
                .stream()
                .map(Container::getId)
                .toList();
    }

    private void remove(String container) {
        docker.removeContainerCmd(container).withForce(true).exec();
    }

    private String run(String script, List<String> addresses) {
        var chain = chain();
        var words = new ArrayList<>(List.of("/bin/sh", "-euc", script, "sh", chain + "-TO", chain + "-FROM"));
        words.addAll(addresses);
        var container = docker.createContainerCmd(guests.obtain(GuestFlavour.DOCKER, LOG::info))
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode("host")
                        .withCapAdd(Capability.NET_ADMIN, Capability.NET_RAW))
                .withCmd(words)
                .withLabels(objects.labels(KIND, objects.labId()))
                .exec()
                .getId();
        docker.startContainerCmd(container).exec();
        int status = docker.waitContainerCmd(container)
                .exec(new WaitContainerResultCallback())
                .awaitStatusCode(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (status != 0) {
            var said = said(container);
            remove(container);
            throw new HypervisorException("Floating IPs cannot be set up, iptables ended with " + status + ": " + said);
        }
        return container;
    }

    /** A chain's name has at most 28 characters. */
    private String chain() {
        var id = objects.labId();
        return "DAVIT-" + (id.matches("[A-Za-z0-9]{1,16}") ? id : HexFormat.of().toHexDigits(id.hashCode()));
    }

    private String said(String container) {
        var text = new StringBuffer();
        try (var callback = new ResultCallback.Adapter<Frame>() {
            @Override
            public void onNext(Frame frame) {
                text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        }) {
            docker.logContainerCmd(container)
                    .withStdOut(true)
                    .withStdErr(true)
                    .exec(callback)
                    .awaitCompletion(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("The output of {} was cut off", container, e);
        }
        return text.toString().strip();
    }
}
