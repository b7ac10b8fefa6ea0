package dev.davit.cli;

import dev.davit.cli.output.Json;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Finds what people call by its name, by its id or by the beginning of its id. */
public final class Names {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern BEGINNING = Pattern.compile("[0-9a-fA-F-]{4,}");

    private Names() {}

    public static boolean isId(String text) {
        return UUID.matcher(text).matches();
    }

    /**
     * @param kind what it is, for messages: "VNF instance"
     * @param listCommand how to see what there is
     * @param nameMembers members that count as a name
     * @return the one that the text means
     */
    public static JsonNode find(
            List<JsonNode> all, String text, String kind, String listCommand, List<String> nameMembers) {
        List<JsonNode> named = all.stream()
                .filter(one -> Json.text(one, "id").equals(text)
                        || nameMembers.stream()
                                .anyMatch(member -> Json.text(one, member).equals(text)))
                .toList();
        if (named.isEmpty() && BEGINNING.matcher(text).matches()) {
            named = all.stream()
                    .filter(one -> Json.text(one, "id").startsWith(text))
                    .toList();
        }
        if (named.isEmpty()) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "There is no " + kind + " '" + text + "'.",
                    "'" + listCommand + "' shows what there is.");
        }
        if (named.size() > 1) {
            throw CliException.usage(
                    "'" + text + "' may mean any of " + named.size() + " " + kind + "s; give the id of one:",
                    named.stream().map(one -> Json.text(one, "id")).toArray(String[]::new));
        }
        return named.getFirst();
    }
}
