package dev.davit.server.rest.vnflcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.server.notification.ConsumerAuthentication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SubscriptionParserTest {
    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }

    @Test
    void aFilterIsShownAsItWasGiven() {
        String filter = """
                {"vnfInstanceSubscriptionFilter": {"vnfProductsFromProviders": [{"vnfProvider": "Company", "vnfProducts":
                  [{"vnfProductName": "Sample", "versions": [{"vnfSoftwareVersion": "1.0", "vnfdVersions": ["1.0"]}]}]}]},
                 "notificationTypes": ["VnfLcmOperationOccurrenceNotification"], "operationStates": ["COMPLETED"]}""";
        var wanted =
                SubscriptionParser.parse(json("{\"callbackUri\": \"http://nfvo/cb\", \"filter\": " + filter + "}"));
        assertThat(SubscriptionParser.view(wanted.filter())).isEqualTo(json(filter));
    }

    @Test
    void withoutAuthenticationThereIsNone() {
        assertThat(SubscriptionParser.parse(json("{\"callbackUri\": \"http://nfvo/cb\"}"))
                        .authentication())
                .isEqualTo(new ConsumerAuthentication.None());
    }

    @Test
    void anUnknownStateNamesItsMember() {
        assertThatThrownBy(() -> SubscriptionParser.parse(
                        json("{\"callbackUri\": \"http://nfvo/cb\", \"filter\": {\"operationStates\": [\"DONE\"]}}")))
                .hasMessageContaining("filter.operationStates[0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h/token", "token", "http:///token", "http://u:p@h/token", "file:///etc/passwd"})
    void tokensAreFetchedFromWebAddressesOnly(String endpoint) {
        assertThatThrownBy(() -> SubscriptionParser.parse(json("{\"callbackUri\": \"http://nfvo/cb\","
                        + "\"authentication\": {\"paramsOauth2ClientCredentials\": {\"clientId\": \"c\","
                        + "\"clientPassword\": \"p\", \"tokenEndpoint\": \"" + endpoint + "\"}}}")))
                .hasMessageContaining("authentication.paramsOauth2ClientCredentials.tokenEndpoint");
    }

    @Test
    void theCallbackIsRequired() {
        assertThatThrownBy(() -> SubscriptionParser.parse(json("{}"))).hasMessageContaining("callbackUri");
    }
}
