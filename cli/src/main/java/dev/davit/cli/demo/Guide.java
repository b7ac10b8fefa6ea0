package dev.davit.cli.demo;

import dev.davit.cli.Session;
import dev.davit.cli.output.Facts;
import dev.davit.cli.output.Style;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** What there is to see, and what to try next. */
final class Guide {
    private final Setting setting;
    private final Session session;

    Guide(Setting setting, Session session) {
        this.setting = setting;
        this.session = session;
    }

    void show(InetSocketAddress registry, String forDocker) {
        Style style = setting.console().style();
        DemoHome home = setting.home();
        setting.heading("Here it is");
        Facts facts = new Facts(style);
        if (setting.wishes().kubernetes().isPresent()) {
            facts.add("Kubernetes", "kubeconfig " + home.kubeconfig() + "  (a VIM too: " + KubernetesVnf.VIM + ")");
        }
        facts.add(
                        "Registry",
                        "http://" + registry.getAddress().getHostAddress() + ":" + registry.getPort()
                                + "  (for docker push and pull here: " + forDocker + ")")
                .add("Davit", session.api().server().toString())
                .add("Lab cloud", session.console().variable("OS_AUTH_URL").orElse("") + "  (Keystone; user admin)")
                .add("openrc", home.openrc().toString())
                .add("Request", home.parameters().toString())
                .add("Logs", home.log("server") + " and " + home.log("lab"))
                .lines()
                .forEach(line -> setting.console().println("  " + line));
    }

    void next() {
        setting.heading("Try in another terminal");
        String davit = davit();
        String arrow = "  " + setting.console().style().arrow() + " ";
        say(arrow + davit + " vnf show registry");
        say(arrow + davit + " vnf heal registry --vnfc PrivateRegistryVDU --wait -v");
        if (setting.wishes().kubernetes().isPresent()) {
            say(arrow + "kubectl --kubeconfig " + setting.home().kubeconfig() + " get nodes");
            say(arrow + davit + " vnf scale " + KubernetesVnf.NAME + " --out --aspect worker_instance --wait");
        }
        say(arrow + davit + " op list");
        say(arrow + ". " + setting.home().openrc()
                + " && openstack vnflcm list   (python3-openstackclient, python3-tackerclient)");
        say("");
        say(setting.console().style().bold("Ctrl-C ends the demo and takes everything down."));
    }

    /** As the user can type it: relative when the script lies here. */
    private String davit() {
        Path root = setting.programs().root();
        return root.equals(Path.of("").toAbsolutePath())
                ? "./davit"
                : root.resolve("davit").toString();
    }

    private void say(String line) {
        setting.console().println(line);
    }
}
