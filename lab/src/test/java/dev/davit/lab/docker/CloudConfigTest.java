package dev.davit.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lab.hypervisor.HypervisorException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloudConfigTest {
    @Test
    void aPasswordIsForBothDefaultUsers() {
        var config = CloudConfig.parse("#cloud-config\npassword: s3cret\n");
        assertThat(config.logins())
                .containsExactly(new CloudConfig.Login("ubuntu", "s3cret"), new CloudConfig.Login("debian", "s3cret"));
    }

    @Test
    void chpasswdTakesATextAsWellAsAList() {
        var text = CloudConfig.parse("#cloud-config\nchpasswd:\n  list: |\n    root:a:b\n    ubuntu:c\n");
        var list = CloudConfig.parse("#cloud-config\nchpasswd:\n  list: ['root:a:b', 'ubuntu:c']\n");
        assertThat(text.logins()).isEqualTo(list.logins()).first().isEqualTo(new CloudConfig.Login("root", "a:b"));
    }

    @Test
    void aHashIsToldFromAPassword() {
        assertThat(new CloudConfig.Login("ubuntu", "$6$salt$hash").hashed()).isTrue();
        assertThat(new CloudConfig.Login("ubuntu", "$6").hashed()).isFalse();
    }

    @Test
    void aPasswordCannotBringAnotherLineAlong() {
        assertThatThrownBy(() -> CloudConfig.parse("#cloud-config\npassword: \"x\\nroot:y\"\n"))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("control characters")
                .hasMessageNotContaining("root:y");
    }

    @Test
    void aLoginDoesNotShowItsPassword() {
        assertThat(new CloudConfig.Login("ubuntu", "s3cret").toString()).doesNotContain("s3cret");
    }

    @Test
    void aCommandOfRuncmdIsAnArgumentListOrAShellText() {
        var config = CloudConfig.parse("#cloud-config\nruncmd:\n- [touch, 'a b']\n- echo $HOME\n");
        assertThat(config.commands()).containsExactly(List.of("touch", "a b"), List.of("sh", "-c", "echo $HOME"));
    }

    @Test
    void whatHasNoEffectIsNamed() {
        var config = CloudConfig.parse("#cloud-config\npackages: [vim]\nchpasswd: {list: ['nobody:x']}\n");
        assertThat(config.ignored()).containsExactly("packages", "chpasswd for the unknown user nobody");
    }

    @Test
    void whatIsNoYamlIsRefused() {
        assertThatThrownBy(() -> CloudConfig.parse("#cloud-config\na: [\n"))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("no YAML");
    }
}
