package dev.davit.lab.hot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What functions see in a test. */
final class TestScope implements Scope {
    final Map<String, Object> parameters = new HashMap<>();
    final Map<String, Object> attributes = new HashMap<>();
    final Map<String, String> files = new HashMap<>();
    final Map<String, Object> conditions = new HashMap<>();

    @Override
    public Object parameter(String name) {
        return parameters.get(name);
    }

    @Override
    public Object reference(String resource) {
        return "id-of-" + resource;
    }

    @Override
    public Object attribute(String resource, String attribute, List<Object> path) {
        return Paths.select(attributes.get(resource + "." + attribute), path, null);
    }

    @Override
    public String file(String name) {
        return files.get(name);
    }

    @Override
    public Object condition(String name) {
        return conditions.get(name);
    }
}
