package dev.davit.openstack.heat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.instance.ExtManagedVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink.CpConfig;
import dev.davit.lifecycle.instance.ExtVirtualLink.ExtCp;
import dev.davit.lifecycle.instance.ExtVirtualLink.ExtLinkPort;
import dev.davit.lifecycle.instance.ExtVirtualLink.IpRequest;
import dev.davit.lifecycle.instance.ResourceHandle;
import dev.davit.openstack.Flavours;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class TemplateGeneratorTest {
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final CpConfig DYNAMIC =
            new CpConfig(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    @Test
    void theRegistryOfTheGuideIsAServerCalledAsItsVduAndAPort() throws IOException {
        var template =
                generate(Flavours.registry(Flavours.image("debian-12")), List.of(net0("CP1", DYNAMIC)), List.of());

        assertThat(template.files()).isEmpty();
        isGolden("registry.json", template.top());
    }

    @Test
    void scalableVdusAreGroupsOverNestedTemplates() throws IOException {
        var template = generate(Flavours.scalable(), List.of(net0("frontOut", DYNAMIC)), List.of());

        isGolden("scalable.json", template.top());
        assertThat(template.files()).containsOnlyKeys("worker.yaml");
        isGolden(
                "scalable-worker.json",
                JsonMapper.shared().readTree(template.files().get("worker.yaml")));
        assertThat(template.parameters()).isEqualTo(json("{\"worker_desired_capacity\": 1}"));
    }

    @Test
    void fixedAddressesAndHardwareAddressGoToThePort() {
        var config = new CpConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.of("fa:16:3e:00:00:01"),
                List.of(
                        new IpRequest("IPV4", Optional.of("sub0"), List.of("10.10.0.9"), 0),
                        new IpRequest("IPV6", Optional.of("sub6"), List.of(), 2)));

        var port = port(generate(registry(), List.of(net0("CP1", config)), List.of()), "CP1");

        assertThat(port).isEqualTo(json("""
                                {"network": "11111111-1111-1111-1111-111111111111", "mac_address": "fa:16:3e:00:00:01",
                                 "fixed_ips": [{"subnet": "sub0", "ip_address": "10.10.0.9"}, {"subnet": "sub6"}, {"subnet": "sub6"}]}"""));
    }

    @Test
    void anExistingLinkPortIsUsedAsItIs() {
        var config = new CpConfig(Optional.empty(), Optional.of("lp1"), Optional.empty(), List.of());
        var linkPort = new ExtLinkPort("lp1", new ResourceHandle(Optional.empty(), "port-7", Optional.empty()));
        var link = new ExtVirtualLink(
                "net0", Optional.empty(), "n", List.of(new ExtCp("CP1", List.of(config))), List.of(linkPort));

        var resources = generate(registry(), List.of(link), List.of()).top().path("resources");

        assertThat(resources.has("CP1")).isFalse();
        assertThat(resources.at("/PrivateRegistryVDU/properties/networks")).isEqualTo(json("[{\"port\": \"port-7\"}]"));
    }

    @Test
    void aNetworkOfTheRequestReplacesTheInternalOne() {
        var managed = new ExtManagedVirtualLink("m1", "lan", Optional.empty(), "given-net");

        var template = generate(Flavours.scalable(), List.of(net0("frontOut", DYNAMIC)), List.of(managed));

        assertThat(template.top().path("resources").has("lan")).isFalse();
        assertThat(port(template, "frontIn")).isEqualTo(json("{\"network\": \"given-net\"}"));
    }

    @Test
    void aVirtualLinkWithoutSubnetGetsOne() {
        var flavour = Flavours.scalable();
        var bare = new DeploymentFlavour(
                flavour.id(),
                "",
                flavour.vdus(),
                flavour.cps(),
                List.of(new dev.davit.vnfpackage.vnfd.VnfVirtualLink("lan", "", List.of())),
                flavour.storages(),
                flavour.aspects(),
                flavour.levels(),
                "default",
                flavour.placementRules(),
                Map.of());

        var template = generate(bare, List.of(net0("frontOut", DYNAMIC)), List.of());

        assertThat(template.top().at("/resources/lan_subnet/properties/cidr").stringValue())
                .isEqualTo("100.64.0.0/24");
    }

    @Test
    void anUnconnectedExternalCpIsRefused() {
        assertThatThrownBy(() -> generate(registry(), List.of(), List.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("CP1")
                .extracting(e -> ((TemplateException) e).advice())
                .asString()
                .contains("extVirtualLinks");
    }

    @Test
    void anUnknownLinkPortIsRefused() {
        var config = new CpConfig(Optional.empty(), Optional.of("lp9"), Optional.empty(), List.of());
        assertThatThrownBy(() -> generate(registry(), List.of(net0("CP1", config)), List.of()))
                .hasMessageContaining("lp9");
    }

    @Test
    void oneFixedAddressCannotServeSeveralInstances() {
        var flavour = Flavours.scalable();
        var external = new dev.davit.vnfpackage.vnfd.VduCp(
                "out",
                "worker",
                Optional.empty(),
                java.util.OptionalInt.empty(),
                "normal",
                Optional.of("fa:16:3e:0:0:1"));
        var changed = new DeploymentFlavour(
                flavour.id(),
                "",
                flavour.vdus(),
                List.of(external),
                flavour.virtualLinks(),
                flavour.storages(),
                flavour.aspects(),
                List.of(new InstantiationLevel("default", "", Map.of(), Map.of("front", 1, "worker", 3))),
                "default",
                List.of(),
                Map.of());
        assertThatThrownBy(() -> generate(changed, List.of(net0("out", DYNAMIC)), List.of()))
                .hasMessageContaining("3 instances");
    }

    @Test
    void textInADescriptorStaysText() {
        var flavour = Flavours.registry(Flavours.image("debian-12"));
        var template = generate(
                flavour,
                List.of(new ExtVirtualLink(
                        "x",
                        Optional.empty(),
                        "a\"}, {get_file: /etc/passwd}",
                        List.of(new ExtCp("CP1", List.of(DYNAMIC))),
                        List.of())),
                List.of());
        assertThat(port(template, "CP1").path("network").stringValue()).isEqualTo("a\"}, {get_file: /etc/passwd}");
    }

    private static DeploymentFlavour registry() {
        return Flavours.registry(Flavours.image("debian-12"));
    }

    private static Template generate(
            DeploymentFlavour flavour, List<ExtVirtualLink> external, List<ExtManagedVirtualLink> managed) {
        return TemplateGenerator.generate(new TemplateInput(
                "a test",
                new Layout(flavour),
                flavour.defaultLevel(),
                new Connections(external, managed),
                Map.of("debian-12", "image-1"),
                Map.of(
                        "PrivateRegistryVDU", new FlavorChoice.Existing("m1.tiny"),
                        "front", new FlavorChoice.Created(new dev.davit.vnfpackage.vnfd.VirtualCompute(2, 1024, 2)),
                        "worker", new FlavorChoice.Created(Flavours.SMALL))));
    }

    private static ExtVirtualLink net0(String cpdId, CpConfig config) {
        return new ExtVirtualLink(
                "net0",
                Optional.empty(),
                "11111111-1111-1111-1111-111111111111",
                List.of(new ExtCp(cpdId, List.of(config))),
                List.of());
    }

    private static JsonNode port(Template template, String name) {
        return template.top().path("resources").path(name).path("properties");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /** With -Ddavit.golden=DIR the files are written there instead of compared. */
    private static void isGolden(String name, JsonNode node) throws IOException {
        String text = PRETTY.writeValueAsString(node) + "\n";
        String directory = System.getProperty("davit.golden", "");
        if (!directory.isEmpty()) {
            Files.writeString(Path.of(directory, name), text);
        }
        try (var in = TemplateGeneratorTest.class.getResourceAsStream("/golden/" + name)) {
            assertThat(text).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
