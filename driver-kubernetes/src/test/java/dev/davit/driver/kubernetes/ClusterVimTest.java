package dev.davit.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.testbed.Requests;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The VIM that a cluster of simulated nodes is registered as. */
class ClusterVimTest {
    @AutoClose
    private final ClusterBed bed = ClusterBed.of(1, 2);

    @Test
    void theClusterIsRegisteredWithTokenAndAuthority() throws Exception {
        bed.ready();
        ObjectNode credentials =
                bed.vims.named("project", "cluster").orElseThrow().authCred();
        assertThat(credentials.get("bearer_token").asString()).isEqualTo("the-bearer-token");
        assertThat(credentials.get("ssl_ca_cert").asString()).startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void aVimNameThatIsTakenIsRefusedAtAcceptance() throws Exception {
        bed.ready();
        try (var other = ClusterBed.of(1, 0)) {
            var driver = bed.driver();
            assertThatThrownBy(() -> driver.validate(other.work(Optional.empty()), Requests.instantiate()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("vim_name: VIM 'cluster'");
        }
    }

    @Test
    void terminateRemovesTheVim() throws Exception {
        bed.ready();
        var terminate = Requests.terminate();
        bed.driver().validate(bed.work(Optional.empty()), terminate);
        assertThat(bed.run(LifecycleHook.TERMINATE_END, terminate, Optional.empty())
                        .proceed())
                .isTrue();
        assertThat(bed.vims.named("project", "cluster")).isEmpty();
    }

    @Test
    void terminateIsRefusedWhileOthersUseTheVim() throws Exception {
        bed.ready();
        bed.vims.use(bed.vims.named("project", "cluster").orElseThrow().id());
        var terminate = Requests.terminate();
        var driver = bed.driver();
        var work = bed.work(Optional.empty());
        assertThatThrownBy(() -> driver.validate(work, terminate))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("in use by other VNF instances");
    }
}
