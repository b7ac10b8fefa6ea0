package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.yaml.YamlMapping;

/** A service template file of the package. */
public record ToscaFile(PackagePath path, YamlMapping root) {}
