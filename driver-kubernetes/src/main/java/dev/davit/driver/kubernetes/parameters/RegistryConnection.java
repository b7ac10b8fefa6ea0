package dev.davit.driver.kubernetes.parameters;

import dev.davit.vnfpackage.csar.PackagePath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A private registry that the cluster's nodes shall pull from: one element of private_registry_connection_info.
 *
 * @param https connection_type: false for 0 (HTTP), true for 1 (HTTPS)
 * @param certificate file in the package with the CA's certificates (PEM)
 */
public record RegistryConnection(
        RegistryServer server,
        boolean https,
        Optional<Credentials> credentials,
        Optional<PackagePath> certificate,
        Optional<HostsEntry> hosts) {

    /** Its text form shows no password. */
    public record Credentials(String username, String password) {
        /** As registries (RFC 7617) and Docker's config.json want it. */
        public String basic() {
            return Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return username + ":***";
        }
    }

    /** The root of its API. */
    public String url() {
        return (https ? "https://" : "http://") + server;
    }

    List<String> secrets() {
        return credentials.stream()
                .flatMap(c -> Stream.of(c.password(), c.basic()))
                .toList();
    }
}
