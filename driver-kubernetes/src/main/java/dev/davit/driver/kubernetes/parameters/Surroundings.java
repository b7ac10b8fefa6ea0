package dev.davit.driver.kubernetes.parameters;

import dev.davit.vnfpackage.csar.PackagePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the parameters can refer to. */
public interface Surroundings {
    /** Names of the flavour's VDU CPs. */
    List<String> cps();

    /** The VDU that a CP belongs to. */
    Optional<String> vduOf(String cp);

    /** Ids of the flavour's scaling aspects. */
    List<String> aspects();

    /** The VDUs that an aspect scales. */
    Set<String> vdusOf(String aspect);

    /** Whether the package has a base HOT: then CPs may also be named by its resources. */
    boolean hasBaseHot();

    boolean hasFile(PackagePath path);

    /** The beginning of a file, at most a MiB. */
    byte[] read(PackagePath path) throws IOException;
}
