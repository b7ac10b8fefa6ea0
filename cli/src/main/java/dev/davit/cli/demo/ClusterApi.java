package dev.davit.cli.demo;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import dev.davit.cli.connection.Authorities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A cluster's API, with the credentials of a kubeconfig as Davit writes them: one cluster, its CA, a bearer token. */
final class ClusterApi implements AutoCloseable {
    private static final int OK = 200;

    private final HttpClient http;
    private final String server;
    private final String token;

    private ClusterApi(HttpClient http, String server, String token) {
        this.http = http;
        this.server = server;
        this.token = token;
    }

    record Reply(int status, String body) {}

    static ClusterApi of(String kubeconfig) {
        Map<?, ?> config = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(kubeconfig);
        Map<?, ?> cluster = first(config, "clusters", "cluster");
        Map<?, ?> user = first(config, "users", "user");
        byte[] authority = Base64.getDecoder().decode((String) cluster.get("certificate-authority-data"));
        HttpClient http = HttpClient.newBuilder()
                .sslContext(trusting(authority))
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        return new ClusterApi(http, (String) cluster.get("server"), (String) user.get("token"));
    }

    private static Map<?, ?> first(Map<?, ?> config, String list, String key) {
        return (Map<?, ?>) ((Map<?, ?>) ((List<?>) config.get(list)).getFirst()).get(key);
    }

    private static SSLContext trusting(byte[] authority) {
        try {
            return Authorities.trusting(authority);
        } catch (GeneralSecurityException | IOException e) {
            throw new CliException(
                    ExitCode.FAILED, "The kubeconfig's CA certificate cannot be read: " + e.getMessage());
        }
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        Reply reply = send("GET", path, "");
        if (reply.status() != OK) {
            throw new CliException(
                    ExitCode.FAILED, "GET " + server + path + " answers " + reply.status() + ": " + reply.body());
        }
        return JsonMapper.shared().readTree(reply.body());
    }

    /** @param json body, or empty */
    Reply send(String method, String path, String json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
