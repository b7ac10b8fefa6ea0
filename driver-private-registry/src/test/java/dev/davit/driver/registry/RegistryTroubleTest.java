package dev.davit.driver.registry;

import static dev.davit.driver.registry.RegistryGuests.SETTINGS;
import static dev.davit.driver.registry.RegistryGuests.VNFC;
import static dev.davit.driver.registry.RegistryGuests.parameters;
import static dev.davit.driver.registry.RegistryGuests.registryPackage;
import static dev.davit.lifecycle.plan.StepResult.Effect.CREATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepFailedException.Failure;
import dev.davit.testbed.Packages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver says when a real machine, or what it was told about it, is not as it should be. */
class RegistryTroubleTest {
    @AutoClose
    private final RegistryGuests guests = new RegistryGuests();

    @TempDir
    Path dir;

    @Test
    void aWrongPasswordIsSaid() throws Exception {
        String address = guests.lab.guest("server", 10);
        Failure failure = guests.failure(parameters().put("ssh_password", "hunter2"), registryPackage(), address);
        assertThat(failure.what()).contains("login as 'ubuntu'").contains("was refused");
        assertThat(failure.advice().orElseThrow()).contains("password");
        assertThat(failure.describe()).doesNotContain("hunter2");
    }

    @Test
    void shellCharactersInTheLoginAreText() throws Exception {
        String address = guests.lab.guest("server", 10);
        String nasty = "$(touch /tmp/owned)'\"; touch /tmp/owned #";
        Failure failure = guests.failure(
                parameters().put("ssh_username", nasty).put("ssh_password", nasty), registryPackage(), address);
        assertThat(failure.what()).contains("was refused");
        assertThat(guests.shell(address, "ls /tmp")).doesNotContain("owned");
    }

    @Test
    void aMachineThatIsNotThereIsSaid() throws Exception {
        var quick = new PrivateRegistryDriver(
                guests.hosts, SETTINGS.withVm(SETTINGS.vm().withSshWait(Duration.ofSeconds(1))));
        var work = Network.of(parameters())
                .vm(VNFC, "VDU", "server", guests.lab.address(99))
                .work(registryPackage());
        Failure failure = catchThrowableOfType(StepFailedException.class, () -> Hooks.instantiate(quick, work))
                .failure();
        assertThat(failure.what()).contains("no SSH server answers at " + guests.lab.address(99));
        assertThat(failure.advice().orElseThrow()).contains("port 22");
    }

    @Test
    void aFileThatIsNoImageIsSaid() throws Exception {
        String address = guests.lab.guest("server", 10);
        Path file = Files.writeString(dir.resolve("registry.tar"), "no image");
        Failure failure = guests.failure(parameters(), Packages.withFile(Network.IMAGE, file), address);
        assertThat(failure.what()).contains(Network.IMAGE).contains("no tar file");
        assertThat(failure.advice().orElseThrow()).contains("docker save");
    }

    @Test
    void anImageThatDockerRefusesIsSaid() throws Exception {
        String address = guests.lab.guest("server", 10);
        String manifest = "[{\"Config\":\"%s.json\",\"RepoTags\":[\"r:1\"],\"Layers\":[\"l/layer.tar\"]}]"
                .formatted(ImageArchiveTest.DIGEST);
        Path file = Files.write(
                dir.resolve("registry.tar"),
                ImageArchiveTest.tar(
                        "l/layer.tar", "x", ImageArchiveTest.DIGEST + ".json", "{}", "manifest.json", manifest));
        Failure failure = guests.failure(parameters(), Packages.withFile(Network.IMAGE, file), address);
        assertThat(failure.what()).contains("Docker cannot load");
        assertThat(failure.command()).hasValue("sudo docker load");
        assertThat(failure.exitStatus()).hasValue(1);
    }

