package dev.davit.lab;

import dev.davit.lab.docker.EngineCommand;
import dev.davit.lab.docker.EngineSettings;
import dev.davit.lab.docker.EngineUnavailableException;
import dev.davit.lab.docker.GuestImageCommand;
import dev.davit.lab.docker.PurgeCommand;
import dev.davit.lab.docker.RegistryImageCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code davit lab}. */
@Command(
        name = "davit lab",
        mixinStandardHelpOptions = true,
        version = "Davit lab 0.1.0",
        sortOptions = false,
        description = "Runs a lab cloud: the OpenStack APIs that Davit uses, on one port. Ends on Ctrl-C.",
        subcommands = {EngineCommand.class, GuestImageCommand.class, RegistryImageCommand.class, PurgeCommand.class})
public final class LabMain implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "5000",
            description = "Port of all APIs, 0 for any free one (default ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default ${DEFAULT-VALUE}).")
    private String bind;

    @Option(
            names = "--hypervisor",
            paramLabel = "KIND",
            defaultValue = "docker",
            description =
                    "What servers are: docker (containers with SSH) or none (they only seem to be there) (default ${DEFAULT-VALUE}).")
    private String hypervisor;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Images and state (default ~/.davit/lab; DAVIT_HOME stands for ~/.davit).")
    private Path dataDirectory;

    @Option(
            names = "--nfvo-url",
            paramLabel = "URL",
            defaultValue = LabOptions.DEFAULT_NFVO_URL,
            description = "Where the Davit server is, for Keystone's catalogue (default ${DEFAULT-VALUE}).")
    private String nfvoUrl;

    @Option(
            names = "--token-lifetime",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long a token is good (default ${DEFAULT-VALUE}).")
    private long tokenLifetime;

    private final CountDownLatch stopped = new CountDownLatch(1);

    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(new CommandLine(new LabMain())
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler(LabMain::explain)
                .execute(arguments));
    }

    /** What the user can do something about is said in one line; anything else is a defect and shows where. */
    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
        if (e instanceof EngineUnavailableException || e instanceof IllegalArgumentException) {
            command.getErr().println(e.getMessage());
            return 1;
        }
        throw e;
    }

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("--port must be 0 to 65535, not " + port);
        }
        LabOptions options = new LabOptions(
                bind,
                port,
                kind(),
                Optional.of(
                        dataDirectory == null ? EngineSettings.fromEnvironment().home() : dataDirectory),
                nfvoUrl,
                Optional.ofNullable(System.getenv("DAVIT_LAB_PASSWORD")).orElse("secret"),
                Duration.ofSeconds(tokenLifetime));
        Lab lab = Lab.start(options);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            lab.close();
                            stopped.countDown();
                        },
                        "lab-stop"));
        System.out.println(
                "Davit lab ready on http://" + bind + ":" + lab.port() + " (hypervisor " + lab.hypervisor() + ")");
        stopped.await();
        return 0;
    }

    private LabOptions.HypervisorKind kind() {
        return switch (hypervisor.toLowerCase(Locale.ROOT)) {
            case "docker" -> LabOptions.HypervisorKind.DOCKER;
            case "none" -> LabOptions.HypervisorKind.NONE;
            default -> throw new IllegalArgumentException("--hypervisor is docker or none, not " + hypervisor);
        };
    }
}
