package dev.davit.driver.vm;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The proxy settings of a VM; see {@link AptProxy} and {@link DockerProxy} for what becomes of them. */
public record Proxy(Optional<ProxyUrl> http, Optional<ProxyUrl> https, NoProxy noProxy) {
    public static final Proxy NONE = new Proxy(Optional.empty(), Optional.empty(), NoProxy.NONE);

    /** From the members http_proxy, https_proxy and no_proxy, each of them optional. */
    public static Proxy of(Fields fields) {
        return new Proxy(
                fields.parsed("http_proxy", fields.line("http_proxy"), ProxyUrl::parse),
                fields.parsed("https_proxy", fields.line("https_proxy"), ProxyUrl::parse),
                fields.parsed("no_proxy", fields.line("no_proxy"), NoProxy::parse)
                        .orElse(NoProxy.NONE));
    }

    public boolean isNone() {
        return http.isEmpty() && https.isEmpty();
    }

    /** What must not show anywhere: passwords, as they are written in the URLs. */
    public List<String> secrets() {
        return Stream.of(http, https)
                .flatMap(Optional::stream)
                .flatMap(url -> url.password().stream())
                .distinct()
                .toList();
    }
}
