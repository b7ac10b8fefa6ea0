package dev.davit.e2e.harness;

import dev.davit.cli.demo.Forwarder;
import dev.davit.cli.demo.RegistryTrial;
import java.net.InetSocketAddress;

/** Uses a registry with the real Docker Engine of this machine. */
public final class RegistryClient {
    private RegistryClient() {}

    /** Pushes a new image, forgets it, and pulls the same one back. */
    public static void pushAndPull(String address, int port) throws Exception {
        var registry = new InetSocketAddress(address, port);
        try (var forwarder = new Forwarder(() -> registry);
                var trial = new RegistryTrial(forwarder.address())) {
            trial.push();
            trial.pull();
        }
    }
}
