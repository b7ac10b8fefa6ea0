package dev.davit.e2e.kubernetes;

import dev.davit.cli.demo.Forwarder;
import dev.davit.cli.demo.RegistryTrial;
import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.RegistryRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The registry VNF of a site, with an image that is nowhere else. */
public final class RegistryVm implements AutoCloseable {
    private static final int PORT = 5000;

    private static final int TLS_PORT = 5443;
    private static final String NAME = "registry.example.com";
    static final String USER = "puller";
    static final String PASSWORD = "p'ull$me \"now";

    private final String address;
    private final String serverId;
    private final Forwarder forwarder;
    private final RegistryTrial trial;

    private RegistryVm(String address, String serverId) throws IOException {
        this.address = address;
        this.serverId = serverId;
        this.forwarder = new Forwarder(() -> new InetSocketAddress(address, PORT));
        this.trial = new RegistryTrial(forwarder.address());
    }

    public static RegistryVm deploy(ClusterSite site) throws IOException, InterruptedException {
        Api api = site.api();
        api.onboard(RegistryPackage.build(site.folder()));
        String id = api.create(RegistryPackage.VNFD_ID);
        String request = new RegistryRequest(site.networkId("net0")).json();
        api.complete(api.start(id, "instantiate", request), Duration.ofMinutes(5));
        String server = api.vnfc(id).at("/computeResource/resourceId").stringValue();
        String address = site.cloud()
                .json("/network/v2.0/ports?device_id=" + server)
                .at("/ports/0/fixed_ips/0/ip_address")
                .stringValue();
        var registry = new RegistryVm(address, server);
        registry.trial.push();
        registry.trial.pull();
        return registry;
    }

    /** Offers the same images once more: over TLS, with a CA of its own, to who knows the password. @return the CA's certificate */
    String serveTls() throws IOException {
        return Tool.run(List.of("docker", "exec", container(), "sh", "-ec", """
                mkdir -p /tls && cd /tls
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/CN=Test CA' \\
                  -keyout ca.key -out ca.crt 2>/dev/null
                openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=%1$s' -keyout key -out csr 2>/dev/null
                printf 'subjectAltName=DNS:%1$s' >ext
                openssl x509 -req -in csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -extfile ext -out crt 2>/dev/null
                printf '%%s:' '%2$s' >htpasswd
                perl -e 'print crypt($ARGV[0], q($2y$05$) . (q(u) x 22)), "\\n"' -- '%3$s' >>htpasswd
                docker run --detach --publish %4$d:5000 --volumes-from "$(docker ps --quiet | head -n 1)" --volume /tls:/tls \\
                  --env REGISTRY_HTTP_TLS_CERTIFICATE=/tls/crt --env REGISTRY_HTTP_TLS_KEY=/tls/key \\
                  --env REGISTRY_AUTH=htpasswd --env REGISTRY_AUTH_HTPASSWD_REALM=test \\
                  --env REGISTRY_AUTH_HTPASSWD_PATH=/tls/htpasswd registry:2 >/dev/null
                cat ca.crt
                """.formatted(
                        NAME, USER, PASSWORD.replace("'", "'\\''"), TLS_PORT)));
    }

    private String container() throws IOException {
        return Tool.run(List.of("docker", "ps", "--quiet", "--filter", "label=dev.davit.server=" + serverId));
    }

    /** Pushes what is in archives of images, with the last part of their names, below a folder of the registry. */
    void pushImages(List<Path> archives, String folder) throws IOException {
        for (Path archive : archives) {
            Tool.run(List.of("docker", "cp", archive.toString(), container() + ":/srv/images.tar"));
            Tool.run(List.of("docker", "exec", container(), "sh", "-ec", """
                    docker load --input /srv/images.tar >/srv/loaded
                    sed -n 's/^Loaded image: //p' /srv/loaded | while read -r name; do
                      docker tag "$name" "127.0.0.1:%1$d/%2$s/${name##*/}"
                      docker push --quiet "127.0.0.1:%1$d/%2$s/${name##*/}"
                    done
                    rm /srv/images.tar
                    """.formatted(PORT, folder)));
        }
    }

    /** host:port of the TLS registry. */
    String tlsServer() {
        return NAME + ":" + TLS_PORT;
    }

    /** An entry of private_registry_connection_info. @param certificate path of the CA's certificate in the package */
    ObjectNode tlsConnection(String certificate) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("connection_type", "1")
                .put("server", NAME + ":" + TLS_PORT)
                .put("username", USER)
                .put("password", PASSWORD)
                .put("certificate_path", certificate)
                .put("hosts_string", address + " " + NAME);
    }

    /** The image's name with the TLS registry. */
    String tlsImage() {
        return trial.nameAt(NAME + ":" + TLS_PORT);
    }

    /** host:port as the cluster's nodes reach it. */
    public String server() {
        return address + ":" + PORT;
    }

    /** The image's name for the cluster's nodes. */
    String image() {
        return trial.nameAt(server());
    }

    @Override
    public void close() throws IOException {
        try (forwarder;
                trial) {
            // both are closed, whatever the other does
        }
    }
}
