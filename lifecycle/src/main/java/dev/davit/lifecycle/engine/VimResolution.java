package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.instance.VimConnectionInfo;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.Vim;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * From what a request says of VIMs (SOL003 v2.6.1 clause 4.4.1.6) to the one to use: the first connection's registered VIM
 * with the credentials that its accessInfo gives instead, or the default VIM.
 */
final class VimResolution {
    private final LifecyclePorts ports;

    VimResolution(LifecyclePorts ports) {
        this.ports = ports;
    }

    /** @param region when the connection names one */
    record Resolved(RegisteredVim vim, Vim kind, Optional<String> region) {}

    /** The connections that an instance gets: those of the request, or one for the default VIM. */
    List<VimConnectionInfo> connections(String project, List<VimConnectionInfo> requested) {
        if (!requested.isEmpty()) {
            return requested;
        }
        RegisteredVim vim = ports.vimCatalog()
                .defaultVim(project)
                .orElseThrow(() -> new ProblemException(ProblemDetails.badRequest(
                        "vimConnectionInfo",
                        "is needed, for there is no default VIM; name a VIM, or register one as default")));
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        return List.of(new VimConnectionInfo(
                vim.id().toString(), Optional.of(vim.id().toString()), vim.type(), nothing, nothing, nothing));
    }

    /** @throws ProblemException 400 naming the member that is wrong */
    Resolved resolve(String project, List<VimConnectionInfo> connections) {
        VimConnectionInfo connection = connections.stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemDetails.badRequest("vimConnectionInfo", "the VNF instance has no VIM connection")));
        RegisteredVim vim = registered(project, connection);
        Vim kind = Optional.ofNullable(ports.vims().get(vim.type()))
                .orElseThrow(() -> bad(
                        "vimType",
                        "VIMs of type '" + vim.type() + "' are not supported; supported: "
                                + String.join(
                                        ", ",
                                        ports.vims().keySet().stream().sorted().toList())));
        return new Resolved(withAccess(vim, connection.accessInfo()), kind, region(connection));
    }

    private RegisteredVim registered(String project, VimConnectionInfo connection) {
        String id = connection
                .vimId()
                .orElseThrow(() -> bad("vimId", "is needed: the id of a registered VIM (openstack vim list)"));
        try {
            return ports.vimCatalog()
                    .vim(project, UUID.fromString(id))
                    .orElseThrow(
                            () -> bad("vimId", "there is no VIM with the id '" + id + "'; see openstack vim list"));
        } catch (IllegalArgumentException e) {
            throw bad("vimId", "'" + id + "' is no VIM id; see openstack vim list");
        }
    }

    private static ProblemException bad(String member, String reason) {
        return new ProblemException(ProblemDetails.badRequest("vimConnectionInfo[0]." + member, reason));
    }

    private static Optional<String> region(VimConnectionInfo connection) {
        return text(connection.accessInfo(), "region").or(() -> text(connection.interfaceInfo(), "region"));
    }

    /** Names in accessInfo (SOL003) to names in a registered VIM's credentials. */
    private static final Map<String, String> CREDENTIALS =
            Map.of("username", "username", "password", "password", "userDomain", "user_domain_name");

    private static final Map<String, String> PROJECT =
            Map.of("project", "name", "projectDomain", "project_domain_name");

    private static RegisteredVim withAccess(RegisteredVim vim, ObjectNode access) {
        if (text(access, "password").isEmpty()) {
            return vim;
        }
        ObjectNode credentials = vim.authCred().deepCopy();
        CREDENTIALS.forEach((from, to) -> text(access, from).ifPresent(value -> credentials.put(to, value)));
        ObjectNode vimProject = vim.vimProject().deepCopy();
        PROJECT.forEach((from, to) -> text(access, from).ifPresent(value -> vimProject.put(to, value)));
        return vim.withAccess(credentials, vimProject);
    }

    private static Optional<String> text(ObjectNode node, String member) {
        return Optional.ofNullable(node.get(member))
                .filter(value -> value.isString() && !value.stringValue().isBlank())
                .map(value -> value.stringValue());
    }
}
