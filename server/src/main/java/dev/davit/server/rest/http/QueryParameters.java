package dev.davit.server.rest.http;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The query of a request URL, decoded, in the order given. */
public record QueryParameters(List<Parameter> all) {

    /** @param value empty for a flag, a name without equals sign */
    public record Parameter(String name, Optional<String> value) {}

    public QueryParameters {
        all = List.copyOf(all);
    }

    public static QueryParameters parse(String rawQuery) {
        var all = new ArrayList<Parameter>();
        for (String item : rawQuery.split("&")) {
            if (!item.isEmpty()) {
                int equals = item.indexOf('=');
                all.add(
                        equals < 0
                                ? new Parameter(decode(item), Optional.empty())
                                : new Parameter(
                                        decode(item.substring(0, equals)),
                                        Optional.of(decode(item.substring(equals + 1)))));
            }
        }
        return new QueryParameters(all);
    }

    public boolean has(String name) {
        return all.stream().anyMatch(p -> p.name().equals(name));
    }

    /** @throws ProblemException 400 when there is another one */
    public void allowOnly(String... names) {
        all.stream()
                .map(Parameter::name)
                .filter(name -> !List.of(names).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ProblemException(ProblemDetails.badRequest(
                            name, "is not a query parameter of this list; there are " + String.join(", ", names)));
                });
    }

    /** The first value of that name; a flag counts as an empty value. */
    public Optional<String> first(String name) {
        return all.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .map(p -> p.value().orElse(""));
    }

    /** All values of that name, those with commas split. */
    public List<String> list(String name) {
        return all.stream()
                .filter(p -> p.name().equals(name))
                .flatMap(p -> p.value().stream())
                .flatMap(v -> List.of(v.split(",")).stream())
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .toList();
    }

    /** Encoded again, only those parameters whose name is wanted. */
    public String encoded(Predicate<String> wanted) {
        return all.stream()
                .filter(p -> wanted.test(p.name()))
                .map(p -> encode(p.name()) + p.value().map(v -> "=" + encode(v)).orElse(""))
                .collect(Collectors.joining("&"));
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemDetails.badRequest("query", "a percent sign must be followed by two hexadecimal digits"), e);
        }
    }
}
