package dev.davit.lab.docker;

import java.util.regex.Pattern;

/** @param repository e.g. registry or registry.example:5000/team/registry @param tag e.g. 2 */
record ImageReference(String repository, String tag) {
    private static final Pattern TEXT = Pattern.compile(
            "((?:[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?");

    /** @throws IllegalArgumentException for what is no repository name with or without a tag */
    static ImageReference parse(String text) {
        var matcher = TEXT.matcher(text);
        if (text.length() > 255 || !matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no image name such as registry:2");
        }
        return new ImageReference(matcher.group(1), matcher.group(2) == null ? "latest" : matcher.group(2));
    }

    @Override
    public String toString() {
        return repository + ":" + tag;
    }
}
