package dev.davit.server.notification;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** LccnSubscription (SOL003 v2.6.1 clause 5.5.2.15). */
public record Subscription(UUID id, String project, URI callbackUri, SubscriptionFilter filter, Instant createdAt) {}
