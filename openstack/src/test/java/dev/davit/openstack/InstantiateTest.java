package dev.davit.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink.CpConfig;
import dev.davit.lifecycle.instance.ExtVirtualLink.ExtCp;
import dev.davit.lifecycle.instance.ExtVirtualLink.IpRequest;
import dev.davit.lifecycle.instance.VnfResources;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.openstack.http.Service;
import dev.davit.testbed.Packages;
import dev.davit.testbed.PlanRun;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InstantiateTest {
    @AutoClose
    private final LabCloud cloud = new LabCloud();

    private final UUID id = UUID.randomUUID();
    private final DeploymentFlavour registry = Flavours.registry(Flavours.image("debian-12"));

    @Test
    void theRegistryOfTheGuideComesUp() throws Exception {
        var resources = instantiate(registry, cloud.net0("CP1"));

        assertThat(cloud.stackNames()).containsExactly("vnf-" + id);
        var vnfc = resources.vnfcs().getFirst();
        assertThat(vnfc.vduId()).isEqualTo("PrivateRegistryVDU");
        assertThat(vnfc.computeResource().resourceId())
                .isEqualTo(cloud.serverIds().getFirst());
        assertThat(vnfc.computeResource().vimConnectionId())
                .contains(cloud.vim.id().toString());
        assertThat(vnfc.computeResource().type()).contains("OS::Nova::Server");
        var cp = vnfc.cp("CP1").orElseThrow();
        assertThat(cp.reachableAddress().orElseThrow()).startsWith("10.10.0.");
        assertThat(cp.protocol().macAddress()).isPresent();
        assertThat(cp.protocol().addresses().getFirst().dynamic()).isTrue();
        assertThat(resources.vnfcInfos()).singleElement().satisfies(i -> {
            assertThat(i.vduId()).isEqualTo("PrivateRegistryVDU");
            assertThat(i.state()).isEqualTo("STARTED");
            assertThat(i.vnfcResourceInfoId()).isEqualTo(vnfc.id());
        });
    }

    @Test
    void externalConnectionPointsAndLinksReferToEachOther() throws Exception {
        var resources = instantiate(registry, cloud.net0("CP1"));

        var cp = resources.vnfcs().getFirst().cp("CP1").orElseThrow();
        var extCp = resources.extCps().getFirst();
        assertThat(extCp.cpdId()).isEqualTo("CP1");
        assertThat(extCp.vnfcId()).contains(resources.vnfcs().getFirst().id());
        assertThat(cp.extCpId()).contains(extCp.id());
        var link = resources.virtualLinks().getFirst();
        assertThat(link.virtualLinkDescId()).isEqualTo("net0");
        assertThat(link.network().resourceId()).isEqualTo(cloud.networkId("net0"));
        assertThat(link.network().vimConnectionId()).isEmpty();
        assertThat(link.linkPorts()).singleElement().satisfies(p -> {
            assertThat(p.cpInstanceId()).contains(cp.id());
            assertThat(cp.linkPortId()).contains(p.id());
            assertThat(p.resource().type()).contains("OS::Neutron::Port");
        });
    }

    @Test
    void groupsNetworksAndVolumesAreFound() throws Exception {
        var resources = instantiate(Flavours.scalable(), cloud.net0("frontOut"));

        assertThat(resources.vnfcs()).extracting(v -> v.vduId()).containsExactly("front", "worker");
        assertThat(resources.virtualLinks())
                .extracting(l -> l.virtualLinkDescId())
                .containsExactly("net0", "lan");
        assertThat(resources.virtualLinks().get(1).linkPorts()).hasSize(2);
        assertThat(resources.virtualLinks().get(1).network().vimConnectionId()).isPresent();
        assertThat(resources.storages())
                .extracting(s -> s.virtualStorageDescId())
                .containsExactly("data", "root");
        assertThat(resources.vnfcs().get(1).storageResourceIds())
                .containsExactly(resources.storages().get(1).id());
        assertThat(resources
                        .vnfcs()
                        .get(1)
                        .cp("workerIn")
                        .orElseThrow()
                        .reachableAddress()
                        .orElseThrow())
                .startsWith("192.168.7.");
    }

    @Test
    void aFixedAddressIsKnownAsFixed() throws Exception {
        var config = new CpConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new IpRequest("IPV4", Optional.empty(), List.of("10.10.0.77"), 0)));
        var link = new ExtVirtualLink(
                "net0",
                Optional.empty(),
                cloud.networkId("net0"),
                List.of(new ExtCp("CP1", List.of(config))),
                List.of());

        var address = instantiate(registry, link)
                .vnfcs()
                .getFirst()
                .cp("CP1")
                .orElseThrow()
                .protocol()
                .addresses()
                .getFirst();

        assertThat(address.address()).isEqualTo("10.10.0.77");
        assertThat(address.dynamic()).isFalse();
    }

    @Test
    void anExistingPortIsUsedAndStays() throws Exception {
        String network = cloud.networkId("net0");
        String port = cloud.post(Service.NEUTRON, "/ports", "{\"port\": {\"network_id\": \"" + network + "\"}}")
                .at("/port/id")
                .stringValue();
        String linkPort = UUID.randomUUID().toString();
        var config = new CpConfig(Optional.empty(), Optional.of(linkPort), Optional.empty(), List.of());
        var link = new ExtVirtualLink(
                "net0",
                Optional.empty(),
                network,
                List.of(new ExtCp("CP1", List.of(config))),
                List.of(new ExtVirtualLink.ExtLinkPort(
                        linkPort,
                        new dev.davit.lifecycle.instance.ResourceHandle(Optional.empty(), port, Optional.empty()))));

        var resources = instantiate(registry, link);

        assertThat(resources
                        .virtualLinks()
                        .getFirst()
                        .linkPorts()
                        .getFirst()
                        .resource()
                        .resourceId())
                .isEqualTo(port);
        assertThat(resources.extCps().getFirst().extLinkPortId()).contains(UUID.fromString(linkPort));
        var run = new PlanRun(UUID.randomUUID(), cloud.instance(id));
        run.run(cloud.port().terminate(cloud.work(id, Packages.empty(), registry, link)));
        assertThat(cloud.look().neutron().ports(List.of(port))).hasSize(1);
    }

    @Test
    void aMissingImageIsNamed() {
        assertThatThrownBy(() -> instantiate(Flavours.registry(Flavours.image("no-such-image")), cloud.net0("CP1")))
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("no-such-image");
    }

    @Test
    void theReasonOfAFailedResourceIsTold() {
        cloud.fault("{\"resourceType\": \"OS::Nova::Server\", \"reason\": \"No valid host was found\"}");
        assertThatThrownBy(() -> instantiate(Flavours.scalable(), cloud.net0("frontOut")))
                .isInstanceOfSatisfying(StepFailedException.class, e -> {
                    assertThat(e.failure().what()).contains("CREATE_FAILED").contains("No valid host was found");
                    assertThat(e.failure().output()).anyMatch(l -> l.contains("(OS::Nova::Server) CREATE_FAILED"));
                    assertThat(e.failure().advice().orElseThrow()).contains("smaller flavor");
                });
    }

    @Test
    void aRetryGoesOnWithAFailedStack() throws Exception {
        cloud.fault("{\"resourceType\": \"OS::Nova::Server\", \"reason\": \"No valid host\", \"times\": 1}");
        var work = cloud.work(id, Packages.empty(), registry, cloud.net0("CP1"));
        var run = new PlanRun(work.operationId(), cloud.instance(id));
        assertThatThrownBy(() -> run.run(cloud.port().instantiate(work))).isInstanceOf(StepFailedException.class);

        run.run(cloud.port().instantiate(work));

        assertThat(cloud.serverIds()).hasSize(1);
        assertThat(run.instance().instantiated().orElseThrow().vnfcs()).hasSize(1);
    }

    @Test
    void aRollbackRemovesTheFailedStack() throws Exception {
        cloud.fault("{\"resourceType\": \"OS::Nova::Server\", \"reason\": \"No valid host\"}");
        var work = cloud.work(id, Packages.empty(), registry, cloud.net0("CP1"));
        var run = new PlanRun(work.operationId(), cloud.instance(id));
        assertThatThrownBy(() -> run.run(cloud.port().instantiate(work))).isInstanceOf(StepFailedException.class);

        run.undo(cloud.port().instantiate(work));

        assertThat(cloud.stackNames()).isEmpty();
    }

    @Test
    void aForeignStackOfTheNameIsLeftAlone() throws Exception {
        cloud.post(
                Service.HEAT,
                "/stacks",
                "{\"stack_name\": \"vnf-" + id + "\", \"template\": {\"heat_template_version\": \"2018-08-31\"}}");
        var work = cloud.work(id, Packages.empty(), registry, cloud.net0("CP1"));
        var run = new PlanRun(work.operationId(), cloud.instance(id));

        assertThatThrownBy(() -> run.run(cloud.port().instantiate(work))).hasMessageContaining("exists already");
        run.undo(cloud.port().instantiate(work));

        assertThat(cloud.stackNames()).hasSize(1);
    }

    @Test
    void theTokenMayEndInTheMiddle() throws Exception {
        cloud.fault("{\"method\": \"POST\", \"path\": \"/heat/*/stacks\", \"status\": 401, \"times\": 1}");
        instantiate(registry, cloud.net0("CP1"));
        assertThat(cloud.calls.stream().filter(c -> c.contains("auth/tokens"))).hasSize(2);
    }

    @Test
    void busyServicesAreWaitedFor() throws Exception {
        cloud.fault("{\"path\": \"*\", \"method\": \"GET\", \"status\": 503, \"times\": 3}");
        cloud.fault(
                "{\"method\": \"POST\", \"path\": \"/heat/*/stacks\", \"status\": 429, \"retryAfter\": 1, \"times\": 1}");
        instantiate(registry, cloud.net0("CP1"));
        assertThat(cloud.serverIds()).hasSize(1);
    }

    @Test
    void aLostAnswerToTheCreationMakesNoSecondStack() throws Exception {
        cloud.fault("{\"method\": \"POST\", \"path\": \"/heat/*/stacks\", \"reset\": true, \"times\": 1}");
        instantiate(registry, cloud.net0("CP1"));
        assertThat(cloud.stackNames()).hasSize(1);
    }

    @Test
    void aStackThatNotEveryServerKnowsYetIsWaitedFor() throws Exception {
        cloud.fault("{\"method\": \"GET\", \"path\": \"/heat/*/stacks/vnf-*\", \"status\": 404, \"times\": 3}");
        assertThat(instantiate(registry, cloud.net0("CP1")).vnfcs()).hasSize(1);
    }

    @Test
    void floatingAddressesAreFound() throws Exception {
        var work = cloud.work(id, Packages.empty(), registry, cloud.net0("CP1"));
        var phases = cloud.port().instantiate(work);
        var run = new PlanRun(work.operationId(), cloud.instance(id)).run(phases.subList(0, phases.size() - 1));
        String port = cloud.get(
                        Service.NEUTRON, "/ports?device_id=" + cloud.serverIds().getFirst())
                .at("/ports/0/id")
                .stringValue();
        String body = "{\"floatingip\": {\"floating_network_id\": \"" + cloud.networkId("public")
                + "\", \"port_id\": \"" + port + "\"}}";
        String floating = cloud.post(Service.NEUTRON, "/floatingips", body)
                .at("/floatingip/floating_ip_address")
                .stringValue();

        run.run(phases);

        var cp = run.instance()
                .instantiated()
                .orElseThrow()
                .vnfcs()
                .getFirst()
                .cp("CP1")
                .orElseThrow();
        assertThat(cp.reachableAddress()).contains(floating);
    }

    @Test
    void aStackThatTakesTimeIsLookedAtEarlyOnceAndThenEachSecond() throws Exception {
        cloud.fault("{\"resourceType\": \"OS::Nova::Server\", \"latencyMillis\": 700}");
        assertThat(instantiate(registry, cloud.net0("CP1")).vnfcs()).hasSize(1);
        assertThat(cloud.calls.stream()
                        .filter(c -> c.contains("resolve_outputs"))
                        .count())
                .isBetween(2L, 3L);
    }

    private VnfResources instantiate(DeploymentFlavour flavour, ExtVirtualLink... links) throws Exception {
        var work = cloud.work(id, Packages.empty(), flavour, links);
        var run = new PlanRun(work.operationId(), cloud.instance(id));
        run.run(cloud.port().instantiate(work));
        return run.instance().instantiated().orElseThrow().resources();
    }
}
