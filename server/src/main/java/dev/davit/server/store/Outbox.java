package dev.davit.server.store;

import dev.davit.lifecycle.store.LcmNotification;
import org.jdbi.v3.core.Handle;

/** Takes what subscribers are to be told, in the transaction of the change that it tells of. */
public interface Outbox {

    void write(Handle handle, LcmNotification notification);

    /** Tells nobody. */
    Outbox NONE = new Outbox() {
        @Override
        public void write(Handle handle, LcmNotification notification) {
            // Nobody has subscribed.
        }

        @Override
        public void committed() {
            // Nothing was written.
        }
    };

    /** Called after the commit of a transaction that wrote something. */
    void committed();
}
