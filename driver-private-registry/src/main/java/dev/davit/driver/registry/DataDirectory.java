package dev.davit.driver.registry;

import java.util.regex.Pattern;

/** Where the registry keeps its images on the VM. */
record DataDirectory(String path) {
    static final DataDirectory DEFAULT = new DataDirectory("/var/lib/davit-registry");

    private static final Pattern SHAPE = Pattern.compile("(?:/[A-Za-z0-9_][A-Za-z0-9._-]*+){2,}+");

    /** @throws IllegalArgumentException saying what is expected */
    static DataDirectory parse(String text) {
        if (text.length() > 255 || !SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be an absolute path of at least two segments with letters, digits, '.', '_' and '-',"
                            + " for example /srv/registry");
        }
        return new DataDirectory(text);
    }
}
