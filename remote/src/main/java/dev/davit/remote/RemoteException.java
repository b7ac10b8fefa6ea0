package dev.davit.remote;

import java.util.List;

/**
 * What went wrong with a remote host, sorted by what to do about it. Messages name the host and hold no secret. A command
 * that ran and ended with another status than 0 is no exception but a {@link CommandResult}.
 */
public abstract sealed class RemoteException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String host;
    private final String advice;

    private RemoteException(HostAddress host, String message, String advice, Throwable cause) {
        super(message, cause);
        this.host = host.toString();
        this.advice = advice;
    }

    public String host() {
        return host;
    }

    /** What a person can do about it, one sentence. */
    public String advice() {
        return advice;
    }

    /** No SSH server answered in time: try later. */
    public static final class Unreachable extends RemoteException {
        private static final long serialVersionUID = 1L;

        Unreachable(HostAddress host, String reason, Throwable cause) {
            super(
                    host,
                    "no SSH server answers at " + host + ": " + reason,
                    "Check that the machine is running, that its address can be reached from here and that its"
                            + " security groups let TCP port " + host.port() + " in.",
                    cause);
        }
    }

    /** The host refused user name and credential. */
    public static final class AuthenticationFailed extends RemoteException {
        private static final long serialVersionUID = 1L;

        AuthenticationFailed(HostAddress host, Login login, Throwable cause) {
            super(
                    host,
                    "SSH login as '" + login.user() + "' at " + host + " was refused",
                    switch (login.credential()) {
                        case Login.Password p ->
                            "Check user name and password, and that the image lets this user log in with a"
                                    + " password (PasswordAuthentication in sshd_config).";
                        case Login.PrivateKey k ->
                            "Check the user name, and that the public key that belongs to the private key is in"
                                    + " the user's authorized_keys.";
                    },
                    cause);
        }
    }

    /** Another machine than the one that was met before answers: stop. */
    public static final class HostKeyChanged extends RemoteException {
        private static final long serialVersionUID = 1L;

        HostKeyChanged(HostAddress host, String pinned, String offered) {
            super(
                    host,
                    "the host key of " + host + " has changed: known is " + pinned + ", offered was " + offered,
                    "Somebody else may be answering at this address. If the machine was rebuilt on purpose outside of"
                            + " Davit, heal the VNFC, so that its new key is learned.",
                    null);
        }
    }

    /** A command took longer than it may; it and all that it started were ended. */
    public static final class TimedOut extends RemoteException {
        private static final long serialVersionUID = 1L;
        private final String command;
        private final transient List<String> lastLines;

        TimedOut(HostAddress host, String command, java.time.Duration limit, List<String> lastLines, boolean ended) {
            super(
                    host,
                    "the command did not end within " + limit.toSeconds() + " s"
                            + (ended ? " and was ended" : "; trying to end it failed too"),
                    "See its last output; when the machine is only slow, retry.",
                    null);
            this.command = command;
            this.lastLines = List.copyOf(lastLines);
        }

        /** Redacted. */
        public String command() {
            return command;
        }

        /** Redacted. */
        public List<String> lastLines() {
            return lastLines;
        }
    }

    /** The connection broke; whether the command went on is not known. */
    public static final class ConnectionLost extends RemoteException {
        private static final long serialVersionUID = 1L;

        ConnectionLost(HostAddress host, String doing, Throwable cause) {
            super(
                    host,
                    "the connection to " + host + " was lost during: " + doing,
                    "Check the machine and the network to it, then retry.",
                    cause);
        }
    }

    /** The user may not become root with sudo. */
    public static final class RootRefused extends RemoteException {
        private static final long serialVersionUID = 1L;

        RootRefused(HostAddress host, Login login, String reason) {
            super(
                    host,
                    "user '" + login.user() + "' cannot become root at " + host + ": " + reason,
                    "Let the user use sudo, with its login password or without any (cloud images do by default).",
                    null);
        }
    }

    /** A file could not be read or written. */
    public static final class TransferFailed extends RemoteException {
        private static final long serialVersionUID = 1L;

        TransferFailed(HostAddress host, String path, String reason, Throwable cause) {
            super(
                    host,
                    "file " + path + " at " + host + ": " + reason,
                    "Check the file's permissions and the free space on its file system.",
                    cause);
        }
    }
}
