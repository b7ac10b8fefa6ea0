package dev.davit.cli.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.davit.cli.CliException;
import dev.davit.cli.Session;
import dev.davit.cli.connection.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything on this machine, to look at. */
@Command(
        name = "demo",
        description =
                "Bring up a lab cloud, a server and a private registry on this machine; push an image and pull it back.",
        footer = {
            "",
            "Uses the Docker Engine that is there. As root on Debian or Ubuntu it installs and starts docker.io if there is none.",
            "Everything lies in ~/.davit/demo; another Davit on this machine is not touched.",
            "",
            "Exit status: 0 when all went well, 1 when anything failed, 4 when a demo is running already."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int LAB_PORT = 5000;
    private static final int LAST_PORT = 65535;

    @Option(names = "--once", description = "Take everything down at the end instead of waiting for Ctrl-C.")
    private boolean once;

    @Option(
            names = "--kubernetes",
            description = {
                "Deploy a Kubernetes cluster too, and run an image on it that only the registry has.",
                "Takes an offline bundle: " + KubernetesBundle.VARIABLE
                        + " (see docs/kubernetes.md), 6 GiB and some minutes."
            })
    private boolean kubernetes;

    @Option(names = "--keep-engine", description = "Leave a Docker Engine that the demo has started running.")
    private boolean keepEngine;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the server (default: 9890, or a free one).")
    private int port = Connection.DEFAULT_SERVER.getPort();

    @Option(
            names = "--lab-port",
            paramLabel = "PORT",
            description = "Port of the lab cloud (default: 5000, or a free one).")
    private int labPort = LAB_PORT;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show the remote commands and what they printed.")
    private boolean verbose;

    private final Session session;

    public DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        check("--port", port);
        check("--lab-port", labPort);
        Path launcher = session.console()
                .variable("DAVIT_LAUNCHER")
                .map(Path::of)
                .orElseThrow(
                        () -> CliException.usage("The demo starts other programs; start it through the script davit."));
        // the Docker client tells every byte of its talk otherwise
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        DemoHome home = DemoHome.in(session.home());
        Setting setting = new Setting(
                session.console(),
                new Programs(launcher),
                home,
                new Setting.Wishes(port, labPort, once, keepEngine, verbose, bundle(launcher)));
        try (DemoLock lock = DemoLock.take(home);
                Interrupt interrupt = new Interrupt()) {
            lock.sign();
            int status = new Demo(setting, interrupt).run();
            interrupt.exitWith(status);
            return status;
        }
    }

    private Optional<KubernetesBundle> bundle(Path launcher) throws IOException {
        if (!kubernetes) {
            return Optional.empty();
        }
        Path root = launcher.toAbsolutePath().getParent();
        Optional<KubernetesBundle> found =
                KubernetesBundle.find(root, session.console().environment());
        if (found.isEmpty()) {
            throw CliException.usage("There is " + KubernetesBundle.missing(root) + ". See docs/kubernetes.md.");
        }
        return found;
    }

    private static void check(String option, int port) {
        if (port < 1 || port > LAST_PORT) {
            throw CliException.usage(option + " must be 1 to " + LAST_PORT + ", not " + port + ".");
        }
    }
}
