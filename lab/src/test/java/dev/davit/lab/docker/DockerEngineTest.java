package dev.davit.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTest {
    @TempDir
    private Path home;

    @Test
    void aDockerHostThatDoesNotAnswerIsNamedAndNothingIsInstalled() {
        var said = new ArrayList<String>();
        var settings = new EngineSettings(home, Optional.of("unix://" + home + "/none.sock"), true);
        assertThatThrownBy(() -> DockerEngine.obtain(settings, said::add))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("DOCKER_HOST=unix://" + home);
        assertThat(said).isEmpty();
    }

    @Test
    void anEngineThatRunsIsUsed() {
        try (var first = TestEngine.open();
                var second = DockerEngine.obtain(TestEngine.settings(), System.out::println)) {
            assertThat(second.startedNow()).isFalse();
            assertThat(second.endpoint()).isEqualTo(first.endpoint());
            assertThat(second.version()).isNotBlank();
        }
    }

    @Test
    void theEnvironmentChoosesHomeAndEngine() {
        var settings = EngineSettings.fromEnvironment(Map.of("DAVIT_HOME", "/x", "DOCKER_HOST", "tcp://h:1"));
        assertThat(settings.home()).isEqualTo(Path.of("/x/lab"));
        assertThat(settings.dockerHost()).contains("tcp://h:1");
    }

    @Test
    void aLabWithoutDataDirectoryLeavesNothingBehind() {
        var engine = TestEngine.open();
        var identity = LabIdentity.of(Optional.empty());
        var objects = new LabObjects(identity.id());
        try (engine) {
            var hypervisor = DockerHypervisor.start(TestEngine.settings(), Optional.empty(), System.out::println);
            hypervisor.createVolume("vol-" + identity.id(), 1);
            hypervisor.close();
            assertThat(engine.client().listVolumesCmd().exec().getVolumes())
                    .noneMatch(volume -> volume.getName().endsWith("vol-" + objects.labId()));
        }
    }

    @Test
    void aLabKeepsItsIdentityInItsDataDirectory() {
        var first = LabIdentity.of(Optional.of(home));
        assertThat(LabIdentity.of(Optional.of(home))).isEqualTo(first);
        assertThat(LabIdentity.existing(home)).contains(first.id());
    }
}
