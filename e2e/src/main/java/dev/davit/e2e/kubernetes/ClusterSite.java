package dev.davit.e2e.kubernetes;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Program;
import dev.davit.e2e.harness.Site;
import dev.davit.e2e.harness.StockClient;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** A lab cloud of containers and a Davit server with the lab as its VIM. Closing leaves nothing behind. */
public final class ClusterSite implements AutoCloseable {
    private final Site site;

    private ClusterSite(Site site) {
        this.site = site;
    }

    public static ClusterSite start() throws IOException {
        Site site = Site.withGuests();
        site.registerVim();
        return new ClusterSite(site);
    }

    /** For a test's own files; gone in the end. */
    public Path folder() {
        return site.folder();
    }

    StockClient client() {
        return site.client();
    }

    /** Davit's. */
    public Program server() {
        return site.server();
    }

    public Path serverData() {
        return site.serverData();
    }

    public Api api() {
        return site.api();
    }

    /** The cloud's APIs. */
    Api cloud() {
        return site.cloud();
    }

    public String networkId(String name) {
        return site.networkId(name);
    }

    /** This machine's address in a network of the cloud. */
    String gateway(String network) {
        return subnet(network).get("gateway_ip").stringValue();
    }

    String cidr(String network) {
        return subnet(network).get("cidr").stringValue();
    }

    private JsonNode subnet(String network) {
        return cloud().json("/network/v2.0/subnets?network_id=" + networkId(network))
                .at("/subnets/0");
    }

    @Override
    public void close() throws IOException {
        site.close();
    }
}
