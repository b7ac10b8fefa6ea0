package dev.davit.openstack.keystone;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A token and what came with it.
 *
 * @param renewAt when to get a new one, by this machine's clock
 * @param roles of the user in the project
 */
record Token(String value, Instant renewAt, Catalogue catalogue, Set<String> roles) {
    /** A stack's create call may take long in Heat, which uses the token for its own calls; so it should not be near its end. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /**
     * When a token that was issued just now should be replaced: five minutes before its end, or after half of its life
     * when that is short. Only the length of the life counts, since the clocks of the two machines may differ.
     */
    static Instant renewAt(Instant now, Duration life) {
        Duration half = life.dividedBy(2);
        Duration used = half.compareTo(MARGIN) < 0 ? half : life.minus(MARGIN);
        return now.plus(used);
    }

    @Override
    public String toString() {
        return "Token[renewAt=" + renewAt + "]";
    }
}
