package dev.davit.lifecycle.pack;

import java.util.Optional;
import java.util.UUID;

/** Where lifecycle management finds VNF packages. */
public interface PackageCatalog {

    /**
     * The package that new instances of this VNFD are made from.
     *
     * @param project of the caller
     * @return empty when the project sees no ONBOARDED package with that vnfdId
     * @throws dev.davit.lifecycle.ProblemException 409 when there is one, but it is DISABLED
     */
    Optional<OnboardedPackage> byVnfdId(String project, String vnfdId);

    /** The package of an existing instance, DISABLED or not. */
    Optional<OnboardedPackage> byId(UUID packageId);
}
