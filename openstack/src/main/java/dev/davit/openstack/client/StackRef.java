package dev.davit.openstack.client;

import dev.davit.openstack.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names a stack: Heat wants both in paths, and redirects otherwise. */
public record StackRef(String name, String id) {
    private static final Pattern IN_LINK = Pattern.compile("/stacks/([^/]+)/([^/?]+)");

    String path() {
        return "/stacks" + Request.path(name, id);
    }

    /** Reads it from a link. Only the path counts: the host in Heat's links is often one that is not reachable. */
    static Optional<StackRef> ofLink(String href) {
        var match = IN_LINK.matcher(href);
        return match.find()
                ? Optional.of(new StackRef(decode(match.group(1)), decode(match.group(2))))
                : Optional.empty();
    }

    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
