package dev.davit.driver.vm;

/**
 * The proxy settings of a service such as docker or containerd: a systemd drop-in that names an environment file. The
 * settings are not in the drop-in itself because every user may read a unit's Environment ("systemctl show"), passwords
 * included.
 *
 * @param service name of its unit, without .service
 */
record ServiceProxy(String service) {

    /** The last in order, so that it decides over settings of the image. */
    String dropInPath() {
        return "/etc/systemd/system/" + service + ".service.d/zz-davit-proxy.conf";
    }

    String environmentPath() {
        return "/etc/davit/" + service + "-proxy.env";
    }

    String dropIn() {
        return """
                # Written by Davit; it will be written again.
                [Service]
                EnvironmentFile=%s
                """.formatted(environmentPath());
    }

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
