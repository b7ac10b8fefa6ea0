package dev.davit.lab.hot;

/** A template or its input is wrong. The kind is Heat's own name for the error, e.g. StackValidationFailed. */
public final class HotException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String kind;

    public HotException(String kind, String message) {
        super(message);
        this.kind = kind;
    }

    public static HotException invalid(String message) {
        return new HotException("StackValidationFailed", message);
    }

    /** e.g. Property error: : resources.vm.properties: : Unknown Property x */
    public static HotException property(String resource, String path, String message) {
        return invalid("Property error: : resources." + resource + ".properties" + path + ": : " + message);
    }

    public String kind() {
        return kind;
    }
}
