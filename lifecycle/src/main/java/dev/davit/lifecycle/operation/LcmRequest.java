package dev.davit.lifecycle.operation;

import dev.davit.lifecycle.instance.ExtManagedVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.instance.VimConnectionInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What a client asked for, checked and typed: one variant per LCM operation (SOL003 v2.6.1 clause 5.5.2). */
public sealed interface LcmRequest {

    LcmOperation operation();

    /** Free-form parameters for management drivers; empty object when none. May hold secrets. */
    ObjectNode additionalParams();

    /** InstantiateVnfRequest. */
    record Instantiate(
            String flavourId,
            Optional<String> instantiationLevelId,
            List<ExtVirtualLink> extVirtualLinks,
            List<ExtManagedVirtualLink> extManagedVirtualLinks,
            List<VimConnectionInfo> vimConnections,
            ObjectNode additionalParams)
            implements LcmRequest {
        @Override
        public LcmOperation operation() {
            return LcmOperation.INSTANTIATE;
        }
    }

    /** TerminateVnfRequest. @param gracefulTimeoutSeconds only with graceful */
    record Terminate(boolean graceful, Optional<Integer> gracefulTimeoutSeconds, ObjectNode additionalParams)
            implements LcmRequest {
        @Override
        public LcmOperation operation() {
            return LcmOperation.TERMINATE;
        }
    }

    /** HealVnfRequest. @param vnfcInstanceIds the VNFCs to heal (SOL002); empty means the entire VNF (SOL003) */
    record Heal(Optional<String> cause, List<UUID> vnfcInstanceIds, ObjectNode additionalParams) implements LcmRequest {
        @Override
        public LcmOperation operation() {
            return LcmOperation.HEAL;
        }

        public boolean isEntireVnf() {
            return vnfcInstanceIds.isEmpty();
        }
    }

    /** ScaleVnfRequest. */
    record Scale(boolean out, String aspectId, int numberOfSteps, ObjectNode additionalParams) implements LcmRequest {
        @Override
        public LcmOperation operation() {
            return LcmOperation.SCALE;
        }
    }

    /** VnfInfoModificationRequest. @param metadata JSON merge patch: an empty value deletes the key */
    record ModifyInfo(
            Optional<String> name,
            Optional<String> description,
            Optional<String> vnfdId,
            Map<String, Optional<String>> metadata,
            List<VimConnectionInfo> vimConnections,
            ObjectNode additionalParams)
            implements LcmRequest {
        @Override
        public LcmOperation operation() {
            return LcmOperation.MODIFY_INFO;
        }
    }
}
