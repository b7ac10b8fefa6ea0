package dev.davit.driver.vm;

/** A TCP port number as people write it. */
public final class Port {
    private Port() {}

    public static int parse(String text) {
        if (text.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw new IllegalArgumentException("is not a number from 1 to 65535");
    }
}
