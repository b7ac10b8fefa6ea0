package dev.davit.server.notification;

import dev.davit.lifecycle.store.LcmNotification;
import dev.davit.server.store.Outbox;
import dev.davit.server.store.StorableJson;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;

/** Writes one delivery per matching subscription, in the transaction of the change. */
public final class NotificationOutbox implements Outbox {
    private final NotificationBody body;
    private final AtomicBoolean written = new AtomicBoolean();
    private final AtomicReference<Runnable> wakeUp = new AtomicReference<>(() -> {});

    public NotificationOutbox(NotificationBody body) {
        this.body = body;
    }

    void onCommit(Runnable action) {
        wakeUp.set(action);
    }

    @Override
    public void write(Handle handle, LcmNotification notification) {
        List<Subscription> subscriptions = handle.createQuery(
                        "select * from lccn_subscription where project = :project")
                .bind("project", notification.instance().project())
                .map((row, context) -> Subscriptions.read(row))
                .list();
        UUID id = UUID.randomUUID();
        for (Subscription subscription : subscriptions) {
            if (subscription.filter().matches(notification)) {
                handle.createUpdate("""
                                insert into lccn_delivery (notification_id, subscription_id, body, created_at, next_attempt)
                                values (:id, :subscription, :body::jsonb, :created, now())
                                """)
                        .bind("id", id)
                        .bind("subscription", subscription.id())
                        .bind("body", StorableJson.of(body.json(id, subscription.id(), notification)))
                        .bind("created", notification.time().atOffset(ZoneOffset.UTC))
                        .execute();
                written.set(true);
            }
        }
    }

    @Override
    public void committed() {
        if (written.getAndSet(false)) {
            wakeUp.get().run();
        }
    }
}
