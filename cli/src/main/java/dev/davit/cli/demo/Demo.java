package dev.davit.cli.demo;

import dev.davit.cli.CliException;
import dev.davit.cli.ErrorReport;
import dev.davit.cli.ExitCode;
import dev.davit.cli.Session;
import dev.davit.cli.output.Console;
import dev.davit.cli.output.Style;
import dev.davit.cli.output.Text;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The demo, from top to bottom: sets a lab cloud and a server up, deploys a private registry, uses it, with --kubernetes does
 * the same with a cluster connected to it, says what there is to see, and takes everything down.
 */
final class Demo {
    private final Setting setting;
    private final Interrupt interrupt;

    Demo(Setting setting, Interrupt interrupt) {
        this.setting = setting;
        this.interrupt = interrupt;
    }

    /** @return the exit status */
    int run() throws IOException {
        Instant started = Instant.now();
        boolean good = perform();
        interrupt.ignoreFromNow();
        good &= new TakeDown(setting).run();
        say("");
        say(verdict(good, Duration.between(started, Instant.now())));
        return good ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean perform() {
        try {
            Session session = new SetUp(setting).run();
            Deployment deployment = new Deployment(setting, session);
            String id = deployment.instantiate();
            try (Forwarder forwarder = new Forwarder(() -> RegistryVnf.address(session, id))) {
                deployment.tryOut(forwarder.address());
                Optional<ClusterDeployment> cluster = setting.wishes()
                        .kubernetes()
                        .map(bundle -> new ClusterDeployment(setting, session, deployment, bundle));
                if (cluster.isPresent()) {
                    cluster.get().bringUp(RegistryVnf.address(session, id), forwarder.address());
                }
                Guide guide = new Guide(setting, session);
                guide.show(RegistryVnf.address(session, id), forwarder.address());
                if (!setting.wishes().once()) {
                    guide.next();
                    awaitInterrupt();
                }
                if (cluster.isPresent()) {
                    cluster.get().terminate();
                }
            }
            deployment.terminate(id);
            return true;
        } catch (Exception e) {
            return failed(e);
        }
    }

    /** Ctrl-C is how a demo ends well that is there to be looked at. */
    private void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupt.ignoreFromNow();
            say("");
        }
    }

    private boolean failed(Exception e) {
        Console console = setting.console();
        if (interrupt.isAsked()) {
            say("");
            say(console.style().yellow("Interrupted; taking down what there is."));
        } else if (e instanceof CliException known) {
            ErrorReport.of(known, console.style()).forEach(this::say);
        } else {
            say(console.style().red("Error: ") + Text.safe(String.valueOf(e)));
        }
        return false;
    }

    private String verdict(boolean good, Duration took) {
        Style style = setting.console().style();
        return good
                ? style.tick() + " " + style.bold("The demo went well") + style.dim(", " + Text.seconds(took))
                : style.cross() + " " + style.bold("The demo did not go to its end.") + " Logs: "
                        + setting.home().log("server") + " and "
                        + setting.home().log("lab");
    }

    private void say(String line) {
        setting.console().println(line);
    }
}
