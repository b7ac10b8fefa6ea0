package dev.davit.openstack;

import dev.davit.lifecycle.vim.RegisteredVim;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Registered VIMs for tests. */
public final class Vims {
    private Vims() {}

    public static RegisteredVim withPassword(String authUrl, String password) {
        return vim(authUrl, """
                {"username": "demo", "password": "%s", "user_domain_name": "Default", "cert_verify": "True"}""".formatted(password), "{\"name\": \"demo\", \"project_domain_name\": \"Default\"}");
    }

    public static RegisteredVim vim(String authUrl, String authCred, String project) {
        return new RegisteredVim(
                UUID.randomUUID(),
                "p",
                "test",
                "",
                "openstack",
                authUrl,
                (ObjectNode) JsonMapper.shared().readTree(authCred),
                (ObjectNode) JsonMapper.shared().readTree(project),
                JsonMapper.shared().createObjectNode(),
                List.of("RegionOne"),
                true,
                "REACHABLE",
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
