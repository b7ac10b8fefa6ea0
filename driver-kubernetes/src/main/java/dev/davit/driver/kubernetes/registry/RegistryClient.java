package dev.davit.driver.kubernetes.registry;

import dev.davit.driver.kubernetes.parameters.RegistryConnection;
import dev.davit.driver.kubernetes.parameters.RegistryConnection.Credentials;
import dev.davit.driver.vm.NoProxy;
import dev.davit.driver.vm.Proxy;
import dev.davit.driver.vm.ProxyUrl;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to a registry from a node, with curl there: the node's name resolution, routes, proxy and trust are what is tried.
 * Knows both ways of registries to ask for a login: Basic, and Bearer with a token from the place that the registry names.
 */
final class RegistryClient {
    private static final Pattern BEARER = Pattern.compile("(?im)^www-authenticate:\\s*bearer\\s+(.*)$");
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"\\\\]*)\"");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,16384}");
    private static final String MANIFESTS = "application/vnd.oci.image.manifest.v1+json,"
            + " application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.index.v1+json,"
            + " application/vnd.docker.distribution.manifest.list.v2+json";

    private final VmSession session;
    private final RegistryConnection registry;
    private final Proxy proxy;

    RegistryClient(VmSession session, RegistryConnection registry, Proxy proxy) {
        this.session = session;
        this.registry = registry;
        this.proxy = proxy;
    }

    /**
     * How a request went.
     *
     * @param exit of curl: 0 when an answer came
     * @param status HTTP status, 0 without answer
     * @param said what curl said on stderr
     */
    record Reply(int exit, int status, String headers, String body, List<String> said) {
        Reply saying(String more) {
            return new Reply(
                    exit,
                    status,
                    headers,
                    body,
                    Stream.concat(said.stream(), Stream.of(more)).toList());
        }

        Optional<JsonNode> json() {
            try {
                return status == 200 ? Optional.of(JsonMapper.shared().readTree(body)) : Optional.empty();
            } catch (JacksonException e) {
                return Optional.empty();
            }
        }
    }

    /** GET with the credentials of the registry. @param scope what a bearer token must allow, e.g. repository:NAME:pull */
    Reply get(String path, Optional<String> scope) throws StepFailedException, InterruptedException {
        Reply first = send(registry.url() + path, registry.credentials(), Optional.empty());
        Matcher bearer = BEARER.matcher(first.headers());
        if (first.status() != 401 || !bearer.find()) {
            return first;
        }
        Optional<String> plain = parameter(bearer.group(1), "realm").filter(url -> registry.https() && !isHttps(url));
        if (plain.isPresent()) {
            return first.saying(
                    "the registry wants a token from " + plain.get() + ", where no login is sent: it is without TLS");
        }
        Optional<String> token = token(bearer.group(1), scope);
        return token.isEmpty() ? first : send(registry.url() + path, Optional.empty(), token);
    }

    private Optional<String> token(String challenge, Optional<String> scope)
            throws StepFailedException, InterruptedException {
        Optional<String> realm = parameter(challenge, "realm").filter(url -> url.matches("https?://[^\\s\"]+"));
        if (realm.isEmpty()) {
            return Optional.empty();
        }
        var query = new StringBuilder(realm.get()).append(realm.get().contains("?") ? '&' : '?');
        parameter(challenge, "service")
                .ifPresent(service -> query.append("service=").append(encoded(service)));
        scope.ifPresent(s -> query.append("&scope=").append(encoded(s)));
        return send(query.toString(), registry.credentials(), Optional.empty())
                .json()
                .flatMap(json -> Optional.of(
                        json.path("token").asString(json.path("access_token").asString(""))))
                .filter(token -> TOKEN.matcher(token).matches());
    }

    private static boolean isHttps(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith("https://");
    }

    private static Optional<String> parameter(String challenge, String name) {
        return PARAMETER
                .matcher(challenge)
                .results()
                .filter(match -> match.group(1).equalsIgnoreCase(name))
                .map(match -> match.group(2))
                .findFirst();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private Reply send(String url, Optional<Credentials> credentials, Optional<String> token)
            throws StepFailedException, InterruptedException {
        var config = new CurlConfig()
                .flag("silent")
                .flag("show-error")
                .flag("include")
                .flag("globoff")
                .option("connect-timeout", "10")
                .option("max-time", "30")
                .option("max-filesize", "4000000")
                .option("header", "Accept: " + MANIFESTS)
                .option("write-out", "\n%{http_code}");
        proxyFor(url).ifPresentOrElse(p -> config.option("proxy", p.value()), () -> config.option("noproxy", "*"));
        if (registry.certificate().isPresent()) {
            config.option("cacert", ContainerdFiles.authorityPath(registry.server()));
        }
        credentials.ifPresent(c -> config.option("user", c.username() + ":" + c.password()));
        token.ifPresent(t -> config.option("header", "Authorization: Bearer " + t));
        config.option("url", url);
        // As root, as the runtime is: the CA's folder may be closed to others.
        CommandResult result = session.ask(
                Command.of("curl", "--disable", "--config", "-").sudo().input(config.toString()));
        return reply(result);
    }

    private static Reply reply(CommandResult result) {
        String out = result.stdout();
        int last = out.lastIndexOf('\n');
        String code = last < 0 ? "" : out.substring(last + 1).strip();
        String answer = last < 0 ? "" : out.substring(0, last);
        // A proxy's own header block comes before the registry's.
        int start = Math.max(0, answer.lastIndexOf("\r\n\r\nHTTP/") + (answer.contains("\r\n\r\nHTTP/") ? 4 : 0));
        int end = answer.indexOf("\r\n\r\n", start);
        String headers = end < 0 ? answer.substring(start) : answer.substring(start, end);
        String body = end < 0 ? "" : answer.substring(end + 4);
        List<String> said = result.lastLines().stream()
                .filter(line -> line.startsWith("curl:"))
                .toList();
        return new Reply(
                result.exitStatus(), code.matches("[0-9]{3}") ? Integer.parseInt(code) : 0, headers, body, said);
    }

    /** As the runtime decides it (Go's rules: exact addresses, networks, names with their subdomains). */
    private Optional<ProxyUrl> proxyFor(String url) {
        String host = java.net.URI.create(url).getHost();
        if (host == null || bypasses(proxy.noProxy(), host)) {
            return Optional.empty();
        }
        return url.startsWith("https:") ? proxy.https() : proxy.http();
    }

    static boolean bypasses(NoProxy noProxy, String host) {
        return noProxy.entries().stream().anyMatch(entry -> matches(entry, host));
    }

    private static boolean matches(String entry, String host) {
        if (entry.contains("/")) {
            return host.matches("[0-9.]+") && !entry.contains(":") && isIn(entry, host);
        }
        String name = entry.startsWith("*.") ? entry.substring(1) : entry;
        return host.equals(name)
                || name.startsWith(".") && host.endsWith(name)
                || !name.startsWith(".") && host.endsWith("." + name);
    }

    private static boolean isIn(String network, String address) {
        int slash = network.indexOf('/');
        int bits = Integer.parseInt(network.substring(slash + 1));
        long mask = bits == 0 ? 0 : -1L << (32 - bits);
        return (number(network.substring(0, slash)) & mask) == (number(address) & mask);
    }

    private static long number(String address) {
        long number = 0;
        for (String octet : address.split("\\.")) {
            number = number << 8 | Integer.parseInt(octet);
        }
        return number;
    }
}
