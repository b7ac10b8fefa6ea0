package dev.davit.vnfpackage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.vnfpackage.vnfd.Vnfd;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package may bring the standard's type files itself; then they, not Davit's knowledge, hold for it. */
class OwnTypesTest {
    private static final String SIMPLE = "Definitions/sample_vnfd_df_simple.yaml";
    private static final String TYPES = "Definitions/etsi_nfv_sol001_vnfd_types.yaml";
    private static final String COPY = """
            tosca_definitions_version: tosca_simple_yaml_1_2
            imports:
              - https://forge.etsi.org/rep/nfv/SOL001/raw/v2.6.1/etsi_nfv_sol001_common_types.yaml
            node_types:
              tosca.nodes.nfv.VduCp:
                derived_from: tosca.nodes.nfv.Cp
                properties:
                  order: { type: integer, required: false, constraints: [ greater_or_equal: 0, less_than: 3 ] }
                  mac_address: { type: string, required: false }
            """;
    private static final String COMMON = """
            tosca_definitions_version: tosca_simple_yaml_1_2
            imports: [ etsi_nfv_sol001_vnfd_types.yaml ]
            node_types:
              tosca.nodes.nfv.Cp:
                derived_from: tosca.nodes.Root
                properties:
                  layer_protocols: { type: list, entry_schema: { type: string } }
            """;

    @TempDir
    Path folder;

    private PackageFolder sample;

    @BeforeEach
    void sample() throws Exception {
        sample = PackageFolder.sample(folder);
    }

    @Test
    void theFlavourIsTheSameWithOwnCopies() throws Exception {
        Vnfd without = sample.read().vnfd();
        Vnfd with = sample.file(TYPES, COPY)
                .file("Definitions/etsi_nfv_sol001_common_types.yaml", COMMON)
                .read()
                .vnfd();
        assertThat(with.flavours()).isEqualTo(without.flavours());
        assertThat(with.files()).hasSize(without.files().size() + 2);
    }

    @Test
    void aUrlMeansTheCopyInThePackage() throws Exception {
        sample.file(TYPES, COPY)
                .edit(
                        "Definitions/sample_vnfd_top.yaml",
                        "- etsi_nfv_sol001_vnfd_types.yaml",
                        "- https://forge.etsi.org/rep/nfv/SOL001/raw/v2.6.1/etsi_nfv_sol001_vnfd_types.yaml");
        assertThat(sample.read().vnfd().files()).extracting(Object::toString).contains(TYPES);
    }

    @Test
    void aPropertyThatOnlyTheCopyHasCanBeUsed() throws Exception {
        sample.file(TYPES, COPY).edit(SIMPLE, "order: 0", "mac_address: 02:00:00:00:00:01");
        assertThat(sample.read().vnfd().flavours().getFirst().cps().getFirst().mac())
                .contains("02:00:00:00:00:01");
    }

    @Test
    void constraintsOfTheCopyHold() {
        sample.file(TYPES, COPY).edit(SIMPLE, "order: 0", "order: 3");
        sample.assertRefused(
                SIMPLE + ":" + sample.line(SIMPLE, "order: 3") + ": 'order': expected less than 3, got '3'");
    }

    @Test
    void theStandardsTypesApplyWithoutACopy() {
        sample.edit(SIMPLE, "order: 0", "mac_address: 02:00:00:00:00:01");
        sample.assertRefused(
                SIMPLE + ":" + sample.line(SIMPLE, "mac_address") + ": 'CP1' has no property 'mac_address'");
    }
}
