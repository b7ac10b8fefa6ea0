package dev.davit.server;

import dev.davit.lab.Lab;
import dev.davit.lab.LabOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A lab cloud without guests, and what a test asks of it. */
public final class LabCloud implements AutoCloseable {
    private final Lab lab;
    private final HttpClient client = HttpClient.newHttpClient();

    public LabCloud() throws IOException {
        this(Duration.ofHours(1));
    }

    public LabCloud(Duration tokenLifetime) throws IOException {
        this.lab = Lab.start(LabOptions.forTests().withTokenLifetime(tokenLifetime));
    }

    public String authUrl() {
        return lab.authUrl();
    }

    public Lab lab() {
        return lab;
    }

    /** A token for a user in a project. */
    public String token(String user, String project) {
        return tokenOfScope(
                user, ",\"scope\":{\"project\":{\"name\":\"" + project + "\",\"domain\":{\"name\":\"Default\"}}}");
    }

    public String unscopedToken(String user) {
        return tokenOfScope(user, ",\"scope\":\"unscoped\"");
    }

    private String tokenOfScope(String user, String scope) {
        return send(HttpRequest.newBuilder(URI.create(authUrl() + "/auth/tokens"))
                        .POST(BodyPublishers.ofString("""
                                {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"%s",
                                 "domain":{"name":"Default"},"password":"secret"}}}%s}}
                                """.formatted(user, scope))))
                .headers()
                .firstValue("X-Subject-Token")
                .orElseThrow();
    }

    /** The id of a network of the lab. */
    public String network(String name) {
        JsonNode networks = JsonMapper.shared()
                .readTree(send(HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + lab.port() + "/network/v2.0/networks?name=" + name))
                                .header("X-Auth-Token", token("admin", "admin")))
                        .body());
        return networks.at("/networks/0/id").stringValue();
    }

    /** The body of a VIM registration with these credentials. */
    public String vim(String name, boolean isDefault, String password) {
        return """
                {"vim": {"name": "%s", "type": "openstack", "auth_url": "%s", "is_default": %s,
                 "auth_cred": {"username": "admin", "password": "%s", "user_domain_name": "Default", "cert_verify": "True"},
                 "vim_project": {"name": "admin", "project_domain_name": "Default"}}}
                """.formatted(name, authUrl(), isDefault, password);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        lab.close();
    }
}
