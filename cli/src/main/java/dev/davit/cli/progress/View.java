package dev.davit.cli.progress;

import java.time.Instant;

/** Shows an operation that is being followed. Calls come one at a time. */
interface View extends AutoCloseable {

    void event(Event event);

    /** Time went by. */
    void tick(Instant now);

    /** The connection is gone and will be tried again. */
    void reconnecting(String reason);

    /** Nothing more will come; leaves the terminal tidy. */
    @Override
    void close();
}
