package dev.davit.cli;

/** What the exit status of {@code davit} says. Part of the interface: scripts rely on it. */
public final class ExitCode {
    public static final int OK = 0;
    /** An operation failed, or the server refused a request for another reason than those below. */
    public static final int FAILED = 1;
    /** The command line or a file given on it makes no sense. Nothing was sent. */
    public static final int USAGE = 2;
    /** There is no such VIM, package, VNF instance, operation or subscription. */
    public static final int NOT_FOUND = 3;
    /** The thing exists, but its state forbids the request now. */
    public static final int CONFLICT = 4;
    /** The server or Keystone cannot be reached, or does not let us in. */
    public static final int NO_ACCESS = 5;

    private ExitCode() {}
}
