package dev.davit.driver.registry;

import static dev.davit.driver.registry.RegistryGuests.parameters;
import static dev.davit.driver.registry.RegistryGuests.registryPackage;
import static dev.davit.driver.registry.RegistryGuests.status;
import static dev.davit.lifecycle.plan.StepResult.Effect.CHANGED;
import static dev.davit.lifecycle.plan.StepResult.Effect.CREATED;
import static dev.davit.lifecycle.plan.StepResult.Effect.NOTHING;
import static dev.davit.lifecycle.plan.StepResult.Effect.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lab.docker.RegistryLayout;
import dev.davit.testbed.GuestLab;
import dev.davit.testbed.Packages;
import dev.davit.testbed.PlanRun;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The driver against real machines. */
class RegistryOnGuestTest {
    @AutoClose
    private final RegistryGuests guests = new RegistryGuests();

    @Test
    void aMachineWithoutDockerBecomesARegistry() throws Exception {
        String address = guests.lab.plainGuest("server", 10);
        PlanRun run = guests.run(parameters(), registryPackage(), "server", address);
        assertThat(run.effects()).containsEntry("install docker", CREATED).containsEntry("run registry", CREATED);
        assertThat(status(address, 5000, "/v2/")).isEqualTo(200);
    }

    @Test
    void aSecondRunDoesNothing() throws Exception {
        String address = guests.lab.guest("server", 10);
        PlanRun first = guests.run(parameters(), registryPackage(), "server", address);
        assertThat(first.effects())
                .containsEntry("install docker", NOTHING)
                .containsEntry("load registry image", CREATED)
                .containsEntry("run registry", CREATED);
        PlanRun second = guests.run(parameters(), registryPackage(), "server", address);
        assertThat(second.effects().values()).containsOnly(NOTHING);
        assertThat(second.told()).noneMatch(event -> event.contains(" $ "));
    }

    @Test
    void anotherPortReplacesTheContainerAndKeepsTheImages() throws Exception {
        String address = guests.lab.guest("server", 10);
        guests.run(parameters(), registryPackage(), "server", address);
        guests.shell(address, "touch /var/lib/davit-registry/kept");
        PlanRun changed = guests.run(parameters().put("port_no", 5001), registryPackage(), "server", address);
        assertThat(changed.effects())
                .containsEntry("run registry", CHANGED)
                .containsEntry("load registry image", NOTHING);
        assertThat(status(address, 5001, "/v2/")).isEqualTo(200);
        assertThat(guests.shell(address, "ls /var/lib/davit-registry")).contains("kept");
    }

    @Test
    void theThirdDistributionRunsTooUnderAnyNameAndInAnyDirectory() throws Exception {
        var image =
                Packages.withFile(Network.IMAGE, GuestLab.registryImage("quay.example/a/b:odd-3", RegistryLayout.V3));
        String address = guests.lab.guest("server", 10);
        guests.run(parameters().put("registry_data_dir", "/srv/images"), image, "server", address);
        assertThat(status(address, 5000, "/v2/_catalog")).isEqualTo(200);
        assertThat(guests.shell(address, "docker inspect -f '{{range .Mounts}}{{.Source}}{{end}}' davit-registry"))
                .isEqualTo("/srv/images");
        assertThat(guests.shell(address, "docker inspect -f '{{.HostConfig.RestartPolicy.Name}}' davit-registry"))
                .isEqualTo("always");
    }

    @Test
    void theRegistryIsBackAfterDockerWasRestarted() throws Exception {
        String address = guests.lab.guest("server", 10);
        guests.run(parameters(), registryPackage(), "server", address);
        guests.shell(address, "systemctl restart docker");
        assertThat(guests.run(parameters(), registryPackage(), "server", address)
                        .effects())
                .containsEntry("run registry", NOTHING);
        assertThat(status(address, 5000, "/v2/")).isEqualTo(200);
    }

    @Test
    void theProxyReachesAptAndDockerWithoutShowing() throws Exception {
        String address = guests.lab.guest("server", 10);
        ObjectNode parameters = parameters();
        parameters
                .putObject("proxy")
                .put("http_proxy", "http://user:hunter2%40$x@10.255.255.1:3128")
                .put("no_proxy", "10.0.0.1,10.10.0.0/16");
        PlanRun run = guests.run(parameters, registryPackage(), "server", address);
        assertThat(run.effects()).containsEntry("apply proxy", CHANGED);
        assertThat(guests.shell(address, "apt-config dump | grep Proxy"))
                .contains("Acquire::http::Proxy \"http://user:hunter2%40$x@10.255.255.1:3128\"")
                .contains("Acquire::http::Proxy::10.0.0.1 \"DIRECT\"");
        assertThat(guests.shell(address, "tr '\\0' '\\n' < /proc/$(pidof dockerd)/environ"))
                .contains("HTTP_PROXY=http://user:hunter2%40$x@10.255.255.1:3128")
                .contains("NO_PROXY=10.0.0.1,10.10.0.0/16");
        assertThat(guests.shell(address, "stat -c %a:%U /etc/apt/apt.conf.d/99davit-proxy /etc/davit/docker-proxy.env"))
                .isEqualTo("600:root\n600:root");
        assertThat(guests.shell(address, "systemctl show docker -p Environment"))
                .doesNotContain("hunter2");
        assertThat(String.join("\n", run.told())).doesNotContain("hunter2");
        assertThat(guests.run(parameters, registryPackage(), "server", address)
                        .effects()
                        .values())
                .containsOnly(NOTHING);

        assertThat(guests.run(parameters(), registryPackage(), "server", address)
                        .effects())
                .containsEntry("apply proxy", REMOVED);
        assertThat(guests.shell(address, "tr '\\0' '\\n' < /proc/$(pidof dockerd)/environ"))
                .doesNotContain("PROXY");
    }

    @Test
    void aReplacedMachineAtTheSameAddressIsMadeARegistryAgain() throws Exception {
        String address = guests.lab.guest("old", 10);
        guests.run(parameters(), registryPackage(), "old", address);
        guests.lab.delete("old");
        guests.lab.guest("new", 10);
        assertThat(guests.run(parameters(), registryPackage(), "new", address).effects())
                .containsEntry("run registry", CREATED);
        assertThat(status(address, 5000, "/v2/")).isEqualTo(200);
    }
}
