package dev.davit.openstack.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.openstack.client.FloatingIp;
import dev.davit.openstack.http.Service;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NetworkContractTest extends Contract {

    @Test
    void aPortHasAnAddressOfItsNetwork() throws Exception {
        String id = cloud.port().path("id").stringValue();
        var port = cloud.look().neutron().ports(List.of(id)).get(id);
        assertThat(port.networkId()).isEqualTo(cloud.networkId(cloud.names.network()));
        assertThat(port.macAddress()).matches("([0-9a-f]{2}:){5}[0-9a-f]{2}");
        assertThat(port.serverId()).isEmpty();
        assertThat(port.fixedIps())
                .isNotEmpty()
                .allSatisfy(ip -> assertThat(ip.subnetId()).isNotEmpty());
    }

    @Test
    void manyPortsAreFoundByIdAndUnknownOnesAreLeftOut() throws Exception {
        String one = cloud.port().path("id").stringValue();
        String two = cloud.port().path("id").stringValue();
        assertThat(cloud.look().neutron().ports(List.of(one, UUID.randomUUID().toString(), two)))
                .containsOnlyKeys(one, two);
    }

    @Test
    void aPortGetsTheAddressThatItAsksFor() throws Exception {
        JsonNode port = cloud.port(cloud.ownNetwork(), "\"fixed_ips\": [{\"ip_address\": \"192.0.2.77\"}], ");
        assertThat(port.at("/fixed_ips/0/ip_address").stringValue()).isEqualTo("192.0.2.77");
    }

    @Test
    void theFloatingAddressOfAPortIsFound() throws Exception {
        String with = cloud.port().path("id").stringValue();
        String without = cloud.port().path("id").stringValue();
        String body = "{\"floatingip\": {\"floating_network_id\": \"%s\", \"port_id\": \"%s\"}}"
                .formatted(cloud.networkId(cloud.names.external()), with);
        JsonNode floating = cloud.post(Service.NEUTRON, "/floatingips", body).path("floatingip");
        cloud.afterwards(() -> cloud.delete(
                Service.NEUTRON, "/floatingips/" + floating.path("id").stringValue()));

        assertThat(cloud.look().neutron().floatingIps(List.of(with, without)))
                .singleElement()
                .isEqualTo(new FloatingIp(
                        floating.path("id").stringValue(),
                        with,
                        floating.path("floating_ip_address").stringValue()));
    }
}
