package dev.davit.remote;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What comes on stderr before the command itself starts: greetings, sudo's question for a password, and at last the marker
 * with the process group id.
 */
final class Preamble {
    private static final int LIMIT = 64 * 1024;

    private final String prompt;
    private final Pattern marker;
    private final StringBuilder text = new StringBuilder();
    private int prompts;
    private long processGroup = -1;

    Preamble(String marker, String prompt) {
        this.prompt = prompt;
        this.marker = Pattern.compile(Pattern.quote(marker) + " (\\d+)\n");
    }

    /** Takes more of stderr. @return once the marker has come, what came after it */
    synchronized Optional<byte[]> add(byte[] bytes, int length) {
        // Latin 1 keeps each byte as it is, so that what follows the marker can be handed on unharmed.
        text.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        Matcher found = marker.matcher(text);
        if (found.find()) {
            processGroup = Long.parseLong(found.group(1));
            byte[] rest = text.substring(found.end()).getBytes(StandardCharsets.ISO_8859_1);
            text.setLength(0);
            return Optional.of(rest);
        }
        for (int at = text.indexOf(prompt); at >= 0; at = text.indexOf(prompt)) {
            text.delete(at, at + prompt.length());
            prompts++;
        }
        if (text.length() > LIMIT) {
            text.delete(0, text.length() - LIMIT);
        }
        return Optional.empty();
    }

    /** How often sudo has asked for a password. */
    synchronized int prompts() {
        return prompts;
    }

    /** The command's process group, once it has started. */
    synchronized OptionalLong processGroup() {
        return processGroup < 0 ? OptionalLong.empty() : OptionalLong.of(processGroup);
    }

    /** What the host said, when the command has not started. */
    synchronized List<String> lines() {
        return new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
