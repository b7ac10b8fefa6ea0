package dev.davit.lab.heat.type;

import dev.davit.lab.heat.Cloud;
import dev.davit.lab.heat.ResourceType;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Work;
import dev.davit.lab.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** OS::Neutron::RouterInterface: its id says router and subnet (or port). */
public final class RouterInterfaceType implements ResourceType {
    private final Cloud cloud;
    private final Schema schema = new Schema().texts("router", "router_id", "subnet", "subnet_id", "port", "port_id");

    public RouterInterfaceType(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public String name() {
        return "OS::Neutron::RouterInterface";
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String create(Work work) {
        String router = router(work);
        ObjectNode wish = wish(work);
        cloud.neutron().routers().addInterface(router, wish);
        return wish.has("port_id")
                ? router + ":port_id=" + wish.get("port_id").asString()
                : router + ":subnet_id=" + wish.get("subnet_id").asString();
    }

    private String router(Work work) {
        return DocumentType.id(cloud.neutron()
                .routers()
                .find(
                        work.project(),
                        NeutronType.either(work, "router", "router_id").orElse("")));
    }

    private ObjectNode wish(Work work) {
        ObjectNode wish = Json.object();
        NeutronType.either(work, "subnet", "subnet_id")
                .ifPresent(s -> wish.put(
                        "subnet_id", DocumentType.id(cloud.neutron().subnets().find(work.project(), s))));
        NeutronType.either(work, "port", "port_id")
                .ifPresent(p -> wish.put(
                        "port_id", DocumentType.id(cloud.neutron().ports().find(work.project(), p))));
        return wish;
    }

    @Override
    public void delete(Work work) {
        cloud.neutron().routers().removeInterface(router(work), wish(work));
    }
}
