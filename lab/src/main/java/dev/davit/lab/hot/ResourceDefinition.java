package dev.davit.lab.hot;

import java.util.List;
import java.util.Map;

/**
 * A resource as a template writes it.
 *
 * @param properties functions not resolved
 * @param condition a boolean, a name or a function; true when there is none
 * @param retain whether its deletion policy is to keep the real thing
 */
public record ResourceDefinition(
        String name,
        String type,
        Map<String, Object> properties,
        List<String> dependsOn,
        Object condition,
        Map<String, Object> metadata,
        boolean retain,
        String description) {}
