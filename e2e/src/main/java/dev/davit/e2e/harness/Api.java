package dev.davit.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Davit's REST API as a client sees it: nothing hidden, every answer as it came. */
public final class Api {
    private static final Set<String> AT_REST = Set.of("COMPLETED", "FAILED_TEMP", "FAILED", "ROLLED_BACK");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String url;
    private final Optional<String> token;

    public Api(String url) {
        this(url, Optional.empty());
    }

    public Api(String url, Optional<String> token) {
        this.url = url;
        this.token = token;
    }

    /** A token of a lab or cloud for user and project of domain Default. */
    public static String token(String keystoneUrl, String user, String password, String project) {
        String body = """
                {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "%s",
                 "domain": {"id": "default"}, "password": "%s"}}},
                 "scope": {"project": {"name": "%s", "domain": {"id": "default"}}}}}""".formatted(user, password, project);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(keystoneUrl + "/auth/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        return answer.headers().firstValue("X-Subject-Token").orElseThrow(() -> new AssertionError(answer.body()));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    public HttpResponse<String> patch(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> putZip(String path, Path file) {
        try {
            return send(request(path).header("Content-Type", "application/zip").PUT(BodyPublishers.ofFile(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode json(String path) {
        return json(expect(get(path), 200));
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    public static HttpResponse<String> expect(HttpResponse<String> answer, int status) {
        if (answer.statusCode() != status) {
            throw new AssertionError("%s %s answered %d, not %d:%n%s"
                    .formatted(answer.request().method(), answer.uri(), answer.statusCode(), status, answer.body()));
        }
        return answer;
    }

    /** Registers an OpenStack VIM as the default one. @return its id */
    public String registerVim(String name, String keystoneUrl, String user, String password, String project) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ObjectNode vim = body.putObject("vim");
        vim.put("name", name)
                .put("type", "openstack")
                .put("auth_url", keystoneUrl)
                .put("is_default", true);
        vim.putObject("auth_cred")
                .put("username", user)
                .put("password", password)
                .put("user_domain_name", "Default")
                .put("cert_verify", "True");
        vim.putObject("vim_project").put("name", project).put("project_domain_name", "Default");
        return json(expect(post("/v1.0/vims", body.toString()), 201))
                .at("/vim/id")
                .stringValue();
    }

    /** Creates a package, uploads the file and waits until it is ONBOARDED. @return the package's id */
    public String onboard(Path csar) {
        String id = json(expect(post("/vnfpkgm/v1/vnf_packages", "{}"), 201))
                .get("id")
                .stringValue();
        expect(putZip("/vnfpkgm/v1/vnf_packages/" + id + "/package_content", csar), 202);
        JsonNode info = Poll.until(
                Duration.ofMinutes(5),
                () -> json("/vnfpkgm/v1/vnf_packages/" + id),
                p -> Set.of("ONBOARDED", "CREATED")
                        .contains(p.get("onboardingState").stringValue()));
        if (!info.get("onboardingState").stringValue().equals("ONBOARDED")) {
            throw new AssertionError("onboarding failed: " + info);
        }
        return id;
    }

    /** @return id of the new VNF instance */
    public String create(String vnfdId) {
        return json(expect(post("/vnflcm/v1/vnf_instances", "{\"vnfdId\": \"" + vnfdId + "\"}"), 201))
                .get("id")
                .stringValue();
    }

    /** The first VNFC of an instance. */
    public JsonNode vnfc(String instanceId) {
        return json("/vnflcm/v1/vnf_instances/" + instanceId).at("/instantiatedVnfInfo/vnfcResourceInfo/0");
    }

    /** The address of a VNFC's first connection point. */
    public static String address(JsonNode vnfc) {
        return vnfc.at("/vnfcCpInfo/0/cpProtocolInfo/0/ipOverEthernet/ipAddresses/0/addresses/0")
                .stringValue();
    }

    /** Starts an LCM operation, e.g. instantiate. @return id of its occurrence */
    public String start(String instanceId, String task, String body) {
        HttpResponse<String> answer = expect(post("/vnflcm/v1/vnf_instances/" + instanceId + "/" + task, body), 202);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** The occurrence that somebody else has started last for an instance. @return its id @throws AssertionError when it is another operation */
    public String latest(String instanceId, String operation) {
        JsonNode latest = json("/vnflcm/v1/vnf_lcm_op_occs?all_records=yes")
                .valueStream()
                .filter(one -> one.get("vnfInstanceId").stringValue().equals(instanceId))
                .max(Comparator.comparing(one -> one.get("startTime").stringValue()))
                .orElseThrow();
        if (!latest.get("operation").stringValue().equals(operation)) {
            throw new AssertionError("the latest operation is no " + operation + ": " + latest);
        }
        return latest.get("id").stringValue();
    }

    /** Waits until an operation is at rest. @return the occurrence */
    public JsonNode await(String occurrenceId, Duration limit) {
        return Poll.until(
                limit,
                () -> json("/vnflcm/v1/vnf_lcm_op_occs/" + occurrenceId),
                o -> AT_REST.contains(o.get("operationState").stringValue()));
    }

    /** Waits until an operation is COMPLETED. */
    public JsonNode complete(String occurrenceId, Duration limit) {
        JsonNode occurrence = await(occurrenceId, limit);
        if (!occurrence.get("operationState").stringValue().equals("COMPLETED")) {
            throw new AssertionError(occurrence.toPrettyString());
        }
        return occurrence;
    }

    private HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(10));
        token.ifPresent(t -> builder.header("X-Auth-Token", t));
        return builder;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
