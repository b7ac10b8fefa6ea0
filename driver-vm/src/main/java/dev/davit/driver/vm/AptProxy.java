package dev.davit.driver.vm;

import java.util.List;

/**
 * The apt.conf(5) file with the proxy settings. A {@link ProxyUrl} holds neither quotes nor backslashes, so it can stand
 * between quotes as it is; apt decodes percent-encoding when it uses the URL.
 */
public final class AptProxy {
    /** The last in order, so that it decides. */
    static final String PATH = "/etc/apt/apt.conf.d/99davit-proxy";

    private AptProxy() {}

    public static String render(Proxy proxy) {
        var text = new StringBuilder("// Written by Davit; it will be written again.\n");
        proxy.http().ifPresent(url -> text.append("Acquire::http::Proxy \"%s\";\n".formatted(url.value())));
        proxy.https().ifPresent(url -> text.append("Acquire::https::Proxy \"%s\";\n".formatted(url.value())));
        for (String host : proxy.noProxy().entries()) {
            if (isHost(host)) {
                proxy.http().ifPresent(url -> text.append("Acquire::http::Proxy::%s \"DIRECT\";\n".formatted(host)));
                proxy.https().ifPresent(url -> text.append("Acquire::https::Proxy::%s \"DIRECT\";\n".formatted(host)));
            }
        }
        return text.toString();
    }

    /** The entries that apt has no way to exempt: it knows single hosts only. */
    public static List<String> notExempted(NoProxy noProxy) {
        return noProxy.entries().stream().filter(entry -> !isHost(entry)).toList();
    }

    private static boolean isHost(String entry) {
        return HostName.isIpv4(entry) || HostName.isName(entry);
    }
}
