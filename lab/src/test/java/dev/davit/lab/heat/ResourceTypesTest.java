package dev.davit.lab.heat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lab.TestCloud;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The life of each resource type: made as asked, and gone after the delete. */
class ResourceTypesTest {
    @AutoClose
    private final TestCloud cloud = TestCloud.start();

    private void create(String resources) {
        assertThat(cloud.create("s", Templates.resources(resources))
                        .get("stack_status_reason")
                        .asString())
                .isEqualTo("Stack CREATE completed successfully");
    }

    private void delete() {
        assertThat(cloud.delete("s").get("stack_status_reason").asString())
                .isEqualTo("Stack DELETE completed successfully");
    }

    @Test
    void aNetworkOfItsOwnWithSubnetRouterAndServer() {
        create("""
                net: {type: OS::Neutron::Net, properties: {name: inner}}
                subnet: {type: OS::Neutron::Subnet, properties: {network: {get_resource: net}, cidr: 10.77.0.0/24, gateway_ip: ''}}
                subnet2: {type: OS::Neutron::Subnet, properties: {network: {get_resource: net2}, cidr: 10.78.0.0/24}}
                net2: {type: OS::Neutron::Net}
                router: {type: OS::Neutron::Router, properties: {external_gateway_info: {network: public}}}
                leg: {type: OS::Neutron::RouterInterface, properties: {router: {get_resource: router}, subnet: {get_resource: subnet2}}}
                cp: {type: OS::Neutron::Port, properties: {network: {get_resource: net}, fixed_ips: [{ip_address: 10.77.0.9}]}}
                vm:
                  type: OS::Nova::Server
                  properties: {image: debian-12, flavor: m1.tiny, networks: [{port: {get_resource: cp}}, {network: {get_resource: net2}}]}
                """);
        JsonNode addresses = cloud.nova("/servers/" + cloud.physicalId("s", "vm"))
                .body()
                .get("server")
                .get("addresses");
        assertThat(addresses.get("inner").get(0).get("addr").asString()).isEqualTo("10.77.0.9");
        assertThat(addresses).hasSize(2);
        delete();
        assertThat(cloud.neutron("/networks?name=inner").body().get("networks")).isEmpty();
        assertThat(cloud.neutron("/routers").body().get("routers")).isEmpty();
    }

    @Test
    void aFloatingIpStandsForAPort() {
        create("""
                cp: {type: OS::Neutron::Port, properties: {network: net0}}
                fip: {type: OS::Neutron::FloatingIP, properties: {floating_network: public}}
                link: {type: OS::Neutron::FloatingIPAssociation, properties: {floatingip_id: {get_resource: fip}, port_id: {get_resource: cp}}}
                """);
        JsonNode floating =
                cloud.neutron("/floatingips").body().get("floatingips").get(0);
        assertThat(floating.get("port_id").asString()).isEqualTo(cloud.physicalId("s", "cp"));
        assertThat(floating.get("floating_ip_address").asString()).startsWith("10.99.0.");
        delete();
        assertThat(cloud.neutron("/floatingips").body().get("floatingips")).isEmpty();
    }

    @Test
    void aSecurityGroupWithRulesIsThePorts() {
        create("""
                sg: {type: OS::Neutron::SecurityGroup, properties: {rules: [{protocol: tcp, port_range_min: 22, port_range_max: 22}]}}
                rule: {type: OS::Neutron::SecurityGroupRule, properties: {security_group: {get_resource: sg}, protocol: icmp}}
                cp: {type: OS::Neutron::Port, properties: {network: net0, security_groups: [{get_resource: sg}]}}
                """);
        String id = cloud.physicalId("s", "sg");
        assertThat(cloud.neutron("/security-groups/" + id)
                        .body()
                        .get("security_group")
                        .get("security_group_rules"))
                .hasSize(4);
        delete();
        assertThat(cloud.neutron("/security-groups/" + id).status()).isEqualTo(404);
    }

    @Test
    void aVolumeIsAttachedAtBootOrLater() {
        create("""
                a: {type: OS::Cinder::Volume, properties: {size: 1}}
                b: {type: OS::Cinder::Volume, properties: {size: 2, name: data}}
                vm:
                  type: OS::Nova::Server
                  properties:
                    image: debian-12
                    flavor: m1.tiny
                    networks: [{network: net0}]
                    block_device_mapping_v2: [{volume_id: {get_resource: a}, device_name: vdb}]
                link: {type: OS::Cinder::VolumeAttachment, properties: {volume_id: {get_resource: b}, instance_uuid: {get_resource: vm}}}
                """);
        String server = cloud.physicalId("s", "vm");
        assertThat(cloud.nova("/servers/" + server + "/os-volume_attachments")
                        .body()
                        .get("volumeAttachments"))
                .hasSize(2);
        delete();
        assertThat(cloud.call("GET", cloud.url("volumev3", "/volumes"), null)
                        .body()
                        .get("volumes"))
                .isEmpty();
    }

