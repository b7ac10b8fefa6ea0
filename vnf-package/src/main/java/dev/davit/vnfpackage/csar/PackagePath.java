package dev.davit.vnfpackage.csar;

import java.util.regex.Pattern;

/**
 * A file's path inside a VNF package (ETSI GS NFV-SOL004 clause 4): relative, slash-separated, never leaving the package.
 * A leading {@code ./} is dropped, so two spellings of one file are equal.
 *
 * @throws IllegalArgumentException when the text is empty, absolute, has a {@code ..} or empty segment, a backslash or a
 *     control character; the message says which
 */
public record PackagePath(String value) implements Comparable<PackagePath> {
    private static final Pattern FORBIDDEN = Pattern.compile("[\\\\\\p{Cntrl}]");

    public PackagePath {
        while (value.startsWith("./")) {
            value = value.substring(2);
        }
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a path inside the package must not be empty");
        }
        if (value.length() > 1024) {
            throw new IllegalArgumentException("a path inside the package must not exceed 1024 characters");
        }
        if (value.startsWith("/") || value.matches("^[A-Za-z]:.*")) {
            throw new IllegalArgumentException("'" + value + "' is absolute; a path inside the package is relative");
        }
        if (FORBIDDEN.matcher(value).find()) {
            throw new IllegalArgumentException("a path inside the package has no backslash and no control character");
        }
        for (String segment : value.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("'" + value + "' leaves the package or has an empty segment");
            }
        }
    }

    /** The path that {@code relative} names when written in this file, as imports in a VNFD are. */
    public PackagePath sibling(String relative) {
        int slash = value.lastIndexOf('/');
        return new PackagePath(java.nio.file.Path.of(slash < 0 ? "" : value.substring(0, slash))
                .resolve(relative)
                .normalize()
                .toString());
    }

    /** The last segment. */
    public String fileName() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    @Override
    public int compareTo(PackagePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
