package dev.davit.driver.kubernetes.registry;

/** A curl configuration (curl --config -), which goes by standard input because it may hold passwords. */
final class CurlConfig {
    private final StringBuilder text = new StringBuilder();

    CurlConfig flag(String name) {
        text.append(name).append('\n');
        return this;
    }

    /** Values are quoted: a backslash protects a quote, a backslash and nothing else that can be in them. */
    CurlConfig option(String name, String value) {
        text.append(name)
                .append(" = \"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"\n");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
