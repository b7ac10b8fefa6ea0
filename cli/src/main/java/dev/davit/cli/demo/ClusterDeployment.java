package dev.davit.cli.demo;

import dev.davit.cli.Session;
import dev.davit.cli.connection.OpenStack;
import dev.davit.cli.output.Json;
import dev.davit.cli.output.Text;
import dev.davit.cli.pack.Packages;
import dev.davit.cli.vim.Vims;
import dev.davit.cli.vnf.Instances;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The demo's Kubernetes cluster, which pulls from the demo's registry: brings it up, tries it, takes it down. */
final class ClusterDeployment {
    private final Setting setting;
    private final DemoHome home;
    private final Session session;
    private final Instances instances;
    private final Deployment deployment;
    private final KubernetesBundle bundle;
    private Optional<String> instance = Optional.empty();

    ClusterDeployment(Setting setting, Session session, Deployment deployment, KubernetesBundle bundle) {
        this.setting = setting;
        this.home = setting.home();
        this.session = session;
        this.instances = new Instances(session);
        this.deployment = deployment;
        this.bundle = bundle;
    }

    /** @param registry as the machines of the cloud reach it @param forDocker as this machine's Docker does */
    void bringUp(InetSocketAddress registry, String forDocker) throws Exception {
        String server = registry.getAddress().getHostAddress() + ":" + registry.getPort();
        setting.heading("Deploying a Kubernetes cluster that pulls from the registry");
        try (Checklist list = new Checklist(setting.console())) {
            list.run("VNF package", this::vnfPackage);
        }
        String network = OpenStack.login(session.console().environment()).networkId("net0");
        ObjectNode request =
                KubernetesVnf.parameters("simple", network, KubernetesVnf.VIM, KubernetesVnf.httpRegistry(server));
        Files.writeString(home.clusterParameters(), Json.write(request) + "\n");
        String id = Json.text(
                instances.create(KubernetesVnf.PRODUCT, Optional.of(KubernetesVnf.NAME), Optional.empty()), "id");
        instance = Optional.of(id);
        deployment.follow(instances.start(id, "instantiate", request));
        tryOut(server, forDocker);
    }

    private Path vnfPackage(Checklist.Item item) throws IOException, InterruptedException {
        item.progress("offline bundle, made once");
        Path ready = bundle.ready(home.folder().resolveSibling("cache"));
        Programs programs = setting.programs();
        programs.run(
                item.progress(),
                "package",
                "build",
                programs.root().resolve("vnf-packages/kubernetes-cluster").toString(),
                "-o",
                home.clusterCsar().toString(),
                "--placeholder-image",
                RegistryVnf.DISK_IN_PACKAGE,
                "--add",
                KubernetesBundle.IN_PACKAGE + "=" + ready);
        item.progress("onboarding");
        String product = Json.text(new Packages(session).onboard(home.clusterCsar()), "vnfProductName");
        item.result(product + " onboarded, " + Text.bytes(Files.size(home.clusterCsar())));
        return home.clusterCsar();
    }

    private void tryOut(String server, String forDocker) throws Exception {
        String kubeconfig = new Vims(session).kubeconfig(KubernetesVnf.VIM);
        writeKubeconfig(kubeconfig);
        setting.heading("Using the cluster");
        try (Checklist list = new Checklist(setting.console());
                RegistryTrial trial = new RegistryTrial(forDocker);
                ClusterTrial cluster = new ClusterTrial(kubeconfig)) {
            list.run("docker push", item -> {
                trial.push();
                item.result(trial.nameAt(server) + ", an image that is nowhere else");
                return server;
            });
            list.run("a pod of it on every node", item -> {
                List<String> nodes = cluster.runOnEveryNode(trial.nameAt(server));
                item.result("ran on " + String.join(", ", nodes));
                return nodes;
            });
        }
        setting.console().println("  kubeconfig: " + home.kubeconfig());
    }

    /** Holds a token: for the owner only. */
    private void writeKubeconfig(String text) throws IOException {
        Files.deleteIfExists(home.kubeconfig());
        Files.createFile(
                home.kubeconfig(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(home.kubeconfig(), text);
    }

    void terminate() throws Exception {
        if (instance.isEmpty()) {
            return;
        }
        setting.heading("Taking the cluster down");
        String id = instance.get();
        deployment.follow(instances.start(id, "terminate", Json.object().put("terminationType", "FORCEFUL")));
        try (Checklist list = new Checklist(setting.console())) {
            list.run("VNF instance and package", item -> {
                instances.delete(id);
                Packages packages = new Packages(session);
                packages.discard(Json.text(packages.find(KubernetesVnf.PRODUCT), "id"));
                item.result("deleted");
                return id;
            });
        }
    }
}
