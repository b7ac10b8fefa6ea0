package dev.davit.driver.kubernetes.parameters;

import java.util.regex.Pattern;

/**
 * Where the cluster's own images (control plane, kube-proxy, etcd, CoreDNS, pause) come from in place of the upstream registry:
 * what kubeadm calls imageRepository.
 *
 * @param server the registry
 * @param path below it, without slash at either end; may be empty
 */
public record ImageRepository(RegistryServer server, String path) {
    private static final Pattern PATH =
            Pattern.compile("[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*");

    /** What registries take (OCI distribution: host and name together); it also bounds what the expression has to look at. */
    private static final int LONGEST = 255;

    /** @throws IllegalArgumentException saying what is expected */
    public static ImageRepository parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("must have at most " + LONGEST + " characters");
        }
        int slash = text.indexOf('/');
        String path = slash < 0 ? "" : text.substring(slash + 1);
        if (text.contains("://") || slash >= 0 && !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "must be a registry and perhaps a path below it, without http://, for example"
                            + " registry.example.com:5000/kubernetes");
        }
        return new ImageRepository(RegistryServer.parse(slash < 0 ? text : text.substring(0, slash)), path);
    }

    /** As image names begin. */
    @Override
    public String toString() {
        return path.isEmpty() ? server.toString() : server + "/" + path;
    }
}
