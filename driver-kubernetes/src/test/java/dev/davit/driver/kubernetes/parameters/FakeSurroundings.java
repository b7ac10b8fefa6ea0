package dev.davit.driver.kubernetes.parameters;

import dev.davit.simulator.Certificates;
import dev.davit.vnfpackage.csar.PackagePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The flavour and the files of the sample package. */
final class FakeSurroundings implements Surroundings {
    private static final Map<String, String> FILES = Map.of(
            "Scripts/install_k8s_cluster.sh",
            "#!/bin/bash\n",
            "Files/ca.crt",
            Certificates.authority("Test CA").pem());

    boolean baseHot = true;

    @Override
    public List<String> cps() {
        return List.of("masterNode_CP1", "workerNode_CP2");
    }

    @Override
    public Optional<String> vduOf(String cp) {
        return Optional.ofNullable(Map.of("masterNode_CP1", "masterNode", "workerNode_CP2", "workerNode")
                .get(cp));
    }

    @Override
    public List<String> aspects() {
        return List.of("master_instance", "worker_instance");
    }

    @Override
    public Set<String> vdusOf(String aspect) {
        return Set.of(aspect.equals("master_instance") ? "masterNode" : "workerNode");
    }

    @Override
    public boolean hasBaseHot() {
        return baseHot;
    }

    @Override
    public boolean hasFile(PackagePath path) {
        return FILES.containsKey(path.value());
    }

    @Override
    public byte[] read(PackagePath path) {
        return FILES.get(path.value()).getBytes(StandardCharsets.UTF_8);
    }
}
