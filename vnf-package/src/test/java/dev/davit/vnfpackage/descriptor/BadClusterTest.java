package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.PackageFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scaling, levels, links, storage and flavours with one thing wrong each. */
class BadClusterTest {
    private static final Path SOURCES = Path.of("src/test/resources/dev/davit/vnfpackage/cluster");
    private static final String SIMPLE = "Definitions/cluster_df_simple.yaml";
    private static final String COMPLEX = "Definitions/ha.yaml";

    @TempDir
    Path folder;

    static Stream<Arguments> catalogue() {
        return Stream.of(
                bad(
                        SIMPLE,
                        "default_level: small",
                        "default_level: tiny",
                        "tiny",
                        "'default_level' is 'tiny'; expected one of [small, large]"),
                bad(
                        SIMPLE,
                        "          default_level: small\n",
                        "",
                        "- levels:",
                        "'levels' has several levels and no 'default_level'; expected one of [small, large]"),
                bad(
                        SIMPLE,
                        "large: { number_of_instances: 3 }",
                        "huge: { number_of_instances: 3 }",
                        "huge",
                        "'master_levels' is about instantiation level 'huge'; expected one of [small, large]"),
                bad(
                        SIMPLE,
                        "large: { number_of_instances: 3 }",
                        "large: { number_of_instances: 9 }",
                        "description: Largest",
                        "level 'large' asks for 9 of 'masterNode'; its vdu_profile allows 1 to 3"),
                bad(
                        SIMPLE,
                        "{ master_instance: { scale_level: 2 }",
                        "{ master_instance: { scale_level: 3 }",
                        "scale_level: 3",
                        "level 'large' has scale_level 3 for 'master_instance'; its max_scale_level is 2"),
                bad(
                        SIMPLE,
                        "{ master_instance: { scale_level: 2 }",
                        "{ masters: { scale_level: 2 }",
                        "{ masters",
                        "level 'large' is about scaling aspect 'masters'; expected one of [master_instance, worker_instance]"),
                bad(
                        SIMPLE,
                        "aspect: master_instance",
                        "aspect: masters",
                        "aspect: masters",
                        "'master_deltas' is about scaling aspect 'masters';"
                                + " expected one of [master_instance, worker_instance]"),
                bad(
                        SIMPLE,
                        "aspect: master_instance, deltas: { one:",
                        "aspect: master_instance, deltas: { two:",
                        "two",
                        "'master_deltas' has no delta 'one', which step_deltas at " + SIMPLE + ":105 names"),
                bad(
                        SIMPLE,
                        "targets: [ everything ]",
                        "targets: [ nothing ]",
                        "nothing",
                        "'apart' targets 'nothing', which is not in this template"),
                bad(
                        SIMPLE,
                        "- virtual_storage: etcd_disk",
                        "- virtual_storage: disk",
                        "virtual_storage: disk",
                        "'masterNode' requires virtual_storage 'disk'; expected a node of type"
                                + " tosca.nodes.nfv.Vdu.VirtualBlockStorage in this template"),
                bad(
                        SIMPLE,
                        "192.168.10.0/24",
                        "192.168.10.0/33",
                        "/33",
                        "'cidr': expected an IPv4 network such as '192.168.0.0/24', got '192.168.10.0/33'"),
                bad(
                        SIMPLE,
                        "[ workerNode_CP2, virtual_link ]",
                        "[ masterNode_CP2, virtual_link ]",
                        "masterNode_CP2:",
                        "'masterNode_CP2' is connected to the internal virtual link 'internal' and exposed by"
                                + " substitution_mappings; expected one of the two"),
                bad(
                        SIMPLE,
                        "dhcp_enabled: false",
                        "dhcp_enabled: maybe",
                        "maybe",
                        "'vl_profile.virtual_link_protocol_data[0].l3_protocol_data.dhcp_enabled':"
                                + " expected true or false, got 'maybe'"),
                bad(
                        SIMPLE,
                        "default: 4 GB",
                        "default: 4",
                        "default: 4 }",
                        "'virtual_memory.virtual_mem_size': expected a number with a unit such as '1 GiB', got '4'"),
                bad(
                        SIMPLE,
                        "type: tosca.policies.nfv.AffinityRule",
                        "type: tosca.policies.nfv.Affinity",
                        "nfv.Affinity\n",
                        "unknown policy type 'tosca.policies.nfv.Affinity'; did you mean 'tosca.policies.nfv.AffinityRule'?"),
                bad(
                        COMPLEX,
                        "flavour_id: complex",
                        "flavour_id: simple",
                        "substitution_mappings",
                        "deployment flavour 'simple' is already defined at " + SIMPLE + ":4"),
                bad(
                        COMPLEX,
                        "tosca.nodes.nfv.Vdu.Compute",
                        "tosca.nodes.Root",
                        "substitution_mappings",
                        "deployment flavour 'complex' has no VDU; expected a node of type tosca.nodes.nfv.Vdu.Compute"),
                bad(
                        COMPLEX,
                        "      flavour_id: complex",
                        "      other: complex",
                        "substitution_mappings",
                        "this template has VDUs but no flavour_id; expected it in the properties of substitution_mappings or"
                                + " of the VNF node"),
                bad(
                        COMPLEX,
                        "tosca_simple_yaml_1_2",
                        "tosca_simple_yaml_9",
                        "tosca_simple_yaml_9",
                        "expected 'tosca_definitions_version: tosca_simple_yaml_1_2' (or 1_0 to 1_3),"
                                + " got 'tosca_simple_yaml_9'"));
    }

    private static Arguments bad(String file, String from, String to, String at, String message) {
        return Arguments.of(file, from, to, at, message);
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("catalogue")
    void saysWhatIsWrongAndWhere(String file, String from, String to, String at, String message) throws Exception {
        PackageFolder cluster = new PackageFolder(folder);
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                cluster.file(SOURCES.relativize(path).toString(), Files.readString(path));
            }
        }
        cluster.edit(file, from, to);
        cluster.assertRefused(file + ":" + cluster.line(file, at) + ": " + message);
    }
}
