package dev.davit.openstack.keystone;

import dev.davit.openstack.http.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The public endpoints that Keystone names. */
public record Catalogue(List<Endpoint> endpoints) {
    public Catalogue {
        endpoints = List.copyOf(endpoints);
    }

    public record Endpoint(String type, String region, String url) {}

    static Catalogue of(JsonNode catalog) {
        var endpoints = new ArrayList<Endpoint>();
        for (JsonNode service : catalog) {
            for (JsonNode endpoint : service.path("endpoints")) {
                if (endpoint.path("interface").asString("").equals("public")) {
                    endpoints.add(new Endpoint(
                            service.path("type").asString(""),
                            region(endpoint),
                            endpoint.path("url").asString("")));
                }
            }
        }
        return new Catalogue(endpoints);
    }

    private static String region(JsonNode endpoint) {
        String region = endpoint.path("region").asString("");
        return region.isEmpty() ? endpoint.path("region_id").asString("") : region;
    }

    /** All regions with an endpoint, those that can run stacks first, else in alphabetical order. */
    public List<String> regions() {
        var withHeat =
                endpoints.stream().filter(e -> Service.HEAT.catalogueTypes().contains(e.type()));
        return java.util.stream.Stream.concat(
                        withHeat.map(Endpoint::region).sorted(),
                        endpoints.stream().map(Endpoint::region).sorted())
                .filter(r -> !r.isEmpty())
                .distinct()
                .toList();
    }

    /** Where a service is. @param region empty: the first of {@link #regions()} that has the service */
    public Optional<String> url(Service service, Optional<String> region) {
        for (String wanted : region.map(List::of).orElseGet(this::regionsOrNone)) {
            for (String type : service.catalogueTypes()) {
                for (Endpoint endpoint : endpoints) {
                    if (endpoint.type().equals(type) && endpoint.region().equals(wanted)) {
                        return Optional.of(endpoint.url());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private List<String> regionsOrNone() {
        List<String> regions = regions();
        return regions.isEmpty() ? List.of("") : regions;
    }
}
