package dev.davit.lab.http;

/** The APIs of the lab and the shapes of their errors. */
public enum Service {
    IDENTITY("/identity"),
    ORCHESTRATION("/heat"),
    COMPUTE("/compute"),
    NETWORK("/network"),
    IMAGE("/image"),
    VOLUME("/volume"),
    LAB("/lab");

    private final String prefix;

    Service(String prefix) {
        this.prefix = prefix;
    }

    /** First segment of its paths. */
    public String prefix() {
        return prefix;
    }

    /** The service that owns a path; LAB for what nobody owns. */
    public static Service of(String path) {
        for (Service service : values()) {
            if (path.startsWith(service.prefix + "/") || path.equals(service.prefix)) {
                return service;
            }
        }
        return LAB;
    }
}
