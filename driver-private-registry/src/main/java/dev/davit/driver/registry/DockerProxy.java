package dev.davit.driver.registry;

/**
 * The proxy settings of the Docker daemon: a systemd drop-in that names an environment file. The settings are not in the
 * drop-in itself because every user may read a unit's Environment ("systemctl show"), passwords included.
 */
final class DockerProxy {
    /** The last in order, so that it decides over settings of the image. */
    static final String DROP_IN_PATH = "/etc/systemd/system/docker.service.d/zz-davit-proxy.conf";

    static final String ENVIRONMENT_PATH = "/etc/davit/docker-proxy.env";

    static final String DROP_IN = """
            # Written by Davit; it will be written again.
            [Service]
            EnvironmentFile=%s
            """.formatted(ENVIRONMENT_PATH);

    private DockerProxy() {}

    static String renderEnvironment(Proxy proxy) {
        var text = new StringBuilder("# Written by Davit; it will be written again.\n");
        proxy.http().ifPresent(url -> text.append(line("HTTP_PROXY", url.value())));
        proxy.https().ifPresent(url -> text.append(line("HTTPS_PROXY", url.value())));
        if (!proxy.noProxy().entries().isEmpty()) {
            text.append(line("NO_PROXY", proxy.noProxy().joined()));
        }
        return text.toString();
    }

    /** systemd.exec(5), EnvironmentFile: between double quotes a backslash protects these four. */
    private static String line(String name, String value) {
        return name + "=\"" + value.replaceAll("[\"\\\\`$]", "\\\\$0") + "\"\n";
    }
}
