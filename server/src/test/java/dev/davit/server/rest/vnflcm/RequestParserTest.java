package dev.davit.server.rest.vnflcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.operation.LcmRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RequestParserTest {
    /** The guide's parameter file. */
    private static final String GUIDE = """
            {"flavourId": "simple",
             "extVirtualLinks": [{"id": "net0", "resourceId": "f0c82461-36b5-4d86-8322-b0bc19cda65f",
               "extCps": [{"cpdId": "CP1",
                 "cpConfig": [{"cpProtocolData": [{"layerProtocol": "IP_OVER_ETHERNET"}]}]}]}],
             "additionalParams": {"private_registry_installation_param": {
               "ssh_cp_name": "CP1", "ssh_username": "ubuntu", "ssh_password": "ubuntu",
               "proxy": {"http_proxy": "http://user1:password1@host1:port1"}}},
             "vimConnectionInfo": [{"id": "8a3adb69-0784-43c7-833e-aab0b6ab4470",
               "vimId": "8d8373fe-6977-49ff-83ac-7756572ed186", "vimType": "openstack"}]}
            """;

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }

    private static List<String> invalidFields(Runnable parsing) {
        var refused = catchThrowableOfType(ProblemException.class, parsing::run);
        assertThat(refused).isNotNull();
        assertThat(refused.problem().status()).isEqualTo(400);
        return refused.problem().invalid().stream()
                .map(ProblemDetails.Invalid::field)
                .toList();
    }

    @Test
    void theGuidesParameterFileIsUnderstood() {
        LcmRequest.Instantiate request = RequestParser.instantiate(json(GUIDE));
        assertThat(request.flavourId()).isEqualTo("simple");
        ExtVirtualLink link = request.extVirtualLinks().getFirst();
        assertThat(link.resourceId()).isEqualTo("f0c82461-36b5-4d86-8322-b0bc19cda65f");
        assertThat(link.extCps().getFirst().cpdId()).isEqualTo("CP1");
        assertThat(request.vimConnections().getFirst().vimId()).contains("8d8373fe-6977-49ff-83ac-7756572ed186");
        assertThat(request.additionalParams()
                        .at("/private_registry_installation_param/ssh_password")
                        .stringValue())
                .isEqualTo("ubuntu");
    }

    @Test
    void allMistakesAreNamedAtOnceByTheirFullPath() {
        ObjectNode body = json("""
                {"extVirtualLinks": [{"id": "net0", "resourceId": 5, "extCps": [{"cpdId": "CP1", "cpConfig": [
                   {"cpProtocolData": [{"layerProtocol": "TOKEN_RING", "ipOverEthernet": {"macAddress": "x",
                     "ipAddresses": [{"type": "IPV4", "fixedAddresses": ["10.0.0.256", "10.0.0.1"]},
                                     {"type": "IPV6"}]}}]}]}, {"cpdId": "CP2", "cpConfig": []}]}],
                 "vimConnectionInfo": [{"id": "1", "vimType": "openstack"}, {"id": "2", "vimType": "openstack"}]}
                """);
        String data = "extVirtualLinks[0].extCps[0].cpConfig[0].cpProtocolData[0].";
        assertThat(invalidFields(() -> RequestParser.instantiate(body)))
                .containsExactlyInAnyOrder(
                        "flavourId",
                        "extVirtualLinks[0].resourceId",
                        data + "layerProtocol",
                        data + "ipOverEthernet.macAddress",
                        data + "ipOverEthernet.ipAddresses[0].fixedAddresses[0]",
                        data + "ipOverEthernet.ipAddresses[1].fixedAddresses",
                        "extVirtualLinks[0].extCps[1].cpConfig",
                        "vimConnectionInfo");
    }

    @Test
    void refusalsNeverRepeatAValue() {
        ObjectNode body =
                json("{\"flavourId\":\"s\",\"additionalParams\":{\"ssh_password\":\"" + "hidden".repeat(200) + "\"}}");
        assertThatThrownBy(() -> RequestParser.instantiate(body))
                .hasMessageContaining("additionalParams.ssh_password")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void addressesAreReadWithoutANameServer() {
        ObjectNode body = json(
                GUIDE.replace(
                        "\"IP_OVER_ETHERNET\"",
                        "\"IP_OVER_ETHERNET\", \"ipOverEthernet\": {\"ipAddresses\": [{\"type\": \"IPV6\","
                                + " \"fixedAddresses\": [\"2001:db8::1\"]}, {\"type\": \"IPV4\", \"numDynamicAddresses\": \"2\"}]}"));
        var addresses = RequestParser.instantiate(body)
                .extVirtualLinks()
                .getFirst()
                .extCps()
                .getFirst()
                .configs()
                .getFirst()
                .addresses();
        assertThat(addresses.getFirst().fixedAddresses()).containsExactly("2001:db8::1");
        assertThat(addresses.getLast().dynamicAddresses()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1.2.3,false", "localhost,false", "::1,false", "1.2.3.4,true", "fe80::1%eth0,true", "010.0.0.256,false"
    })
    void whatIsNoAddressOfItsTypeIsRefused(String text, boolean version6) {
        assertThatThrownBy(() -> IpLiteral.check(text, version6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void terminateNeedsItsType() {
        assertThat(invalidFields(() -> RequestParser.terminate(json("{\"gracefulTerminationTimeout\":-1}"))))
                .containsExactly("terminationType", "gracefulTerminationTimeout");
        assertThat(RequestParser.terminate(json("{\"terminationType\":\"GRACEFUL\",\"gracefulTerminationTimeout\":5}")))
                .isEqualTo(new LcmRequest.Terminate(true, Optional.of(5), json("{}")));
    }

    @Test
    void healWithoutIdsIsForTheEntireVnf() {
        assertThat(RequestParser.heal(json("{}")).isEntireVnf()).isTrue();
        var id = UUID.randomUUID();
        assertThat(RequestParser.heal(json("{\"vnfcInstanceId\":[\"" + id + "\"]}"))
                        .vnfcInstanceIds())
                .containsExactly(id);
        assertThat(invalidFields(() -> RequestParser.heal(json("{\"vnfcInstanceId\":[\"; reboot\"]}"))))
                .containsExactly("vnfcInstanceId[0]");
    }

    @Test
    void scaleStepsDefaultToOne() {
        assertThat(RequestParser.scale(json("{\"type\":\"SCALE_OUT\",\"aspectId\":\"a\",\"numberOfSteps\":null}"))
                        .numberOfSteps())
                .isEqualTo(1);
        assertThat(invalidFields(() ->
                        RequestParser.scale(json("{\"type\":\"SCALE_OUT\",\"aspectId\":\"a\",\"numberOfSteps\":0}"))))
                .containsExactly("numberOfSteps");
        assertThat(invalidFields(() -> RequestParser.scale(json("{\"type\":\"UP\",\"numberOfSteps\":\"1\"}"))))
                .containsExactly("type", "aspectId", "numberOfSteps");
    }

    @Test
    void modifyResolvesThePackageWhenNoVnfdIdIsGiven() {
        var modify = RequestParser.modify(
                json("{\"vnfPkgId\":\"p\",\"metadata\":{\"gone\":null,\"kept\":\"x\"}}"),
                id -> Optional.of("vnfd of " + id));
        assertThat(modify.vnfdId()).contains("vnfd of p");
        assertThat(modify.metadata()).containsEntry("gone", Optional.empty()).containsEntry("kept", Optional.of("x"));
        assertThat(invalidFields(() -> RequestParser.modify(json("{\"vnfPkgId\":\"p\"}"), id -> Optional.empty())))
                .containsExactly("vnfPkgId");
    }

    @Test
    void createNeedsAUuidAndPrintableTexts() {
        assertThat(invalidFields(() ->
                        CreateParser.parse(json("{\"vnfdId\":\"x\",\"vnfInstanceDescription\":\"bell \\u0007\"}"))))
                .containsExactly("vnfdId", "vnfInstanceDescription");
    }

    @Test
    void shellCharactersArriveAsText() {
        String nasty = "$(reboot); `id` && 'x' \\\" | \\\\";
        var created = CreateParser.parse(
                json("{\"vnfdId\":\"" + UUID.randomUUID() + "\",\"vnfInstanceName\":\"" + nasty + "\"}"));
        assertThat(created.name()).contains("$(reboot); `id` && 'x' \" | \\");
    }

    @Test
    void keysOfKeyValuesAreLimited() {
        assertThat(invalidFields(() -> CreateParser.parse(
                        json("{\"vnfdId\":\"" + UUID.randomUUID() + "\",\"metadata\":{\"a;b\":\"x\"}}"))))
                .containsExactly("metadata");
    }
}
