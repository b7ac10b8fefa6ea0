package dev.davit.testbed;

import dev.davit.lifecycle.operation.LcmRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Requests that ask for nothing special. */
public final class Requests {
    private Requests() {}

    /** Of flavour "simple". */
    public static LcmRequest.Instantiate instantiate() {
        return new LcmRequest.Instantiate(
                "simple",
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                JsonMapper.shared().createObjectNode());
    }

    /** @param vnfcs none means the entire VNF */
    public static LcmRequest.Heal heal(UUID... vnfcs) {
        return new LcmRequest.Heal(
                Optional.empty(), List.of(vnfcs), JsonMapper.shared().createObjectNode());
    }

    /** Graceful, without a time limit. */
    public static LcmRequest.Terminate terminate() {
        return new LcmRequest.Terminate(
                false, Optional.empty(), JsonMapper.shared().createObjectNode());
    }
}
