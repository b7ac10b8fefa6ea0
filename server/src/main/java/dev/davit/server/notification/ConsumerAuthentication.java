package dev.davit.server.notification;

import java.net.URI;

/** How Davit proves itself to a subscriber (SubscriptionAuthentication, SOL003 v2.6.1 clause 4.4.1.5); never shown again. */
public sealed interface ConsumerAuthentication {

    record None() implements ConsumerAuthentication {}

    record Basic(String userName, String password) implements ConsumerAuthentication {
        @Override
        public String toString() {
            return "Basic[***]";
        }
    }

    /** OAuth 2.0 client credentials grant (RFC 6749 clause 4.4). */
    record ClientCredentials(String clientId, String clientPassword, URI tokenEndpoint)
            implements ConsumerAuthentication {
        @Override
        public String toString() {
            return "ClientCredentials[***]";
        }
    }
}
