package dev.davit.server.rest.vnflcm;

import java.util.UUID;

/** Absolute URLs of vnflcm resources. @param baseUrl public URL of the server, without slash at the end */
public record Links(String baseUrl) {
    private static final String ROOT = "/vnflcm/v1";

    String instance(UUID id) {
        return baseUrl + ROOT + "/vnf_instances/" + id;
    }

    String occurrence(UUID id) {
        return baseUrl + ROOT + "/vnf_lcm_op_occs/" + id;
    }
}
