package dev.davit.server.notification;

import dev.davit.server.secret.SecretBox;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Delivers what the outbox holds:
 *
 * <ol>
 *   <li>Lease a subscription whose oldest delivery is due; another server leaves it alone meanwhile.
 *   <li>Send its deliveries, oldest first; each that is taken is deleted.
 *   <li>One that is refused is tried again later, ever more slowly, and those after it wait; after a day it is given up.
 * </ol>
 *
 * A crash between sending and deleting sends a notification twice; its id tells.
 */
public final class Deliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /**
     * @param polling how soon retries and deliveries of other servers are seen
     * @param firstDelay before the first retry; doubles from one to the next, up to longestDelay
     * @param giveUpAfter age at which an undelivered notification is dropped
     */
    public record Settings(Duration polling, Duration firstDelay, Duration longestDelay, Duration giveUpAfter) {
        public static final Settings DEFAULT =
                new Settings(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(1));
    }

    private record Leased(UUID id, URI callback, ConsumerAuthentication authentication) {}

    private record Delivery(UUID notificationId, String body, int attempts, boolean old) {}

    private final Jdbi jdbi;
    private final SecretBox secrets;
    private final ConsumerClient client;
    private final Settings settings;
    private final Semaphore work = new Semaphore(0);
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("notification-", 0).factory());
    private final Thread dispatcher;
    private volatile boolean closed;

    private Deliveries(Jdbi jdbi, SecretBox secrets, ConsumerClient client, Settings settings) {
        this.jdbi = jdbi;
        this.secrets = secrets;
        this.client = client;
        this.settings = settings;
        this.dispatcher = Thread.ofVirtual().name("notifications").unstarted(this::dispatch);
    }

    public static Deliveries start(
            Jdbi jdbi, SecretBox secrets, NotificationOutbox outbox, ConsumerClient client, Settings settings) {
        var deliveries = new Deliveries(jdbi, secrets, client, settings);
        outbox.onCommit(deliveries.work::release);
        deliveries.dispatcher.start();
        return deliveries;
    }

    private void dispatch() {
        while (!closed) {
            try {
                lease().forEach(subscription -> senders.execute(() -> sendAll(subscription)));
                work.tryAcquire(settings.polling().toMillis(), TimeUnit.MILLISECONDS);
                work.drainPermits();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("looking for notifications to deliver: {}", e.getMessage());
                work.drainPermits();
                afterTrouble();
            }
        }
    }

    private static void afterTrouble() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Leased> lease() {
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        update lccn_subscription set leased_until = clock_timestamp() + interval '1 minute'
                        where id in (
                            select s.id from lccn_subscription s
                            where (s.leased_until is null or s.leased_until < clock_timestamp())
                                and (select d.next_attempt from lccn_delivery d where d.subscription_id = s.id
                                    order by d.sequence limit 1) <= clock_timestamp()
                            order by s.id limit 50 for update skip locked)
                        returning id, callback_uri, authentication
                        """)
                .map((row, context) -> new Leased(
                        row.getObject("id", UUID.class),
                        URI.create(row.getString("callback_uri")),
                        Subscriptions.readAuthentication(
                                (ObjectNode) secrets.openJson(row.getBytes("authentication")))))
                .list());
    }

    private void sendAll(Leased subscription) {
        try {
            while (!closed && sendNext(subscription)) {
                LOG.trace("notified {}", subscription.callback());
            }
        } catch (RuntimeException e) {
            LOG.warn("notifying {}: {}", subscription.callback(), e.getMessage());
        } finally {
            release(subscription);
        }
    }

    /** @return whether to go on with the next one */
    private boolean sendNext(Leased subscription) {
        var oldest = jdbi.withHandle(handle -> handle.createQuery("""
                        with renewed as (
                            update lccn_subscription set leased_until = clock_timestamp() + interval '1 minute'
                            where id = :subscription returning id)
                        select d.notification_id, d.body::text as body, d.attempts,
                            d.created_at < now() - :maxAge * interval '1 second' as old
                        from lccn_delivery d join renewed on d.subscription_id = renewed.id
                        order by d.sequence limit 1
                        """)
                .bind("subscription", subscription.id())
                .bind("maxAge", settings.giveUpAfter().toSeconds())
                .map((row, context) -> new Delivery(
                        row.getObject("notification_id", UUID.class),
                        row.getString("body"),
                        row.getInt("attempts"),
                        row.getBoolean("old")))
                .findOne());
        if (oldest.isEmpty()) {
            return false;
        }
        Delivery delivery = oldest.get();
        var failure = client.deliver(subscription.callback(), subscription.authentication(), delivery.body());
        if (failure.isPresent() && !delivery.old()) {
            postpone(subscription, delivery, failure.get());
            return false;
        }
        failure.ifPresent(reason -> LOG.warn(
                "giving up notification {} for {}: {}", delivery.notificationId(), subscription.callback(), reason));
        remove(subscription, delivery);
        return true;
    }

    private void remove(Leased subscription, Delivery delivery) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from lccn_delivery where notification_id = :id and subscription_id = :subscription")
                .bind("id", delivery.notificationId())
                .bind("subscription", subscription.id())
                .execute());
    }

    private void postpone(Leased subscription, Delivery delivery, String reason) {
        long delay = Math.min(
                settings.longestDelay().toMillis(),
                settings.firstDelay().toMillis() << Math.min(delivery.attempts(), 20));
        LOG.info("notifying {} failed ({}); again in {} ms", subscription.callback(), reason, delay);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update lccn_delivery set attempts = attempts + 1, last_error = :reason,
                            next_attempt = clock_timestamp() + :delay * interval '1 millisecond'
                        where notification_id = :id and subscription_id = :subscription
                        """)
                .bind("reason", reason)
                .bind("delay", delay)
                .bind("id", delivery.notificationId())
                .bind("subscription", subscription.id())
                .execute());
    }

    private void release(Leased subscription) {
        try {
            jdbi.useHandle(
                    handle -> handle.createUpdate("update lccn_subscription set leased_until = null where id = :id")
                            .bind("id", subscription.id())
                            .execute());
            // Something may have come in after our last look.
            work.release();
        } catch (RuntimeException e) {
            LOG.warn("the lease on subscription {} will have to run out: {}", subscription.id(), e.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        work.release();
        client.close();
        senders.close();
        try {
            dispatcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
