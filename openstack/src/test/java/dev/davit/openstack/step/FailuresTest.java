package dev.davit.openstack.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.plan.StepFailedException.Failure;
import dev.davit.openstack.OpenStackSettings;
import dev.davit.openstack.Vims;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.Stack;
import dev.davit.openstack.client.StackRef;
import dev.davit.openstack.http.Pause;
import dev.davit.openstack.http.TinyCloud;
import dev.davit.openstack.http.TinyCloud.Answer;
import dev.davit.openstack.keystone.Sessions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reasons as Nova, Neutron, Cinder and Heat word them. */
class FailuresTest {
    private final TinyCloud server = new TinyCloud();
    private final Sessions sessions = new Sessions(OpenStackSettings.DEFAULT);
    private final Heat heat = new Cloud(
                    sessions.of(Vims.withPassword(server.url() + "/identity", "secret")),
                    Optional.empty(),
                    Pause.blocking())
            .heat();

    @AfterEach
    void stop() {
        sessions.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Forbidden: resources.VDU1: Quota exceeded for cores: Requested 2, but already used 19 of 20 cores (HTTP 403) | Raise the project's quota
            OverQuotaClient: resources.CP1: Quota exceeded for resources: ['port']. | Raise the project's quota
            OverLimit: resources.data: VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota. (HTTP 413) | Raise the project's quota
            ResourceInError: resources.VDU1: Went to status ERROR due to "Message: No valid host was found. , Code: 500" | No compute host can take the server
            Conflict: resources.CP1: IP address 10.0.0.5 already allocated in subnet 1 | is in use
            IpAddressGenerationFailureClient: resources.CP1: No more IP addresses available on network n. | The network has no free address
            BadRequest: resources.CP1: Invalid input for operation: IP address 10.9.0.1 is not a valid IP for the specified subnet. | does not belong to the network's subnets
            BadRequest: resources.VDU1: Flavor's disk is too small for requested image. | The flavor is too small for the image
            StackValidationFailed: resources.VDU1: Property error: VDU1.Properties.flavor: Error validating value 'm9': The Flavor ID (m9) could not be found. | does not exist in the VIM
            CREATE aborted (Task create from AutoScalingGroup "workers" Stack "s" timed out) | did not get it done in time
            Forbidden: resources.f: Policy doesn't allow os_compute_api:os-flavor-manage to be performed. (HTTP 403) | give it the role
            Forbidden: resources.CP1: (rule:create_port and (rule:create_port:allowed_address_pairs)) is disallowed by policy | up to the network's owner
            something new | Mend the cause in the VIM
            """)
    void eachReasonComesWithWhatToDo(String reason, String advice) {
        assertThat(Advice.about(reason)).contains(advice);
    }

    @Test
    void theInnermostFailedResourceIsNamedWithItsOwnReason() throws Exception {
        answer("""
                {"resources": [
                  {"resource_name": "workers", "resource_type": "OS::Heat::AutoScalingGroup", "physical_resource_id": "nested",
                   "resource_status": "CREATE_FAILED", "resource_status_reason": "resources.workers: CREATE failed", "links": []},
                  {"resource_name": "worker", "resource_type": "OS::Nova::Server", "physical_resource_id": "",
                   "resource_status": "CREATE_FAILED", "resource_status_reason": "Quota exceeded for cores", "links": [
                     {"rel": "stack", "href": "http://h/v1/p/stacks/inner/nested"}]}]}""", "{\"events\": []}");

        Failure failure = Failures.of(failed("Resource CREATE failed"), heat).failure();

        assertThat(failure.what())
                .isEqualTo(
                        "stack vnf is CREATE_FAILED: worker (OS::Nova::Server) CREATE_FAILED: Quota exceeded for cores");
        assertThat(failure.output()).hasSize(1);
        assertThat(failure.advice().orElseThrow()).contains("quota");
    }

    @Test
    void whenNothingFailedButTheTimeWasUpTheEventsAndWhatWasGoingOnAreTold() throws Exception {
        answer("""
                {"resources": [
                  {"resource_name": "VDU1", "resource_type": "OS::Nova::Server", "physical_resource_id": "s",
                   "resource_status": "CREATE_IN_PROGRESS", "resource_status_reason": "state changed", "links": []}]}""", """
                {"events": [
                  {"resource_name": "vnf", "resource_status": "CREATE_FAILED", "resource_status_reason": "Timed out"},
                  {"resource_name": "CP1", "resource_status": "DELETE_FAILED", "resource_status_reason": "port is busy"},
                  {"resource_name": "VDU1", "resource_status": "CREATE_IN_PROGRESS", "resource_status_reason": ""}]}""");

        Failure failure = Failures.of(failed("Timed out"), heat).failure();

        assertThat(failure.output())
                .containsExactly(
                        "CP1 DELETE_FAILED: port is busy", "VDU1 (OS::Nova::Server) CREATE_IN_PROGRESS: state changed");
    }

    private void answer(String resources, String events) {
        server.handler = call -> Answer.of(200, call.uri().contains("/events") ? events : resources);
    }

    private static Stack failed(String reason) {
        return new Stack(new StackRef("vnf", "id"), "CREATE_FAILED", reason, "", Set.of());
    }
}
