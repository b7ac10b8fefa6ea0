package dev.davit.remote;

import java.util.Optional;

/** As whom to log in, and how to prove it. Its text form shows no secret. */
public record Login(String user, Credential credential) {

    public Login {
        if (user.isEmpty() || user.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a user name must be non-empty and without control characters");
        }
    }

    public static Login withPassword(String user, String password) {
        return new Login(user, new Password(password));
    }

    public static Login withKey(String user, PrivateKey key) {
        return new Login(user, key);
    }

    public sealed interface Credential {}

    /** Sent by the methods "password" and "keyboard-interactive"; also answers sudo when it asks. */
    public record Password(String value) implements Credential {
        @Override
        public String toString() {
            return "password ***";
        }
    }

    /**
     * A key pair; see {@link PrivateKeys#parse}.
     *
     * @param sudoPassword answers sudo when it asks; without one the user must be allowed to use sudo freely
     */
    public record PrivateKey(java.security.KeyPair pair, Optional<String> sudoPassword) implements Credential {
        @Override
        public String toString() {
            return "private key ***";
        }
    }

    Optional<String> sudoPassword() {
        return switch (credential) {
            case Password password -> Optional.of(password.value());
            case PrivateKey key -> key.sudoPassword();
        };
    }

    /** Whether commands run as root without sudo. */
    boolean isRoot() {
        return user.equals("root");
    }
}
