package dev.davit.server.rest.vim;

import dev.davit.lifecycle.secret.Redaction;
import dev.davit.lifecycle.vim.RegisteredVim;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A VIM as JSON, with its secrets masked. */
final class VimView {
    private VimView() {}

    static ObjectNode json(RegisteredVim vim) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", vim.id().toString())
                .put("type", vim.type())
                .put("tenant_id", vim.project())
                .put("name", vim.name())
                .put("description", vim.description())
                .put("auth_url", vim.authUrl());
        node.set("auth_cred", authCred(vim));
        node.set("vim_project", Redaction.mask(vim.vimProject()));
        ArrayNode regions = node.putObject("placement_attr").putArray("regions");
        vim.regions().forEach(regions::add);
        node.put("is_default", vim.isDefault())
                .put("status", vim.status())
                .put("created_at", vim.createdAt().toString())
                .put("updated_at", vim.updatedAt().toString())
                .set("extra", Redaction.mask(vim.extra()));
        return node;
    }

    private static ObjectNode authCred(RegisteredVim vim) {
        ObjectNode node = Redaction.mask(vim.authCred());
        if (vim.type().equals("openstack")) {
            node.put("auth_url", vim.authUrl());
            copy(vim.vimProject(), "id", node, "project_id");
            copy(vim.vimProject(), "name", node, "project_name");
            copy(vim.vimProject(), "project_domain_name", node, "project_domain_name");
        }
        return node;
    }

    private static void copy(ObjectNode from, String name, ObjectNode to, String newName) {
        if (from.has(name)) {
            to.set(newName, from.get(name));
        }
    }
}
