package dev.davit.remote;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Remembers the public key of each machine that was met, by {@link HostAddress#identity}. Safe for several threads. */
public interface HostKeys {

    /** The key in OpenSSH form ("ssh-ed25519 AAAA…"), when the machine was met before. */
    Optional<String> of(String identity);

    /** Remembers a key unless there is one already. Durable when it returns. */
    void learn(String identity, String key);

    /** Forgets a machine that is gone for good; no effect when it is not known. */
    void forget(String identity);

    /** Remembers until the process ends. */
    static HostKeys inMemory() {
        ConcurrentMap<String, String> keys = new ConcurrentHashMap<>();
        return new HostKeys() {
            @Override
            public Optional<String> of(String identity) {
                return Optional.ofNullable(keys.get(identity));
            }

            @Override
            public void learn(String identity, String key) {
                keys.putIfAbsent(identity, key);
            }

            @Override
            public void forget(String identity) {
                keys.remove(identity);
            }
        };
    }
}
