package dev.davit.openstack.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The OpenStack services that Davit talks to: how Keystone's catalogue calls them, and the API version that paths are relative to. */
public enum Service {
    KEYSTONE("v3", "identity"),
    HEAT("", "orchestration"),
    GLANCE("v2", "image"),
    NOVA("v2.1", "compute"),
    NEUTRON("v2.0", "network");

    private static final Pattern VERSION = Pattern.compile("v\\d+(\\.\\d+)?");

    private final String version;
    private final List<String> catalogueTypes;

    Service(String version, String... catalogueTypes) {
        this.version = version;
        this.catalogueTypes = List.of(catalogueTypes);
    }

    /** The service types of the catalogue, the preferred one first. */
    public List<String> catalogueTypes() {
        return catalogueTypes;
    }

    /** The name that people know: Heat, Glance, ... */
    public String displayName() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /**
     * The URL that paths are appended to. Clouds differ in whether the catalogue's URL ends with the version
     * ({@code http://cloud:9696/} and {@code http://cloud:9696/v2.0} are both in use); what is missing is added.
     */
    public String baseUrl(String catalogueUrl) {
        String url = withoutTrailingSlash(catalogueUrl.strip());
        boolean versioned =
                Arrays.stream(url.split("/")).anyMatch(s -> VERSION.matcher(s).matches());
        return version.isEmpty() || versioned ? url : url + "/" + version;
    }

    private static String withoutTrailingSlash(String url) {
        return url.endsWith("/") ? withoutTrailingSlash(url.substring(0, url.length() - 1)) : url;
    }
}
