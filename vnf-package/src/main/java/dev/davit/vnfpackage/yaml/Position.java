package dev.davit.vnfpackage.yaml;

/** Where something is written. @param line 1-based */
public record Position(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
