package dev.davit.lab.hot;

import dev.davit.lab.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** str_replace and its stricter kin, str_split, list_join, digest. */
final class TextFunctions {
    private static final Map<String, String> DIGESTS = Map.of(
            "md5", "MD5", "sha1", "SHA-1", "sha224", "SHA-224", "sha256", "SHA-256", "sha384", "SHA-384", "sha512",
            "SHA-512");

    private TextFunctions() {}

    static void addTo(Map<String, Functions.Function> all) {
        all.put("str_replace", (a, s) -> replace("str_replace", a, s, false));
        all.put("str_replace_strict", (a, s) -> replace("str_replace_strict", a, s, true));
        all.put("str_replace_vstrict", (a, s) -> replace("str_replace_vstrict", a, s, true));
        all.put("str_split", TextFunctions::split);
        all.put("list_join", TextFunctions::join);
        all.put("digest", TextFunctions::digest);
    }

    private static Object replace(String function, Object arguments, Scope scope, boolean strict) {
        Map<String, Object> map = Functions.map(function, arguments);
        if (!map.containsKey("template") || !map.containsKey("params")) {
            throw HotException.invalid("\"" + function + "\" syntax should be {template: \"...\", params: {...}}");
        }
        Object template = Functions.resolve(map.get("template"), scope);
        if (!(template instanceof String text)) {
            throw HotException.invalid("\"" + function + "\" template must be a string");
        }
        Map<String, Object> params = Functions.map(function, Functions.resolve(map.get("params"), scope));
        for (String name : params.keySet()) {
            if (strict && !text.contains(name)) {
                throw HotException.invalid("The following params were not found in the template: " + name);
            }
        }
        if (params.isEmpty()) {
            return text;
        }
        // Longest names first and one pass, so that no value is searched for names again.
        Pattern names = Pattern.compile(params.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
        return names.matcher(text).replaceAll(m -> Matcher.quoteReplacement(text(params.get(m.group()))));
    }

    /** Strings as they are, maps and lists as JSON, nothing as nothing. */
    static String text(Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case Map<?, ?> map -> Json.write(map);
            case List<?> list -> Json.write(list);
            case Boolean flag -> flag ? "True" : "False";
            default -> value.toString();
        };
    }

    private static Object split(Object arguments, Scope scope) {
        List<Object> list = Functions.list("str_split", Functions.resolve(arguments, scope));
        if (list.size() < 2) {
            throw HotException.invalid(
                    "Incorrect arguments to \"str_split\" should be: [delim, string, optional index]");
        }
        if (list.get(1) == null) {
            return new ArrayList<>();
        }
        List<String> parts = Arrays.asList(text(list.get(1)).split(Pattern.quote(text(list.getFirst())), -1));
        if (list.size() == 2) {
            return new ArrayList<>(parts);
        }
        int index = Integer.parseInt(text(list.get(2)));
        if (index >= parts.size()) {
            throw HotException.invalid(
                    "Incorrect index to \"str_split\" should be between 0 and " + (parts.size() - 1));
        }
        return parts.get(index);
    }

    private static Object join(Object arguments, Scope scope) {
        List<Object> list = Functions.list("list_join", Functions.resolve(arguments, scope));
        if (list.size() < 2) {
            throw HotException.invalid("Incorrect arguments to \"list_join\" should be: [ <delimiter>, <list> ]");
        }
        StringJoiner joined = new StringJoiner(text(list.getFirst()));
        for (Object strings : list.subList(1, list.size())) {
            if (strings != null) {
                Functions.list("list_join", strings).forEach(each -> joined.add(text(each)));
            }
        }
        return joined.toString();
    }

    private static Object digest(Object arguments, Scope scope) {
        List<Object> list = Functions.list("digest", Functions.resolve(arguments, scope));
        String algorithm = list.size() == 2 ? DIGESTS.get(text(list.getFirst())) : null;
        if (algorithm == null) {
            throw HotException.invalid("Algorithm must be one of "
                    + DIGESTS.keySet().stream().sorted().toList());
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm)
                            .digest(text(list.get(1)).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }
}
