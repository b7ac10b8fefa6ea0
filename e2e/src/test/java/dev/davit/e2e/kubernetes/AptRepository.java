package dev.davit.e2e.kubernetes;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A signed apt repository with packages like upstream's, made of a bundle's parts, at all addresses of this machine. A newer version is
 * there as well, of which nothing works.
 */
final class AptRepository implements AutoCloseable {
    private static final String NEWER = "1.99.0-1.1";
    private static final String SERVICE = """
            [Unit]
            Description=kubelet
            Wants=network-online.target
            After=network-online.target

            [Service]
            ExecStart=/usr/bin/kubelet
            Restart=always
            StartLimitInterval=0
            RestartSec=5

            [Install]
            WantedBy=multi-user.target
            """;
    private static final String KUBEADM_CONF = """
            [Service]
            Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
            Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
            EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
            EnvironmentFile=-/etc/default/kubelet
            ExecStart=
            ExecStart=/usr/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
            """;

    private final Path root;
    private final HttpServer server;
    private final String key;

    private AptRepository(Path root, String key) {
        this.root = root;
        this.key = key;
        server = SimpleFileServer.createFileServer(new InetSocketAddress(0), root, SimpleFileServer.OutputLevel.NONE);
        server.start();
    }

    static AptRepository of(UnpackedBundle bundle, Path folder) throws IOException {
        Path root = Files.createDirectory(folder.resolve("apt"));
        String version = bundle.version() + "-1.1";
        var builder = new AptRepository.Debs(root, Files.createDirectory(folder.resolve("debs")));
        builder.add("kubectl", version, "", Map.of("usr/bin/kubectl", bundle.binary("kubectl")), Map.of());
        builder.add(
                "kubelet",
                version,
                "kubernetes-cni, iptables, iproute2, mount, ethtool, socat, conntrack",
                Map.of("usr/bin/kubelet", bundle.binary("kubelet")),
                Map.of("lib/systemd/system/kubelet.service", SERVICE));
        builder.add(
                "kubeadm",
                version,
                "kubelet, kubectl, kubernetes-cni, cri-tools",
                Map.of("usr/bin/kubeadm", bundle.binary("kubeadm")),
                Map.of("lib/systemd/system/kubelet.service.d/10-kubeadm.conf", KUBEADM_CONF));
        try (var plugins = Files.list(bundle.plugins())) {
            builder.add(
                    "kubernetes-cni",
                    "1.1.1-1.1",
                    "",
                    plugins.collect(Collectors.toMap(file -> "opt/cni/bin/" + file.getFileName(), file -> file)),
                    Map.of());
        }
        builder.add("cri-tools", "1.20.0-1.1", "", Map.of("usr/bin/crictl", bundle.crictl()), Map.of());
        for (String name : List.of("kubectl", "kubelet", "kubeadm")) {
            builder.add(name, NEWER, "", Map.of(), Map.of("usr/share/doc/" + name + "/README", "does nothing\n"));
        }
        return new AptRepository(root, publish(root, folder));
    }

    /** Packages are made with dpkg-deb. */
    private record Debs(Path root, Path work) {
        void add(String name, String version, String depends, Map<String, Path> programs, Map<String, String> texts)
                throws IOException {
            Path tree = Files.createDirectory(work.resolve(name + "_" + version));
            for (var program : programs.entrySet()) {
                Path file = tree.resolve(program.getKey());
                Files.createDirectories(file.getParent());
                Files.copy(program.getValue(), file);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            for (var text : texts.entrySet()) {
                Path file = tree.resolve(text.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, text.getValue());
            }
            Files.createDirectory(tree.resolve("DEBIAN"));
            Files.writeString(tree.resolve("DEBIAN/control"), """
                    Package: %s
                    Version: %s
                    Architecture: amd64
                    Maintainer: Test <test@example.com>
                    %sDescription: for tests
                    """.formatted(
                            name, version, depends.isEmpty() ? "" : "Depends: " + depends + "\n"));
            Tool.run(List.of(
                    "dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", tree.toString(), root.toString()));
        }
    }

    /** @return the public key */
    private static String publish(Path root, Path folder) throws IOException {
        String packages = Tool.run(List.of(
                "sh",
                "-c",
                "cd \"$1\" && dpkg-scanpackages --multiversion . 2>/dev/null | sed 's|^Filename: [.]/|Filename: |'",
                "sh",
                root.toString()));
        Files.writeString(root.resolve("Packages"), packages + "\n");
        byte[] bytes = Files.readAllBytes(root.resolve("Packages"));
        Files.writeString(root.resolve("Release"), """
                Origin: Test
                Suite: stable
                Architectures: amd64
                Date: %s
                SHA256:
                 %s %d Packages
                """.formatted(
                        java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC)),
                        sha256(bytes),
                        bytes.length));
        Path home = Files.createDirectory(
                folder.resolve("gpg"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String gpg = "gpg --homedir \"$1\" --batch --quiet --pinentry-mode loopback --passphrase '' ";
        return Tool.run(List.of(
                "sh",
                "-ec",
                gpg + "--quick-generate-key test@example.com rsa2048 sign never 2>/dev/null\n"
                        + gpg + "--clearsign --output \"$2/InRelease\" \"$2/Release\"\n"
                        + gpg + "--armor --export\n"
                        + "gpgconf --homedir \"$1\" --kill gpg-agent",
                "sh",
                home.toString(),
                root.toString()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets nodes fetch another file from here. */
    void offer(String name, Path file) throws IOException {
        Files.copy(file, root.resolve(name));
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** For Files/kubernetes/apt.sources. @param host of this machine, as nodes reach it */
    String sources(String host) {
        return """
                Types: deb
                URIs: http://%s:%d/
                Suites: /
                Signed-By:
                %s
                """.formatted(
                host,
                port(),
                key.lines().map(line -> line.isEmpty() ? " ." : " " + line).collect(Collectors.joining("\n")));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
