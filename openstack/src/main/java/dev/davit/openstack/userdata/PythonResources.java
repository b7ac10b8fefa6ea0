package dev.davit.openstack.userdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Python files that Davit brings: the sandbox, and the modules that scripts import. */
final class PythonResources {
    private static final String LIBRARY = "tacker/vnfm/lcm_user_data/";
    private static final List<String> SHIM = List.of(
            "tacker/__init__.py",
            "tacker/vnfm/__init__.py",
            LIBRARY + "__init__.py",
            LIBRARY + "abstract_user_data.py",
            LIBRARY + "constants.py",
            LIBRARY + "utils.py");

    private PythonResources() {}

    /** Path to content. */
    static Map<String, byte[]> shim() {
        var files = new LinkedHashMap<String, byte[]>();
        SHIM.forEach(path -> files.put(path, bytes(path)));
        return files;
    }

    static byte[] bytes(String name) {
        try (var in = PythonResources.class.getResourceAsStream("python/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file python/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the program's file python/" + name + " cannot be read", e);
        }
    }
}
