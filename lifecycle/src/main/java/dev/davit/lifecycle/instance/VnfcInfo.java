package dev.davit.lifecycle.instance;

import java.util.UUID;

/** State of a VNFC (SOL002 v2.6.1 clause 5.5.3.20). @param state STARTED or STOPPED @param vnfcResourceInfoId the VNFC it speaks of; internal */
public record VnfcInfo(UUID id, String vduId, String state, UUID vnfcResourceInfoId) {}
