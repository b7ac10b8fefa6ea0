package dev.davit.driver.kubernetes.parameters;

import dev.davit.driver.vm.HostName;
import dev.davit.driver.vm.Port;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a registry is: host, or host:port. Its text form is exactly what image references begin with.
 *
 * @param host IPv6 addresses in brackets
 */
public record RegistryServer(String host, OptionalInt port) {
    private static final Pattern SHAPE = Pattern.compile("(\\[[^\\]]*\\]|[^:/]+)(?::([^:/]*))?");

    /** @throws IllegalArgumentException saying what is expected */
    public static RegistryServer parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be host or host:port of the registry, without http:// and path, for example 192.168.0.10:5000");
        }
        String host = matcher.group(1);
        boolean known = host.startsWith("[")
                ? HostName.isIpv6(host.substring(1, host.length() - 1))
                : HostName.isIpv4(host) || HostName.isName(host);
        if (!known) {
            throw new IllegalArgumentException("'" + host + "' is neither a host name nor an IP address");
        }
        Optional<String> port = Optional.ofNullable(matcher.group(2));
        try {
            return new RegistryServer(
                    host, port.map(p -> OptionalInt.of(Port.parse(p))).orElse(OptionalInt.empty()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("port '" + port.orElse("") + "' " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return port.isPresent() ? host + ":" + port.getAsInt() : host;
    }
}
