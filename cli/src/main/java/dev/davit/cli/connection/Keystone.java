package dev.davit.cli.connection;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import dev.davit.cli.output.Json;
import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Logs in at Keystone v3: a token for the project, and the catalogue's word on where Davit is. */
final class Keystone {
    /** A token, and the catalogue's word on where services are. */
    record Login(String token, JsonNode catalogue, Optional<String> region) {

        /** The public endpoint of a service in the user's region. */
        Optional<URI> endpoint(String serviceType) {
            return Json.elements(catalogue).stream()
                    .filter(service -> Json.text(service, "type").equals(serviceType))
                    .flatMap(service -> Json.elements(service, "endpoints").stream())
                    .filter(endpoint -> Json.text(endpoint, "interface").equals("public"))
                    .filter(endpoint -> region.map(name -> name.equals(Json.text(endpoint, "region")))
                            .orElse(true))
                    .map(endpoint -> URI.create(Json.text(endpoint, "url")))
                    .findFirst();
        }
    }

    private final Http http;

    Keystone(Http http) {
        this.http = http;
    }

    Login login(Credentials credentials) {
        URI uri = URI.create(credentials.authUrl() + "/auth/tokens");
        var response = http.send(Http.request(uri)
                .header("Content-Type", "application/json")
                .POST(Http.json(request(credentials)))
                .build());
        if (response.statusCode() != 201) {
            Problem problem = Problem.parse(response.statusCode(), response.body());
            throw new CliException(
                    ExitCode.NO_ACCESS,
                    "Keystone did not let " + credentials + " in: " + problem.headline(),
                    "Check OS_USERNAME, OS_PASSWORD, OS_PROJECT_NAME and the domains.");
        }
        JsonNode token = Json.read(response.body()).path("token");
        return new Login(
                response.headers()
                        .firstValue("X-Subject-Token")
                        .orElseThrow(() -> new CliException(
                                ExitCode.NO_ACCESS,
                                uri + " answered 201 without a token (X-Subject-Token); is it Keystone?")),
                token.path("catalog"),
                credentials.region());
    }

    private static ObjectNode request(Credentials credentials) {
        ObjectNode auth = Json.object();
        ObjectNode identity = auth.putObject("identity");
        credentials
                .token()
                .ifPresentOrElse(
                        token -> {
                            identity.putArray("methods").add("token");
                            identity.putObject("token").put("id", token);
                        },
                        () -> {
                            identity.putArray("methods").add("password");
                            ObjectNode user = identity.putObject("password").putObject("user");
                            user.put("name", credentials.username()).put("password", credentials.password());
                            user.putObject("domain").put("name", credentials.userDomain());
                        });
        ObjectNode project = auth.putObject("scope").putObject("project").put("name", credentials.project());
        project.putObject("domain").put("name", credentials.projectDomain());
        ObjectNode body = Json.object();
        body.set("auth", auth);
        return body;
    }
}
