package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.PackageFolder;
import dev.davit.vnfpackage.build.PlaceholderImage;
import dev.davit.vnfpackage.digest.DigestAlgorithm;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample package with one thing wrong each, and what Davit says of it. */
class BadDescriptorTest {
    private static final String TOP = "Definitions/sample_vnfd_top.yaml";
    private static final String TYPES = "Definitions/sample_vnfd_types.yaml";
    private static final String SIMPLE = "Definitions/sample_vnfd_df_simple.yaml";

    @TempDir
    Path folder;

    /** file, text in it, replacement, text on the line of the problem, message. */
    static Stream<Arguments> catalogue() {
        return Stream.of(
                bad(
                        TOP,
                        "sample_vnfd_df_simple.yaml",
                        "sample_vnfd_df_simpel.yaml",
                        "df_simpel",
                        "import 'sample_vnfd_df_simpel.yaml' not found: looked for Definitions/sample_vnfd_df_simpel.yaml"
                                + " and sample_vnfd_df_simpel.yaml in the package"),
                bad(
                        TOP,
                        "- sample_vnfd_df_simple.yaml",
                        "- https://example.org/x.yaml",
                        "example.org",
                        "import 'https://example.org/x.yaml' not found: looked for Definitions/x.yaml in the package;"
                                + " Davit fetches nothing"),
                bad(
                        TOP,
                        "- sample_vnfd_df_simple.yaml",
                        "- ../../x.yaml",
                        "../../x",
                        "import '../../x.yaml' not found: the name leads out of the package"),
                bad(
                        TOP,
                        "- sample_vnfd_df_simple.yaml",
                        "- {repository: r, version: 1}",
                        "repository",
                        "this import names no file; expected 'file: NAME'"),
                bad(
                        TOP,
                        "c1bb0ce7-ebca-4fa7-95ed-4840d70a118f",
                        "c1bb0ce7",
                        "c1bb0ce7",
                        "'descriptor_id': expected one of c1bb0ce7-ebca-4fa7-95ed-4840d70a118f, got 'c1bb0ce7'",
                        "'descriptor_id': expected a UUID, got 'c1bb0ce7'"),
                bad(
                        TOP,
                        "product_name:",
                        "prodct_name:",
                        "prodct_name",
                        "'VNF' has no property 'prodct_name'; did you mean 'product_name'?"),
                bad(
                        TOP,
                        "type: company.provider.VNF",
                        "type: company.provider.VNFs",
                        "provider.VNFs",
                        "unknown node type 'company.provider.VNFs'; did you mean 'company.provider.VNF'?"),
                bad(
                        TOP,
                        "{ get_input: selected_flavour }",
                        "{ get_input: selected_flavor }",
                        "selected_flavor }",
                        "there is no input 'selected_flavor'; did you mean 'selected_flavour'?"),
                bad(
                        TOP,
                        "provider: Company",
                        "provider: { get_input: selected_flavour }",
                        "provider: {",
                        "input 'selected_flavour' has no default, and nothing gives it a value"),
                bad(
                        TOP,
                        "provider: Company",
                        "provider: { get_property: [ SELF, x ] }",
                        "provider: {",
                        "function 'get_property' is not supported; write the value, or use get_input",
                        "'provider': expected a string, got a map"),
                bad(
                        TOP,
                        "provider: Company",
                        "provider: [ Company ]",
                        "provider: [",
                        "'provider': expected a string, got a list"),
                bad(
                        TYPES,
                        "derived_from: tosca.nodes.nfv.VNF",
                        "derived_from: tosca.nodes.nfv.VNFF",
                        "company.provider.VNF",
                        "'company.provider.VNF' derives from unknown node type 'tosca.nodes.nfv.VNFF';"
                                + " did you mean 'tosca.nodes.nfv.VNF'?"),
                bad(
                        SIMPLE,
                        "min_number_of_instances: 1",
                        "min_number_of_instances: one",
                        "instances: one",
                        "'vdu_profile.min_number_of_instances': expected an integer, got 'one'"),
                bad(
                        SIMPLE,
                        "max_number_of_instances: 1",
                        "max_number_of_instances: -1",
                        "instances: -1",
                        "'vdu_profile.max_number_of_instances': expected at least 0, got '-1'"),
                bad(
                        SIMPLE,
                        "          max_number_of_instances: 1\n",
                        "",
                        "min_number_of_instances",
                        "'vdu_profile' lacks the required property 'max_number_of_instances' (integer)"),
                bad(
                        SIMPLE,
                        "virtual_mem_size: 2 GiB",
                        "virtual_mem_size: 2048",
                        "mem_size: 2048",
                        "'virtual_memory.virtual_mem_size': expected a number with a unit such as '1 GiB', got '2048'"),
                bad(
                        SIMPLE,
                        "num_virtual_cpu: 1",
                        "num_virtual_cpu: 0",
                        "cpu: 0",
                        "'virtual_cpu.num_virtual_cpu': expected more than 0, got '0'"),
                bad(
                        SIMPLE,
                        "size_of_storage: 4 GiB",
                        "size_of_storage: -1 GiB",
                        "-1 GiB",
                        "'virtual_local_storage[0].size_of_storage': expected at least 0 B, got '-1 GiB'"),
                bad(
                        SIMPLE,
                        "disk_format: qcow2",
                        "disk_format: qcow3",
                        "qcow3",
                        "'sw_image_data.disk_format': expected one of aki, ami, ari, iso, qcow2, raw, vdi, vhd, vhdx, vmdk,"
                                + " got 'qcow3'"),
                bad(
                        SIMPLE,
                        "algorithm: sha-512",
                        "algorithm: sha-256",
                        "hash:",
                        "'checksum.hash': expected a SHA-256 hash of 64 hexadecimal digits, got '" + PLACEHOLDER_HASH
                                + "'"),
                bad(
                        SIMPLE,
                        "virtual_binding: PrivateRegistryVDU",
                        "virtual_binding: RegistryVDU",
                        "virtual_binding: RegistryVDU",
                        "'CP1' requires virtual_binding 'RegistryVDU'; expected a node of type tosca.nodes.nfv.Vdu.Compute"
                                + " in this template"),
                bad(
                        SIMPLE,
                        "virtual_link_external: [ CP1, virtual_link ]",
                        "virtual_link_external: [ CP2, virtual_link ]",
                        "CP2",
                        "substitution_mappings expose 'CP2'; expected a node of type tosca.nodes.nfv.VduCp in this template"),
                bad(
                        SIMPLE,
                        "          heal_end:",
                        "          heal_finish:",
                        "heal_finish",
                        "the interface Vnflcm has no operation 'heal_finish'; expected one of " + OPERATIONS),
                bad(
                        SIMPLE,
                        "private_registry_mgmt.py",
                        "mgmt.py",
                        "mgmt.py",
                        "artifact 'mgmt-drivers-private-registry' names '../Scripts/mgmt.py', which is not in the package"
                                + " (looked for Scripts/mgmt.py)"),
                bad(
                        SIMPLE,
                        "../Scripts/private_registry_mgmt.py",
                        "/etc/passwd",
                        "/etc/passwd",
                        "artifact 'mgmt-drivers-private-registry' names '/etc/passwd':"
                                + " '/etc/passwd' is absolute; a path inside the package is relative"),
                bad(
                        SIMPLE,
                        "type: tosca.artifacts.Implementation.Python",
                        "type: tosca.artifacts.Implementation.Pyton",
                        "Pyton",
                        "unknown artifact type 'tosca.artifacts.Implementation.Pyton';"
                                + " did you mean 'tosca.artifacts.Implementation.Python'?"),
                bad(
                        SIMPLE,
                        "node_type: company.provider.VNF",
                        "node_type: company.VNF",
                        "company.VNF",
                        "unknown node type 'company.VNF'"),
                bad(
                        SIMPLE,
                        "  node_templates:\n",
                        "  node_templates: !!binary\n",
                        "!!binary",
                        "tag 'tag:yaml.org,2002:binary' is not allowed; only YAML's own types are"));
    }

    private static final String PLACEHOLDER_HASH =
            HexFormat.of().formatHex(DigestAlgorithm.SHA_512.newDigest().digest(PlaceholderImage.bytes()));

    private static final String OPERATIONS = "[change_external_connectivity, change_external_connectivity_end,"
            + " change_external_connectivity_start, change_flavour, change_flavour_end, change_flavour_start, heal, heal_end,"
            + " heal_start, instantiate, instantiate_end, instantiate_start, modify_information, modify_information_end,"
            + " modify_information_start, operate, operate_end, operate_start, scale, scale_end, scale_start, scale_to_level,"
            + " scale_to_level_end, scale_to_level_start, terminate, terminate_end, terminate_start]";

    private static Arguments bad(String file, String from, String to, String at, String... messages) {
        return Arguments.of(file, from, to, at, messages);
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("catalogue")
    void saysWhatIsWrongAndWhere(String file, String from, String to, String at, String[] messages) throws Exception {
        PackageFolder sample = PackageFolder.sample(folder).edit(file, from, to);
        String place = file + ":" + sample.line(file, at) + ": ";
        sample.assertRefused(Stream.of(messages).map(m -> place + m).toArray(String[]::new));
    }
}
