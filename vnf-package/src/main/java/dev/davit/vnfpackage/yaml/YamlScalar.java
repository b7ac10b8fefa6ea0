package dev.davit.vnfpackage.yaml;

/**
 * A scalar as it is written. YAML's guess at its type is not used: the descriptor's type definitions say whether
 * {@code 1.0} is a version or a number.
 *
 * @param plain written without quotes
 */
public record YamlScalar(Position position, String text, boolean plain) implements YamlNode {
    private static final int SHOWN = 60;

    @Override
    public boolean isNull() {
        return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }

    @Override
    public String describe() {
        if (isNull()) {
            return "nothing";
        }
        return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "'";
    }
}
