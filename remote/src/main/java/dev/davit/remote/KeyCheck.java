package dev.davit.remote;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** Compares the key that a host offers with the one that is known. One per connection attempt; travels with it. */
final class KeyCheck {
    static final AttributeKey<KeyCheck> ATTRIBUTE = new AttributeKey<>();

    private final Optional<String> known;
    private volatile Optional<PublicKey> offered = Optional.empty();

    KeyCheck(Optional<String> known) {
        this.known = known;
    }

    static boolean verify(ClientSession session, SocketAddress address, PublicKey key) {
        KeyCheck check = session.getConnectionContext().getAttribute(ATTRIBUTE);
        check.offered = Optional.of(key);
        return !check.refused();
    }

    boolean refused() {
        return known.isPresent() && offered().isPresent() && !known.equals(offered());
    }

    Optional<String> offered() {
        return offered.map(PublicKeyEntry::toString);
    }

    String offeredFingerprint() {
        return offered.map(KeyUtils::getFingerPrint).orElse("none");
    }

    String pinned() {
        return known.map(key -> {
                    try {
                        return KeyUtils.getFingerPrint(PublicKeyEntry.parsePublicKeyEntry(key)
                                .resolvePublicKey(null, java.util.Map.of(), null));
                    } catch (java.io.IOException | java.security.GeneralSecurityException e) {
                        return key;
                    }
                })
                .orElse("none");
    }
}
