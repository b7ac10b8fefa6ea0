package dev.davit.openstack.userdata;

import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.heat.HotYaml;
import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.csar.TextFiles;
import dev.davit.vnfpackage.yaml.YamlLimits;
import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlReader;
import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service template of a deployment flavour as its author wrote it, for scripts that look things up in it. */
final class FlavourTemplate {
    private FlavourTemplate() {}

    /** The file of the descriptor whose substitution mappings carry the flavour's id; else the one with node templates. */
    static JsonNode read(Csar csar, VimWork work) throws IOException, InvalidPackageException {
        YamlLimits limits = CsarLimits.DEFAULTS.yaml();
        JsonNode other = JsonMapper.shared().createObjectNode();
        for (PackagePath path : work.vnfPackage().vnfd().files()) {
            YamlNode document =
                    new YamlReader(limits).read(path.value(), TextFiles.bytes(csar, path, limits.maxBytes()));
            if (!(document instanceof YamlMapping mapping)) {
                continue;
            }
            var flavour = mapping.text("topology_template", "substitution_mappings", "properties", "flavour_id");
            if (flavour.filter(work.flavour().id()::equals).isPresent()) {
                return HotYaml.json(mapping);
            }
            if (other.isEmpty()
                    && mapping.mapping("topology_template", "node_templates").isPresent()) {
                other = HotYaml.json(mapping);
            }
        }
        return other;
    }
}
