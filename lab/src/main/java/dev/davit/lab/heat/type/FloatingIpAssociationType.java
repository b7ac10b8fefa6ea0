package dev.davit.lab.heat.type;

import dev.davit.lab.heat.Cloud;
import dev.davit.lab.heat.ResourceType;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Work;
import dev.davit.lab.json.Json;
import java.util.Map;

/** OS::Neutron::FloatingIPAssociation: its id is the floating IP's. */
public final class FloatingIpAssociationType implements ResourceType {
    private final Cloud cloud;
    private final Schema schema = new Schema()
            .texts("floatingip_id", "port_id", "fixed_ip_address")
            .required("floatingip_id", "port_id")
            .updatable("floatingip_id", "port_id", "fixed_ip_address");

    public FloatingIpAssociationType(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public String name() {
        return "OS::Neutron::FloatingIPAssociation";
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String create(Work work) {
        String id = work.text("floatingip_id").orElseThrow();
        cloud.neutron().floatingIps().update(id, work.json("port_id", "fixed_ip_address"));
        return id;
    }

    @Override
    public void update(Work work, Map<String, Object> before) {
        delete(work);
        work.physicalId(create(work));
    }

    @Override
    public void delete(Work work) {
        cloud.neutron().floatingIps().update(work.physicalId(), Json.object().putNull("port_id"));
    }
}
