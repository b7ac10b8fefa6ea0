package dev.davit.driver.kubernetes.registry;

/** A curl configuration (curl --config -), which goes by standard input because it may hold passwords. */
final class CurlConfig {
    private final StringBuilder text = new StringBuilder();

    CurlConfig flag(String name) {
        text.append(name).append('\n');
        return this;
    }

    /** Values are quoted: quotes and backslashes are protected, and a line end is written as one. */
    CurlConfig option(String name, String value) {
        text.append(name)
                .append(" = \"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append("\"\n");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
