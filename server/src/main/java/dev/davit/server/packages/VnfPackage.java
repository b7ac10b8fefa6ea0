package dev.davit.server.packages;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.vnfpackage.vnfd.Checksum;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A VNF package resource (VnfPkgInfo, SOL005 v2.6.1 clause 9.5.2.5).
 *
 * @param inUse whether a VNF instance refers to it (usageState)
 * @param content present exactly when ONBOARDED
 * @param failure why the last attempt to onboard it failed
 */
public record VnfPackage(
        UUID id,
        String project,
        OnboardingState onboardingState,
        OperationalState operationalState,
        boolean inUse,
        ObjectNode userDefinedData,
        Optional<Stored> stored,
        Optional<PackageContent> content,
        Optional<ProblemDetails> failure,
        Instant createdAt) {

    /** The file. @param checksum of the whole file @param size in bytes */
    public record Stored(Checksum checksum, long size) {}

    /** @throws IllegalStateException when it is not ONBOARDED */
    public PackageContent onboarded() {
        return content.orElseThrow(() -> new IllegalStateException("VNF package " + id + " is not onboarded"));
    }
}
