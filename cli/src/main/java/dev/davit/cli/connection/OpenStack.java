package dev.davit.cli.connection;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import dev.davit.cli.output.Json;
import java.net.URI;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A cloud as its user sees it, as far as the client needs to look into it. */
public final class OpenStack {
    private final Http http;
    private final Keystone.Login login;

    private OpenStack(Http http, Credentials credentials) {
        this.http = http;
        login = new Keystone(http).login(credentials);
    }

    /** @param variables OS_*, as of an openrc file */
    public static OpenStack login(Map<String, String> variables) {
        return new OpenStack(
                new Http(variables),
                Credentials.from(variables).orElseThrow(() -> CliException.usage("OS_AUTH_URL is not set.")));
    }

    /** @return id of the network with this name */
    public String networkId(String name) {
        URI neutron = login.endpoint("network")
                .orElseThrow(
                        () -> new CliException(ExitCode.NO_ACCESS, "The cloud's catalogue has no network service."));
        URI uri = URI.create(neutron.toString().replaceAll("/(v2\\.0)?/*$", "") + "/v2.0/networks");
        var response = http.send(
                Http.request(uri).header("X-Auth-Token", login.token()).GET().build());
        if (response.statusCode() != 200) {
            throw new ApiException(Problem.parse(response.statusCode(), response.body()));
        }
        return Json.elements(Json.read(response.body()), "networks").stream()
                .filter(network -> Json.text(network, "name").equals(name))
                .map((JsonNode network) -> Json.text(network, "id"))
                .findFirst()
                .orElseThrow(() -> new CliException(ExitCode.NOT_FOUND, "The cloud has no network '" + name + "'."));
    }
}