    @Test
    void tooLittleSpaceIsSaidBeforehand() throws Exception {
        String address = guests.prepared(
                guests.lab.guest("server", 10),
                "systemctl stop docker.socket docker; mount -t tmpfs -o size=40m tmpfs /var/lib/docker;"
                        + " systemctl start docker");
        Failure failure = guests.failure(parameters(), registryPackage(), address);
        assertThat(failure.what()).contains("not enough disk space").contains("/var/lib/docker");
        assertThat(failure.output()).anyMatch(line -> line.contains("tmpfs"));
    }

    @Test
    void aDiskThatFillsUpWhileLoadingIsSaid() throws Exception {
        String address = guests.prepared(
                guests.lab.guest("server", 10),
                "systemctl stop docker.socket docker; mount -t tmpfs -o size=4m tmpfs /var/lib/docker/overlay2;"
                        + " systemctl start docker");
        Failure failure = guests.failure(parameters(), registryPackage(), address);
        assertThat(failure.what()).contains("disk of the VM is full");
        assertThat(failure.advice().orElseThrow()).contains("larger disk");
    }

    @Test
    void aPortThatIsTakenIsSaidAndNothingHalfMadeStays() throws Exception {
        String address = guests.lab.guest("server", 10);
        Failure failure = guests.failure(parameters().put("port_no", "22"), registryPackage(), address);
        assertThat(failure.what()).contains("port 22 of the VM is taken");
        assertThat(guests.shell(address, "docker ps -a -q")).isEmpty();
        assertThat(guests.run(parameters(), registryPackage(), "server", address)
                        .effects())
                .containsEntry("run registry", CREATED);
    }

    @Test
    void anImageThatIsNoRegistryIsSaidWithItsLastWords() throws Exception {
        String address = guests.lab.guest("server", 10);
        guests.run(parameters(), registryPackage(), "server", address);
        guests.shell(
                address,
                "docker rm -f davit-registry; docker commit -m x"
                        + " -c 'ENTRYPOINT [\"/bin/registry\", \"serve\", \"/none.yml\"]' $(docker create registry:2)"
                        + " 127.0.0.1:9/registry:2");
        var quick = new PrivateRegistryDriver(
                guests.hosts,
                new RegistryDriverSettings(
                        SETTINGS.vm(),
                        SETTINGS.installLimit(),
                        SETTINGS.imageLimit(),
                        Duration.ofSeconds(3),
                        SETTINGS.retryPause(),
                        SETTINGS.image()));
        var work =
                Network.of(Network.login()).vm(VNFC, "VDU", "server", address).work(Packages.empty());
        Failure failure = catchThrowableOfType(StepFailedException.class, () -> Hooks.instantiate(quick, work))
                .failure();
        assertThat(failure.what())
                .contains("the registry does not answer within 3 s")
                .containsPattern("[1-9] restarts");
        assertThat(failure.output()).anyMatch(line -> line.contains("/none.yml"));
    }

    @Test
    void anImageThatCannotBePulledIsSaid() throws Exception {
        String address = guests.lab.guest("server", 10);
        Failure failure = guests.failure(Network.login(), Packages.empty(), address);
        assertThat(failure.what()).contains("cannot pull 127.0.0.1:9/registry:2");
        assertThat(failure.advice().orElseThrow()).contains("image_path");
    }

    @Test
    void anUnknownSystemIsSaid() throws Exception {
        String address = guests.prepared(
                guests.lab.guest("server", 10),
                "rm /etc/os-release; printf 'ID=fedora\\nVERSION_ID=43\\nPRETTY_NAME=\"Fedora 43\"\\n' > /etc/os-release");
        Failure failure = guests.failure(parameters(), registryPackage(), address);
        assertThat(failure.what()).contains("Fedora 43");
        assertThat(failure.advice().orElseThrow()).contains("Ubuntu 20.04 to 26.04 and Debian 11 to 13");
    }

    @Test
    void aStrangerAtTheAddressOfAKnownMachineIsRefused() throws Exception {
        String address = guests.lab.guest("known", 10);
        guests.run(parameters(), registryPackage(), "server", address);
        guests.lab.delete("known");
        guests.lab.guest("stranger", 10);
        Failure failure = guests.failure(parameters(), registryPackage(), address);
        assertThat(failure.what()).contains("host key of " + address + " has changed");
    }
}
