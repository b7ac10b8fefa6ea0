package dev.davit.lifecycle.instance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A VNF instance (SOL003 v2.6.1 clause 5.5.2.2).
 *
 * @param project the Keystone project that owns it
 * @param packageId the VNF package it was created from
 * @param instantiated present exactly when the state is INSTANTIATED, or while an operation is building or removing resources
 */
public record VnfInstance(
        UUID id,
        String project,
        String name,
        Optional<String> description,
        String vnfdId,
        String provider,
        String productName,
        String softwareVersion,
        String vnfdVersion,
        UUID packageId,
        Map<String, String> metadata,
        List<VimConnectionInfo> vimConnections,
        InstantiationState state,
        Optional<InstantiatedVnfInfo> instantiated,
        Instant createdAt) {

    public VnfInstance {
        metadata = Map.copyOf(metadata);
        vimConnections = List.copyOf(vimConnections);
    }

    public VnfInstance withState(InstantiationState newState) {
        return with(newState, instantiated, vimConnections);
    }

    public VnfInstance withInstantiated(Optional<InstantiatedVnfInfo> info) {
        return with(state, info, vimConnections);
    }

    public VnfInstance withVimConnections(List<VimConnectionInfo> connections) {
        return with(state, instantiated, connections);
    }

    private VnfInstance with(
            InstantiationState newState, Optional<InstantiatedVnfInfo> info, List<VimConnectionInfo> connections) {
        return new VnfInstance(
                id,
                project,
                name,
                description,
                vnfdId,
                provider,
                productName,
                softwareVersion,
                vnfdVersion,
                packageId,
                metadata,
                connections,
                newState,
                info,
                createdAt);
    }
}
