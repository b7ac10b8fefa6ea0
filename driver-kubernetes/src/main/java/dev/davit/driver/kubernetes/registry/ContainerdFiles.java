package dev.davit.driver.kubernetes.registry;

import dev.davit.driver.kubernetes.parameters.RegistryConnection;
import dev.davit.driver.kubernetes.parameters.RegistryServer;

/** How containerd learns of a registry: a folder per host:port, read anew for every pull. */
final class ContainerdFiles {
    static final String DIRECTORY = "/etc/containerd/certs.d";
    static final String CONFIG = "/etc/containerd/config.toml";
    /** The first line of files that are Davit's own. */
    static final String HEADER = "# Written by Davit; it will be written again.\n";

    private ContainerdFiles() {}

    static String hostsPath(RegistryServer server) {
        return DIRECTORY + "/" + server + "/hosts.toml";
    }

    static String authorityPath(RegistryServer server) {
        return DIRECTORY + "/" + server + "/ca.crt";
    }

    /** A {@link RegistryServer} holds nothing that needs quoting in TOML. */
    static String hosts(RegistryConnection registry) {
        var text = new StringBuilder(HEADER);
        text.append("server = \"").append(registry.url()).append("\"\n\n");
        text.append("[host.\"").append(registry.url()).append("\"]\n");
        text.append("  capabilities = [\"pull\", \"resolve\"]\n");
        if (registry.certificate().isPresent()) {
            text.append("  ca = \"").append(authorityPath(registry.server())).append("\"\n");
        }
        return text.toString();
    }

    /**
     * A whole config.toml for a containerd whose own does not look into {@link #DIRECTORY}.
     *
     * @param major version of containerd: 1.x takes the second layout, 2.x the third
     * @param pauseImage what kubeadm of that version wants
     */
    static String config(int major, String pauseImage, boolean systemdCgroup) {
        return major >= 2
                ? """
                # Written by Davit; it will be written again.
                version = 3

                [plugins."io.containerd.cri.v1.images"]
                  snapshotter = "overlayfs"

                  [plugins."io.containerd.cri.v1.images".pinned_images]
                    sandbox = "%s"

                  [plugins."io.containerd.cri.v1.images".registry]
                    config_path = "%s"

                [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
                  runtime_type = "io.containerd.runc.v2"

                  [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
                    SystemdCgroup = %s
                """.formatted(pauseImage, DIRECTORY, systemdCgroup)
                : """
                # Written by Davit; it will be written again.
                version = 2

                [plugins."io.containerd.grpc.v1.cri"]
                  sandbox_image = "%s"

                  [plugins."io.containerd.grpc.v1.cri".registry]
                    config_path = "%s"

                  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
                    runtime_type = "io.containerd.runc.v2"

                    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
                      SystemdCgroup = %s
                """.formatted(pauseImage, DIRECTORY, systemdCgroup);
    }
}
