package dev.davit.e2e.kubernetes;

import dev.davit.cli.demo.KubernetesBundle;
import dev.davit.e2e.harness.Checkout;
import dev.davit.e2e.harness.DockerRequired;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What tests with real clusters need. */
final class ClusterRequired {
    private ClusterRequired() {}

    /** The bundle; without one, or without Docker, the test is skipped and one line says why. */
    static KubernetesBundle bundle() throws IOException {
        Optional<String> missing = DockerRequired.missingEngine();
        Assumptions.assumeTrue(missing.isEmpty(), missing::get);
        Optional<KubernetesBundle> bundle = KubernetesBundle.find(Checkout.root(), System.getenv());
        if (bundle.isEmpty()) {
            String line = "Kubernetes tests are skipped: " + KubernetesBundle.missing(Checkout.root()) + ".";
            System.out.println(line);
            Assumptions.abort(line);
        }
        return bundle.orElseThrow();
    }
}
