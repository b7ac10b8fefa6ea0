package dev.davit.server.rest.http;

import io.helidon.http.Method;

/**
 * A method on a path.
 *
 * @param path segments are literal or {@code {name}}; a last segment {@code {+name}} takes the rest of the path
 */
public record Route(Method method, String path, Access access, Handler handler) {

    public static Route open(Method method, String path, Handler handler) {
        return new Route(method, path, Access.OPEN, handler);
    }

    public static Route anyRole(Method method, String path, Handler handler) {
        return new Route(method, path, Access.ANY_ROLE, handler);
    }

    public static Route read(String path, Handler handler) {
        return new Route(Method.GET, path, Access.READ, handler);
    }

    public static Route change(Method method, String path, Handler handler) {
        return new Route(method, path, Access.CHANGE, handler);
    }
}
