package dev.davit.driver.kubernetes.parameters;

import dev.davit.driver.kubernetes.parameters.RegistryConnection.Credentials;
import dev.davit.driver.vm.Fields;
import dev.davit.vnfpackage.csar.PackagePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads private_registry_connection_info. */
final class RegistryReader {
    private static final String LIST = "private_registry_connection_info";
    private static final int MOST = 50;
    private static final Set<String> KNOWN =
            Set.of("connection_type", "server", "username", "password", "certificate_path", "hosts_string");

    private final Surroundings surroundings;
    private final Set<String> servers = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();

    RegistryReader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    List<RegistryConnection> read(Fields fields) {
        List<Fields> elements = fields.objects(LIST);
        if (elements.size() > MOST) {
            fields.problem(LIST, "must not have more than " + MOST + " elements");
            return List.of();
        }
        var connections = new ArrayList<RegistryConnection>();
        elements.forEach(element -> one(element).ifPresent(connections::add));
        return connections;
    }

    private Optional<RegistryConnection> one(Fields fields) {
        fields.expectOnly(KNOWN);
        Optional<Boolean> https = https(fields);
        Optional<RegistryServer> server = fields.parsed("server", fields.required("server"), RegistryServer::parse);
        server.filter(s -> !servers.add(s.toString()))
                .ifPresent(s -> fields.problem("server", "'" + s + "' is in the list twice"));
        Optional<Credentials> credentials = credentials(fields);
        Optional<PackagePath> certificate = certificate(fields);
        if (certificate.isPresent() && https.isPresent() && !https.get()) {
            fields.problem("certificate_path", "is for HTTPS, but connection_type is 0 (HTTP)");
        }
        Optional<HostsEntry> hosts = fields.parsed("hosts_string", fields.line("hosts_string"), HostsEntry::parse);
        hosts.ifPresent(entry -> requireOneAddress(fields, entry));
        if (https.isEmpty() || server.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RegistryConnection(server.get(), https.get(), credentials, certificate, hosts));
    }

    private static Optional<Boolean> https(Fields fields) {
        Optional<JsonNode> node = fields.value("connection_type");
        if (node.isEmpty()) {
            fields.problem("connection_type", "is required: 0 for HTTP, 1 for HTTPS");
            return Optional.empty();
        }
        Optional<String> text = node.get().isIntegralNumber()
                ? Optional.of(node.get().bigIntegerValue().toString())
                : fields.line("connection_type");
        return fields.parsed("connection_type", text, type -> switch (type) {
            case "0" -> false;
            case "1" -> true;
            default -> throw new IllegalArgumentException("must be 0 (HTTP) or 1 (HTTPS)");
        });
    }

    private static Optional<Credentials> credentials(Fields fields) {
        Optional<String> username = fields.line("username");
        Optional<String> password = fields.line("password");
        if (username.isPresent() && fields.value("password").isEmpty()) {
            fields.problem("password", "is required when username is given");
        }
        if (password.isPresent() && fields.value("username").isEmpty()) {
            fields.problem("username", "is required when password is given");
        }
        if (username.filter(name -> name.contains(":")).isPresent()) {
            fields.problem("username", "must not contain ':'");
        }
        return username.flatMap(name -> password.map(secret -> new Credentials(name, secret)));
    }

    private Optional<PackagePath> certificate(Fields fields) {
        Optional<PackagePath> path =
                ParameterReader.file(surroundings, fields, "certificate_path", fields.line("certificate_path"));
        path.filter(surroundings::hasFile).ifPresent(p -> {
            try {
                int found = CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(surroundings.read(p)))
                        .size();
                if (found == 0) {
                    fields.problem("certificate_path", "file '" + p + "' holds no certificate");
                }
            } catch (CertificateException e) {
                fields.problem("certificate_path", "file '" + p + "' is no X.509 certificate in PEM form");
            } catch (IOException e) {
                fields.problem("certificate_path", "file '" + p + "' cannot be read: " + e.getMessage());
            }
        });
        return path;
    }

    private void requireOneAddress(Fields fields, HostsEntry entry) {
        String before = names.putIfAbsent(entry.name(), entry.address());
        if (before != null && !before.equals(entry.address())) {
            fields.problem("hosts_string", "gives " + entry.name() + " another address than " + before + " before");
        }
    }
}
