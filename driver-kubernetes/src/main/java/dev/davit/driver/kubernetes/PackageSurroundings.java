package dev.davit.driver.kubernetes;

import dev.davit.driver.kubernetes.parameters.Surroundings;
import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import dev.davit.vnfpackage.vnfd.VduCp;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The flavour and the files that an operation's parameters refer to. */
record PackageSurroundings(DriverWork work, Csar files) implements Surroundings {
    private static final int MOST = 1 << 20;

    @Override
    public List<String> cps() {
        return work.flavour().cps().stream().map(VduCp::name).toList();
    }

    @Override
    public Optional<String> vduOf(String cp) {
        return work.flavour().cp(cp).map(VduCp::vdu);
    }

    @Override
    public List<String> aspects() {
        return work.flavour().aspects().stream().map(ScalingAspect::id).toList();
    }

    @Override
    public Set<String> vdusOf(String aspect) {
        return work.flavour()
                .aspect(aspect)
                .map(found -> found.stepInstances().keySet())
                .orElse(Set.of());
    }

    @Override
    public boolean hasBaseHot() {
        return files.paths().stream().anyMatch(path -> path.value().startsWith("BaseHOT/"));
    }

    @Override
    public boolean hasFile(PackagePath path) {
        return files.contains(path);
    }

    @Override
    public byte[] read(PackagePath path) throws IOException {
        try (var in = files.open(path)) {
            return in.readNBytes(MOST);
        }
    }
}
