package dev.davit.driver.registry;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The proxy settings of a VM; see {@link AptProxy} and {@link DockerProxy} for what becomes of them. */
record Proxy(Optional<ProxyUrl> http, Optional<ProxyUrl> https, NoProxy noProxy) {
    static final Proxy NONE = new Proxy(Optional.empty(), Optional.empty(), NoProxy.NONE);

    boolean isNone() {
        return http.isEmpty() && https.isEmpty();
    }

    /** What must not show anywhere: passwords, as they are written in the URLs. */
    List<String> secrets() {
        return Stream.of(http, https)
                .flatMap(Optional::stream)
                .flatMap(url -> url.password().stream())
                .distinct()
                .toList();
    }
}
