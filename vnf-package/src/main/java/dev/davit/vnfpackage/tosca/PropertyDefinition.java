package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.yaml.YamlNode;
import java.util.Optional;

/** A property of a type. */
public record PropertyDefinition(String name, Schema schema, boolean required, Optional<YamlNode> defaultValue) {}
