package dev.davit.lab.hot;

import java.util.Map;

/**
 * A Heat orchestration template, checked in its structure.
 *
 * @param raw as it came, for GET .../template and for the snapshot
 * @param conditions functions not resolved
 * @param outputs each a map with value, description, condition
 */
public record Template(
        Map<String, Object> raw,
        String version,
        String description,
        Map<String, ParameterSchema> parameters,
        Map<String, Object> conditions,
        Map<String, ResourceDefinition> resources,
        Map<String, Map<String, Object>> outputs) {}
