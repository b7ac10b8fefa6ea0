package dev.davit.bench;

/** One measured number. @param goal what it has to keep to @param value as measured, with its unit @param kept whether it does */
record Row(String what, String goal, String value, boolean kept) {
    String markdown() {
        return "| %s | %s | %s | %s |".formatted(what, goal, value, kept ? "yes" : "**no**");
    }
}
