package dev.davit.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;

/** The commands that a simulated node knows. */
final class NodeCommands {
    private static final int NO_FILE = 44;
    private static final int UNKNOWN = 127;

    private final SimulatedNode node;

    NodeCommands(SimulatedNode node) {
        this.node = node;
    }

    int run(Call call) throws IOException, InterruptedException {
        if (node.fails(String.join(" ", call.words()))) {
            return call.fail("simulated failure");
        }
        return switch (call.program()) {
            case "true", "install", "systemctl" -> 0;
            case "mkdir" -> directories(call);
            case "sudo" -> 0;
            case "uname" -> say(call, "x86_64");
            case "cat" -> cat(call);
            case "hostname" -> hostname(call);
            case "test" -> node.exists(call.argument(2)) ? 0 : 1;
            case "rm" -> remove(call);
            case "sha256sum" -> digests(call);
            case "sh" -> shell(call);
            case "flock" -> run(call.of(call.words().subList(3, call.words().size()), call.environment()));
            case "bash" -> node.cluster().script().run(node, call);
            case "containerd" -> containerd(call);
            case "kubeadm" -> node.cluster().script().kubeadm(node, call);
            case "curl" -> new NodeCurl(node).run(call);
            default -> {
                call.err().println(call.program() + ": not found");
                yield UNKNOWN;
            }
        };
    }

    private static int say(Call call, String line) {
        call.out().println(line);
        return 0;
    }

    private int cat(Call call) {
        call.out().print(node.read(call.argument(1)));
        return 0;
    }

    private int containerd(Call call) {
        String file = "/etc/containerd/config.toml";
        return say(
                call,
                call.argument(1).equals("--version")
                        ? "containerd github.com/containerd/containerd 1.6.20 simulated"
                        : node.exists(file) ? node.read(file) : "config_path = \"/etc/containerd/certs.d\"");
    }

    private int hostname(Call call) {
        if (call.words().size() > 1) {
            node.hostName(call.argument(1));
            return 0;
        }
        return say(call, node.hostName());
    }

    private int directories(Call call) throws IOException {
        for (String folder : call.words().subList(3, call.words().size())) {
            Files.createDirectories(node.path(folder));
        }
        return 0;
    }

    private int remove(Call call) throws IOException {
        Files.deleteIfExists(node.path(call.words().getLast()));
        return 0;
    }

    private int digests(Call call) throws IOException {
        int status = 0;
        for (String file : call.words().subList(2, call.words().size())) {
            if (node.exists(file)) {
                call.out().println(sha256(Files.readAllBytes(node.path(file))) + "  " + file);
            } else {
                status = 1;
            }
        }
        return status;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The few fixed texts that Davit gives to a shell, told apart by what is in them. */
    private int shell(Call call) throws IOException, InterruptedException {
        String text = call.argument(2);
        String file = call.argument(4);
        if (text.contains("base64 <")) {
            if (!node.exists(file)) {
                return NO_FILE;
            }
            return say(call, Base64.getMimeEncoder().encodeToString(Files.readAllBytes(node.path(file))));
        }
        if (text.contains("mv -fT") || text.contains("> \"$1\"")) {
            node.write(file, call.input());
            return 0;
        }
        if (text.startsWith("while IFS= read")) {
            return launch(call);
        }
        return text.contains("kill") ? 0 : 1;
    }

    private int launch(Call call) throws IOException, InterruptedException {
        var environment = new HashMap<String, String>();
        String lines = new String(call.input(), StandardCharsets.UTF_8);
        for (String line : lines.lines().takeWhile(l -> !l.isEmpty()).toList()) {
            environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        List<String> words = call.words().subList(4, call.words().size());
        return run(call.of(words, environment));
    }
}
