package dev.davit.server;

import ch.qos.logback.classic.Level;
import dev.davit.server.database.DatabaseStartException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The server program. Prints one line on standard output when it is ready; ends on SIGTERM and SIGINT. */
@Command(
        name = "davit server",
        description = "Runs the VNF manager.",
        mixinStandardHelpOptions = true,
        version = "Davit 0.1.0",
        sortOptions = false,
        footer = {
            "",
            "Every option can also be given by environment, as DAVIT_SERVER_ and the option's name",
            "(--data-dir: DAVIT_SERVER_DATA_DIR), or in the file of --config (data-dir=...).",
            "The command line wins over the environment, the environment over the file."
        })
public final class Main implements Callable<Integer> {
    private static final int CANNOT_START = 1;
    /** What making and starting an embedded PostgreSQL takes at most; an external one needs nobody to end it. */
    private static final Duration LONGEST_START = Duration.ofMinutes(4);

    private static final Duration LONGEST_START_ELSEWHERE = Duration.ofSeconds(20);

    @Mixin
    private CommandLineOptions options;

    @Option(names = "--verbose", description = "Log more of what is going on.")
    private boolean verbose;

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        var command = new CommandLine(new Main());
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setUsageHelpWidth(100);
        command.setParameterExceptionHandler((e, given) -> {
            e.getCommandLine().getErr().println(e.getMessage());
            if (!CommandLine.UnmatchedArgumentException.printSuggestions(
                    e, e.getCommandLine().getErr())) {
                e.getCommandLine().getErr().println("See davit server --help.");
            }
            return CommandLine.ExitCode.USAGE;
        });
        try {
            command.setDefaultValueProvider(SettingsSource.of(args, System.getenv(), command.getCommandSpec()));
        } catch (StartException e) {
            command.getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        return command.execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerLog.configure(verbose ? Level.DEBUG : Level.INFO);
        var started = new CompletableFuture<DavitServer>();
        var closing = new Closing();
        var external = new AtomicBoolean();
        // Before the start: who is told to end while starting must not leave a database behind.
        var ending = Thread.ofPlatform().name("shutdown").unstarted(() -> {
            closing.close();
            awaitStart(started, external.get() ? LONGEST_START_ELSEWHERE : LONGEST_START);
        });
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            ServerOptions wanted = options.toServerOptions();
            external.set(wanted.databaseUrl().isPresent());
            DavitServer server = DavitServer.start(wanted, closing);
            started.complete(server);
            System.out.println("Davit server ready on " + server.listening());
            System.out.flush();
            // For ever: the shutdown ends the process.
            new CountDownLatch(1).await();
            return 0;
        } catch (StartException | DatabaseStartException e) {
            started.completeExceptionally(e);
            System.err.println(e.getMessage());
            return CANNOT_START;
        } catch (RuntimeException e) {
            started.completeExceptionally(e);
            throw e;
        }
    }

    /** A start that goes on closes what it opens from now on; it must get there before the process ends. */
    private static void awaitStart(CompletableFuture<DavitServer> started, Duration atMost) {
        try {
            started.get(atMost.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It did not start, and has said why; or it hangs and is not waited for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
