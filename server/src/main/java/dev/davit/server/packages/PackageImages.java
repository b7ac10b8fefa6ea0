package dev.davit.server.packages;

import java.util.UUID;

/** The images that were put into VIMs on behalf of packages. */
@FunctionalInterface
public interface PackageImages {
    /** Removes a package's images from all VIMs. Nothing there is fine. */
    void remove(UUID packageId);
}
