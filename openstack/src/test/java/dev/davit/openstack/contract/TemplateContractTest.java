package dev.davit.openstack.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Heat says about templates before it does anything. */
class TemplateContractTest extends Contract {
    private static final String WITH_PARAMETERS = """
            heat_template_version: 2018-08-31
            parameters:
              length: {type: number, constraints: [{range: {min: 5, max: 9}}]}
              salt: {type: string, default: x}
            resources:
              some: {type: OS::Heat::RandomString, properties: {length: {get_param: length}, salt: {get_param: salt}}}
            """;

    @Test
    void aGoodTemplateIsDescribedByItsParameters() throws Exception {
        JsonNode parameters = validate(WITH_PARAMETERS).path("Parameters");
        assertThat(parameters.propertyNames()).containsExactlyInAnyOrder("length", "salt");
        assertThat(parameters.at("/length/Type").stringValue()).isEqualTo("Number");
        assertThat(parameters.at("/salt/Default").stringValue()).isEqualTo("x");
    }

    @Test
    void anUnknownResourceTypeIsNamed() {
        bad(Stacks.template("  some: {type: OS::Davit::Nothing}\n"), "OS::Davit::Nothing");
    }

    @Test
    void anUnknownPropertyIsNamed() {
        bad(Stacks.template("  some: {type: OS::Heat::RandomString, properties: {colour: red}}\n"), "colour");
    }

    @Test
    void aReferenceToNothingIsNamed() {
        bad(
                Stacks.template("  some: {type: OS::Heat::RandomString, properties: {salt: {get_resource: other}}}\n"),
                "other");
    }

    @Test
    void aMissingPropertyIsNamedWhenTheStackIsToBeMade() {
        // Heat's validation does not look at it: the property could come from a parameter.
        refused(() -> stacks.create(Stacks.template("  some: {type: OS::Neutron::Port}\n")), "network");
    }

    @Test
    void whatIsNoYamlIsRefused() {
        bad("heat_template_version: [", "");
    }

    @Test
    void aMissingVersionIsRefused() {
        bad("resources: {}\n", "version");
    }

    @Test
    void aCircleMakesNoStack() {
        String circle = Stacks.template("""
                  one: {type: OS::Heat::RandomString, properties: {salt: {get_resource: two}}}
                  two: {type: OS::Heat::RandomString, properties: {salt: {get_resource: one}}}
                """);
        // Heat 19 answers 500, others 400.
        assertThatThrownBy(() -> stacks.create(circle))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.status().orElseThrow()).isIn(400, 500));
    }

    @Test
    void aMissingParameterIsNamed() {
        refused(() -> stacks.create(WITH_PARAMETERS), "length");
    }

    @Test
    void aParameterThatBreaksItsConstraintIsNamed() {
        refused(() -> stacks.create(WITH_PARAMETERS, Map.of(), "{\"length\": 20}"), "length");
    }

    @Test
    void aParameterThatTheTemplateDoesNotHaveIsNamed() {
        refused(() -> stacks.create(WITH_PARAMETERS, Map.of(), "{\"length\": 7, \"colour\": \"red\"}"), "colour");
    }

    @Test
    void anImageThatDoesNotExistIsNamed() {
        refused(
                () -> stacks.create(Stacks.template(
                        stacks.server("vm").replace("image: " + cloud.names.image(), "image: davit-no-such-image"))),
                "davit-no-such-image");
    }

    @Test
    void aFlavorThatDoesNotExistIsNamed() {
        refused(
                () -> stacks.create(Stacks.template(
                        stacks.server("vm").replace("flavor: " + cloud.names.flavor(), "flavor: davit-no-flavor"))),
                "davit-no-flavor");
    }

    @Test
    void aNetworkThatDoesNotExistIsNamed() {
        refused(
                () -> stacks.create(Stacks.template(
                        "  cp: {type: OS::Neutron::Port, properties: {network: davit-no-such-network}}\n")),
                "davit-no-such-network");
    }

    @Test
    void aNestedTemplateThatIsNotSentIsNamed() {
        refused(() -> stacks.create(stacks.group(1)), "vdu.yaml");
    }

    private void bad(String template, String named) {
        refused(() -> validate(template), named);
        refused(() -> stacks.create(template), named);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void refused(Work work, String named) {
        Consumer<CloudException> is400 = e -> {
            assertThat(e.status()).as(e.getMessage()).hasValue(400);
            assertThat(e.reason()).contains(named);
        };
        assertThatThrownBy(work::run).isInstanceOfSatisfying(CloudException.class, is400);
    }

    private JsonNode validate(String template) throws InterruptedException {
        var body = JsonMapper.shared().createObjectNode().put("template", template);
        return cloud.call(Service.HEAT, Request.post("/validate", body));
    }
}
