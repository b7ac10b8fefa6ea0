package dev.davit.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * A command line over SSH, in the form that Davit sends: perhaps sudo, then a session that announces itself on stderr, perhaps
 * an environment, then the program.
 */
final class SimulatedCommand implements Command {
    private final SimulatedNode node;
    private final List<String> line;
    private InputStream in;
    private OutputStream out;
    private OutputStream err;
    private ExitCallback exit;
    private volatile Thread thread;

    SimulatedCommand(SimulatedNode node, String line) {
        this.node = node;
        this.line = ShellWords.of(line);
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        thread = Thread.ofVirtual().start(this::run);
    }

    private void run() {
        int start = line.indexOf("davit");
        var standardError = new PrintStream(err, true, StandardCharsets.UTF_8);
        var standardOut = new PrintStream(out, true, StandardCharsets.UTF_8);
        standardError.println(line.get(start + 1) + " 4242");
        List<String> words = line.subList(start + 2, line.size());
        node.record(words);
        var environment = new HashMap<String, String>();
        int status;
        try {
            status = new NodeCommands(node).run(new Call(words, environment, in, standardOut, standardError));
        } catch (InterruptedException stopped) {
            status = 143;
        } catch (IOException | RuntimeException e) {
            standardError.println("simulator: " + e);
            status = 70;
        }
        standardOut.flush();
        exit.onExit(status);
    }

    @Override
    public void destroy(ChannelSession channel) {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }
}
