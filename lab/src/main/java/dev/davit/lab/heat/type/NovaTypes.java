package dev.davit.lab.heat.type;

import dev.davit.lab.heat.Cloud;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Schema.Kind;
import dev.davit.lab.heat.Work;
import dev.davit.lab.json.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** ServerGroup, Flavor and KeyPair of OS::Nova. */
public final class NovaTypes {
    private NovaTypes() {}

    public static List<dev.davit.lab.heat.ResourceType> of(Cloud cloud) {
        return List.of(new Group(cloud), new Flavor(cloud), new Key(cloud));
    }

    private static final class Group extends DocumentType {
        private final Cloud cloud;

        Group(Cloud cloud) {
            super(
                    "OS::Nova::ServerGroup",
                    new Schema().texts("name").add(Kind.LIST, "policies").add(Kind.MAP, "rules"));
            this.cloud = cloud;
        }

        @Override
        public String create(Work work) {
            ObjectNode wish = work.json("policies", "rules").put("name", work.nameOr(255));
            if (!wish.has("policies")) {
                wish.putArray("policies").add("anti-affinity");
            }
            return id(cloud.groups().create(work.project(), work.caller().userId(), wish));
        }

        @Override
        public void delete(Work work) {
            cloud.groups().delete(work.physicalId());
        }

        @Override
        ObjectNode document(Work work) {
            return cloud.groups().get(work.physicalId());
        }
    }

    private static final class Flavor extends DocumentType {
        private final Cloud cloud;

        Flavor(Cloud cloud) {
            super(
                    "OS::Nova::Flavor",
                    new Schema()
                            .texts("name", "flavorid")
                            .add(Kind.LIST, "tenants")
                            .add(Kind.NUMBER, "ram", "vcpus", "disk", "swap", "ephemeral", "rxtx_factor")
                            .add(Kind.MAP, "extra_specs")
                            .add(Kind.FLAG, "is_public")
                            .required("ram", "vcpus")
                            .updatable("extra_specs", "tenants")
                            .attributes("is_public", "extra_specs"));
            this.cloud = cloud;
        }

        @Override
        public boolean forAdministrators() {
            return true;
        }

        @Override
        public String create(Work work) {
            ObjectNode wish = work.json("ram", "vcpus", "swap", "rxtx_factor")
                    .put("name", work.nameOr(255))
                    .put("disk", work.number("disk", 0));
            wish.put("OS-FLV-EXT-DATA:ephemeral", work.number("ephemeral", 0))
                    .put("os-flavor-access:is_public", work.flag("is_public", true));
            work.text("flavorid").ifPresent(i -> wish.put("id", i));
            String id = id(cloud.flavors().create(wish));
            work.physicalId(id);
            update(work, Map.of());
            return id;
        }

        @Override
        public void update(Work work, Map<String, Object> before) {
            ObjectNode specs = Json.object();
            work.map("extra_specs").forEach((k, v) -> specs.put(k, String.valueOf(v)));
            cloud.flavors().extraSpecs(work.physicalId(), specs);
        }

        @Override
        public void delete(Work work) {
            cloud.flavors().delete(work.physicalId());
        }

        @Override
        ObjectNode document(Work work) {
            return cloud.flavors().get(work.physicalId());
        }

        @Override
        String member(String attribute) {
            return attribute.equals("is_public") ? "os-flavor-access:is_public" : attribute;
        }
    }

    private static final class Key extends DocumentType {
        private final Cloud cloud;

        Key(Cloud cloud) {
            super(
                    "OS::Nova::KeyPair",
                    new Schema()
                            .texts("name", "public_key", "type", "user")
                            .add(Kind.FLAG, "save_private_key")
                            .required("name")
                            .updatable("save_private_key")
                            .attributes("public_key", "private_key"));
            this.cloud = cloud;
        }

        @Override
        public String create(Work work) {
            ObjectNode made = cloud.keys().create(work.caller().userId(), work.json("name", "public_key", "type"));
            if (work.flag("save_private_key", false)) {
                Json.text(made, "private_key")
                        .ifPresent(k -> work.resource().data().put("private_key", k));
            }
            return made.get("name").asString();
        }

        @Override
        public void delete(Work work) {
            cloud.keys().delete(work.caller().userId(), work.physicalId());
        }

        @Override
        ObjectNode document(Work work) {
            return cloud.keys().get(work.caller().userId(), work.physicalId());
        }

        @Override
        public Object attribute(Work work, String attribute) {
            return attribute.equals("private_key")
                    ? work.resource().data().getOrDefault("private_key", "")
                    : super.attribute(work, attribute);
        }
    }
}