    @Test
    void aServerGroupHasItsServers() {
        create("""
                apart: {type: OS::Nova::ServerGroup, properties: {policies: [anti-affinity]}}
                vm:
                  type: OS::Nova::Server
                  properties: {image: debian-12, flavor: m1.tiny, networks: [{network: net0}], scheduler_hints: {group: {get_resource: apart}}}
                """);
        JsonNode group = cloud.nova("/os-server-groups/" + cloud.physicalId("s", "apart"))
                .body()
                .get("server_group");
        assertThat(group.get("members").get(0).asString()).isEqualTo(cloud.physicalId("s", "vm"));
        delete();
    }

    @Test
    void aFlavorIsForAdministratorsOnly() {
        String template = Templates.resources(
                "f: {type: OS::Nova::Flavor, properties: {ram: 1024, vcpus: 2, disk: 3, extra_specs: {a: b}}}");
        TestCloud.Reply refused = cloud.heat("POST", "/stacks", TestCloud.body("s", template, Map.of()));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().get("error").get("message").asString())
                .isEqualTo("You are not authorized to use OS::Nova::Flavor.");
        TestCloud admin = cloud.asAdmin();
        admin.create("s", template);
        JsonNode flavor =
                admin.nova("/flavors/" + admin.physicalId("s", "f")).body().get("flavor");
        assertThat(flavor.get("vcpus").asInt()).isEqualTo(2);
        admin.delete("s");
        assertThat(admin.nova("/flavors").body().get("flavors")).hasSize(4);
    }

    @Test
    void aKeyPairIsGeneratedAndItsServerUsesIt() {
        create("""
                key: {type: OS::Nova::KeyPair, properties: {name: k, save_private_key: true}}
                vm: {type: OS::Nova::Server, properties: {image: debian-12, flavor: m1.tiny, networks: [{network: net0}], key_name: {get_resource: key}}}
                """);
        assertThat(cloud.nova("/servers/" + cloud.physicalId("s", "vm"))
                        .body()
                        .get("server")
                        .get("key_name")
                        .asString())
                .isEqualTo("k");
        delete();
        assertThat(cloud.nova("/os-keypairs").body().get("keypairs")).isEmpty();
    }

    @Test
    void aResourceGroupNumbersItsMembers() {
        cloud.create("s", Templates.HEAD + """
                resources:
                  many:
                    type: OS::Heat::ResourceGroup
                    properties:
                      count: 2
                      resource_def: {type: OS::Heat::Value, properties: {value: 'n-%index%'}}
                outputs:
                  values: {value: {get_attr: [many, value]}}
                  second: {value: {get_attr: [many, resource.1.value]}}
                """);
        assertThat(cloud.output("s", "values").toString()).isEqualTo("[\"n-0\",\"n-1\"]");
        assertThat(cloud.output("s", "second").asString()).isEqualTo("n-1");
        delete();
    }

    @Test
    void aRandomStringIsReferredToByItsValue() {
        cloud.create("s", Templates.HEAD + """
                resources:
                  r: {type: OS::Heat::RandomString, properties: {length: 12, character_classes: [{class: digits}]}}
                outputs:
                  v: {value: {get_resource: r}}
                  a: {value: {get_attr: [r, value]}}
                """);
        assertThat(cloud.output("s", "v").asString())
                .matches("\\d{12}")
                .isEqualTo(cloud.output("s", "a").asString());
        delete();
    }

    @Test
    void noneTakesAnything() {
        create("n: {type: OS::Heat::None, properties: {what: ever}}");
        delete();
    }

    @Test
    void aNestedTemplateHasItsOutputsAsAttributes() {
        cloud.create("s", Templates.HEAD + """
                resources:
                  inner: {type: vdu.yaml, properties: {net: net1}}
                outputs:
                  ip: {value: {get_attr: [inner, ip]}}
                  ref: {value: {get_resource: inner}}
                """, Map.of("vdu.yaml", Templates.VDU));
        assertThat(cloud.output("s", "ip").asString()).startsWith("10.10.2.");
        assertThat(cloud.output("s", "ref").asString()).startsWith("arn:openstack:heat::");
        delete();
        assertThat(cloud.nova("/servers").body().get("servers")).isEmpty();
    }
}
