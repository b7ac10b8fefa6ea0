package dev.davit.lifecycle.instance;

import java.util.Optional;
import java.util.UUID;

/** An external connection point (VnfExtCpInfo, SOL003 v2.6.1 clause 5.5.3.9). @param vnfcId the VNFC whose CP it exposes */
public record ExtCpInfo(
        UUID id, String cpdId, CpProtocolInfo protocol, Optional<UUID> extLinkPortId, Optional<UUID> vnfcId) {}
