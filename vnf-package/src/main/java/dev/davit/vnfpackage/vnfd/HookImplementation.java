package dev.davit.vnfpackage.vnfd;

import dev.davit.vnfpackage.csar.PackagePath;
import java.util.Optional;

/**
 * What a hook names.
 *
 * @param name the implementation's name, e.g. mgmt-drivers-private-registry; Davit resolves it to a management driver
 * @param file the artifact of that name, if the descriptor has one; Davit does not run it
 */
public record HookImplementation(String name, Optional<PackagePath> file) {}
