package dev.davit.driver.kubernetes;

import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.testbed.Packages;
import java.util.HashMap;
import java.util.Map;

/** Packages with an install script. */
final class ScriptPackage {
    private static final String SCRIPT = "Scripts/install_k8s_cluster.sh";

    private ScriptPackage() {}

    /** With a script that knows the documented contract only. @param more texts by their path in the package */
    static OnboardedPackage with(Map<String, String> more) {
        return with("#!/bin/bash\n", more);
    }

    static OnboardedPackage with(String script, Map<String, String> more) {
        var files = new HashMap<>(more);
        files.put(SCRIPT, script);
        files.put("BaseHOT/simple/top.yaml", "x");
        return Packages.ofTexts(files);
    }
}
