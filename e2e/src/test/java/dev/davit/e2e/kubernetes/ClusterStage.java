package dev.davit.e2e.kubernetes;

import dev.davit.cli.demo.KubernetesBundle;
import dev.davit.cli.demo.KubernetesVnf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a test with a real cluster begins with: a bundle of Kubernetes, a site, and a registry VNF with an image of its own. All that
 * was opened here is closed in the end, the last first.
 */
final class ClusterStage implements AutoCloseable {
    /** Where packages have the certificate of the registry's CA. */
    static final String CERTIFICATE = "Files/registry-ca.crt";

    private final Opened opened = new Opened();
    private KubernetesBundle bundle;
    private ClusterSite site;
    private RegistryVm registry;

    /** Without a Docker Engine or a bundle, the test is skipped. */
    void open() throws Exception {
        bundle = ClusterRequired.bundle();
        site = opened.keep(ClusterSite.start());
        registry = opened.keep(RegistryVm.deploy(site));
    }

    /** To be closed with the rest. */
    <T extends AutoCloseable> T keep(T one) {
        return opened.keep(one);
    }

    ClusterSite site() {
        return site;
    }

    RegistryVm registry() {
        return registry;
    }

    /** Serves the registry over TLS too. @return the certificate of its CA */
    String serveTls() throws IOException {
        return registry.serveTls() + "\n";
    }

    UnpackedBundle unpackBundle() throws IOException, InterruptedException {
        return UnpackedBundle.of(bundle, site.folder());
    }

    /** The sample package with the bundle in it. @param more files as {@code path in the package=file} */
    Path sample(List<String> more) throws IOException, InterruptedException {
        return ClusterVnf.build(site, bundle, more);
    }

    /** A copy of the sample package, without the bundle, to be changed. */
    EditedPackage editedSample() throws IOException {
        return EditedPackage.in(site.folder());
    }

    void onboard(EditedPackage edited, String... added) {
        site.api().onboard(edited.build(site.folder().resolve("edited.zip"), List.of(added)));
    }

    /** Parameters of a cluster that pulls from the registry over HTTP. */
    ObjectNode httpParameters(String flavour) {
        return parameters(flavour, KubernetesVnf.httpRegistry(registry.server()));
    }

    /** Parameters of a cluster that pulls from the registry over TLS, with the password. */
    ObjectNode tlsParameters(String flavour) {
        return parameters(flavour, registry.tlsConnection(CERTIFICATE));
    }

    private ObjectNode parameters(String flavour, ObjectNode connection) {
        return KubernetesVnf.parameters(flavour, site.networkId("net0"), ClusterVnf.VIM, connection);
    }

    /** The driver's part of such parameters. */
    static ObjectNode installation(ObjectNode parameters) {
        return (ObjectNode) parameters.at("/additionalParams/k8s_cluster_installation_param");
    }

    @Override
    public void close() throws Exception {
        opened.close();
    }
}
