package dev.davit.server.rest.vnflcm;

import java.util.UUID;
import java.util.function.Supplier;

/** Absolute URLs of vnflcm resources. @param baseUrl public URL of the server, without slash at the end */
public record Links(Supplier<String> baseUrl) {
    private static final String ROOT = "/vnflcm/v1";

    String instance(UUID id) {
        return baseUrl.get() + ROOT + "/vnf_instances/" + id;
    }

    String occurrence(UUID id) {
        return baseUrl.get() + ROOT + "/vnf_lcm_op_occs/" + id;
    }

    String subscription(UUID id) {
        return baseUrl.get() + ROOT + "/subscriptions/" + id;
    }
}
