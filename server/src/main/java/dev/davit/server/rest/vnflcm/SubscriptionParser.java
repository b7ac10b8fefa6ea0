package dev.davit.server.rest.vnflcm;

import dev.davit.lifecycle.operation.LcmOperation;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.server.notification.ConsumerAuthentication;
import dev.davit.server.notification.SubscriptionFilter;
import dev.davit.server.notification.SubscriptionFilter.Product;
import dev.davit.server.notification.SubscriptionFilter.Provider;
import dev.davit.server.notification.SubscriptionFilter.Version;
import dev.davit.server.rest.http.ApiRequest;
import dev.davit.server.rest.json.Fields;
import dev.davit.server.rest.json.Violations;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads LccnSubscriptionRequest (SOL003 v2.6.1 clause 5.5.2.14), and writes its filter back. */
final class SubscriptionParser {
    private static final int MAX_TEXT = 255;
    private static final Set<String> TYPES =
            Set.of(SubscriptionFilter.OCCURRENCE, SubscriptionFilter.CREATION, SubscriptionFilter.DELETION);

    private SubscriptionParser() {}

    record Wanted(URI callbackUri, SubscriptionFilter filter, ConsumerAuthentication authentication) {}

    static Wanted parse(ObjectNode body) {
        var violations = new Violations();
        Fields request = Fields.of(body, violations);
        URI callback = uri(request, "callbackUri");
        SubscriptionFilter filter = filter(request.fields("filter"));
        ConsumerAuthentication authentication = authentication(request);
        violations.throwIfAny();
        return new Wanted(callback, filter, authentication);
    }

    private static URI uri(Fields fields, String name) {
        String text = fields.requiredText(name, MAX_TEXT);
        try {
            URI uri = URI.create(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (text.isEmpty() || web && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        fields.refuse(name, "must be an http or https URL without user and password");
        return URI.create("");
    }

    private static SubscriptionFilter filter(Fields filter) {
        Fields instances = filter.fields("vnfInstanceSubscriptionFilter");
        List<String> types = filter.parsed(
                "notificationTypes", "one of " + TYPES.stream().sorted().toList(), text -> {
                    if (!TYPES.contains(text)) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                });
        List<LcmOperation> operations = filter.parsed("operationTypes", "an LCM operation", LcmOperation::valueOf);
        List<OperationState> states = filter.parsed("operationStates", "an operation state", OperationState::valueOf);
        if (!types.isEmpty()
                && !types.contains(SubscriptionFilter.OCCURRENCE)
                && !(operations.isEmpty() && states.isEmpty())) {
            filter.refuse(
                    "notificationTypes",
                    "must have " + SubscriptionFilter.OCCURRENCE + " when there are operationTypes or operationStates");
        }
        List<String> vnfds = instances.texts("vnfdIds", MAX_TEXT);
        List<Provider> providers = instances.objects("vnfProductsFromProviders").stream()
                .map(SubscriptionParser::provider)
                .toList();
        if (!vnfds.isEmpty() && !providers.isEmpty()) {
            instances.refuse("vnfdIds", "must not be given together with vnfProductsFromProviders");
        }
        List<UUID> ids = instances.parsed(
                "vnfInstanceIds", "a UUID", text -> ApiRequest.uuid(text).orElseThrow(IllegalArgumentException::new));
        return new SubscriptionFilter(
                Set.copyOf(types),
                Set.copyOf(operations),
                Set.copyOf(states),
                Set.copyOf(vnfds),
                providers,
                Set.copyOf(ids),
                Set.copyOf(instances.texts("vnfInstanceNames", MAX_TEXT)));
    }

    private static Provider provider(Fields fields) {
        return new Provider(
                fields.requiredText("vnfProvider", MAX_TEXT),
                fields.objects("vnfProducts").stream()
                        .map(SubscriptionParser::product)
                        .toList());
    }

    private static Product product(Fields fields) {
        return new Product(
                fields.requiredText("vnfProductName", MAX_TEXT),
                fields.objects("versions").stream()
                        .map(SubscriptionParser::version)
                        .toList());
    }

    private static Version version(Fields fields) {
        return new Version(fields.requiredText("vnfSoftwareVersion", MAX_TEXT), fields.texts("vnfdVersions", MAX_TEXT));
    }

    private static ConsumerAuthentication authentication(Fields request) {
        if (request.value("authentication").isEmpty()) {
            return new ConsumerAuthentication.None();
        }
        Fields authentication = request.fields("authentication");
        Optional<String> unsupported = authentication.texts("authType", MAX_TEXT).stream()
                .filter(type -> !Set.of("BASIC", "OAUTH2_CLIENT_CREDENTIALS").contains(type))
                .findFirst();
        if (unsupported.isPresent()) {
            authentication.refuse("authType", "must be BASIC or OAUTH2_CLIENT_CREDENTIALS");
        }
        if (authentication.has("paramsBasic")) {
            Fields basic = authentication.fields("paramsBasic");
            return new ConsumerAuthentication.Basic(
                    basic.requiredText("userName", MAX_TEXT), basic.requiredText("password", MAX_TEXT));
        }
        if (authentication.has("paramsOauth2ClientCredentials")) {
            Fields oauth = authentication.fields("paramsOauth2ClientCredentials");
            return new ConsumerAuthentication.ClientCredentials(
                    oauth.requiredText("clientId", MAX_TEXT),
                    oauth.requiredText("clientPassword", MAX_TEXT),
                    uri(oauth, "tokenEndpoint"));
        }
        authentication.refuse("paramsBasic", "or paramsOauth2ClientCredentials is required");
        return new ConsumerAuthentication.None();
    }

    static ObjectNode view(SubscriptionFilter filter) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode instances = JsonNodeFactory.instance.objectNode();
        array(instances, "vnfdIds", filter.vnfdIds());
        if (!filter.vnfProductsFromProviders().isEmpty()) {
            ArrayNode providers = instances.putArray("vnfProductsFromProviders");
            filter.vnfProductsFromProviders().forEach(provider -> view(providers.addObject(), provider));
        }
        array(instances, "vnfInstanceIds", filter.vnfInstanceIds());
        array(instances, "vnfInstanceNames", filter.vnfInstanceNames());
        if (!instances.isEmpty()) {
            node.set("vnfInstanceSubscriptionFilter", instances);
        }
        array(node, "notificationTypes", filter.notificationTypes());
        array(node, "operationTypes", filter.operationTypes());
        array(node, "operationStates", filter.operationStates());
        return node;
    }

    private static void view(ObjectNode node, Provider provider) {
        node.put("vnfProvider", provider.vnfProvider());
        ArrayNode products = node.putArray("vnfProducts");
        for (Product product : provider.products()) {
            ObjectNode entry = products.addObject().put("vnfProductName", product.vnfProductName());
            ArrayNode versions = entry.putArray("versions");
            for (Version version : product.versions()) {
                array(
                        versions.addObject().put("vnfSoftwareVersion", version.vnfSoftwareVersion()),
                        "vnfdVersions",
                        version.vnfdVersions());
            }
        }
    }

    private static void array(ObjectNode node, String name, Collection<?> values) {
        if (!values.isEmpty()) {
            ArrayNode array = node.putArray(name);
            values.stream().map(Object::toString).sorted().forEach(array::add);
        }
    }
}
