package dev.davit.openstack.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.openstack.Flavours;
import dev.davit.openstack.OpenStackSettings;
import dev.davit.openstack.OpenStackVim;
import dev.davit.openstack.Vims;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Pause;
import dev.davit.openstack.http.Reply;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import dev.davit.openstack.http.Transport;
import dev.davit.openstack.keystone.Sessions;
import dev.davit.openstack.keystone.VimAccess;
import dev.davit.openstack.step.FakeImageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class IdentityContractTest extends Contract {

    @Test
    void aVimIsRegisteredWithItsRegions() throws Exception {
        try (var port = new OpenStackVim(new FakeImageStore())) {
            assertThat(port.check(cloud.vim)).contains(cloud.region());
        }
    }

    @Test
    void theCatalogueNamesEachServiceInTheRegion() throws Exception {
        var catalogue = cloud.session().catalogue(Pause.blocking());
        for (Service service : Service.values()) {
            assertThat(catalogue.url(service, Optional.of(cloud.region())))
                    .as(service.name())
                    .isPresent();
        }
    }

    @Test
    void theUserHasRolesInTheProject() throws Exception {
        assertThat(cloud.session().roles(Pause.blocking())).isNotEmpty();
    }

    @Test
    void aTokenSaysHowLongItLives() throws Exception {
        JsonNode token = logIn(cloud.vim).json().path("token");
        var life = Duration.between(
                Instant.parse(token.path("issued_at").stringValue()),
                Instant.parse(token.path("expires_at").stringValue()));
        assertThat(life).isPositive();
    }

    @Test
    void anotherTokenIsTakenWhenTheFirstOneHasExpired() throws Exception {
        var now = new AtomicReference<>(Instant.now());
        var logins = new AtomicInteger();
        var settings = OpenStackSettings.DEFAULT
                .withClock(now::get)
                .withObserver(
                        (service, method, path, status, took) -> logins.addAndGet(path.equals("/auth/tokens") ? 1 : 0));
        try (var own = new Sessions(settings)) {
            var cloudLater = new Cloud(own.of(cloud.vim), cloud.names.region(), Pause.blocking());
            assertThat(cloudLater.nova().flavors()).isNotEmpty();
            assertThat(cloudLater.nova().flavors()).isNotEmpty();
            assertThat(logins).hasValue(1);
            now.updateAndGet(n -> n.plus(Duration.ofDays(30)));
            assertThat(cloudLater.nova().flavors()).isNotEmpty();
            assertThat(logins).hasValue(2);
        }
    }

    @Test
    void aWrongPasswordIsRefusedNamingAuthCred() {
        refused(password("no-such-password", cloud.vim.vimProject().toString()));
    }

    @Test
    void anUnknownProjectIsRefusedNamingAuthCred() {
        refused(password(cloud.vim.authCred().path("password").asString("x"), "{\"name\": \"davit-no-such-project\"}"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"HEAT", "GLANCE", "NOVA", "NEUTRON"})
    void anUnknownTokenIs401(Service service) throws Exception {
        String path = Map.of(
                        Service.HEAT, "/stacks",
                        Service.GLANCE, "/images",
                        Service.NOVA, "/servers",
                        Service.NEUTRON, "/networks")
                .get(service);
        var url = service.baseUrl(cloud.session()
                .catalogue(Pause.blocking())
                .url(service, cloud.names.region())
                .orElseThrow());
        try (var transport = transport(cloud.vim)) {
            var reply = transport.send(
                    service, url, Request.get(path), Map.of("X-Auth-Token", "gAAAAA-nobody"), Pause.blocking());
            assertThat(reply.status()).isEqualTo(401);
        }
    }

    @Test
    void aRevokedTokenIsNotValidAnyMore() throws Exception {
        String revoked =
                logIn(cloud.vim).headers().firstValue("X-Subject-Token").orElseThrow();
        String other = logIn(cloud.vim).headers().firstValue("X-Subject-Token").orElseThrow();
        assertThat(tokens(Request.delete("/auth/tokens"), other, revoked).status())
                .isEqualTo(204);
        assertThat(tokens(Request.get("/auth/tokens"), other, revoked).status()).isEqualTo(404);
        assertThat(tokens(Request.get("/auth/tokens"), revoked, other).status()).isEqualTo(401);
    }

    @Test
    void anOwnTokenCanBeValidated() throws Exception {
        var reply = logIn(cloud.vim);
        String token = reply.headers().firstValue("X-Subject-Token").orElseThrow();
        assertThat(tokens(Request.get("/auth/tokens"), token, token)
                        .json()
                        .at("/token/project/id")
                        .stringValue())
                .isEqualTo(reply.json().at("/token/project/id").stringValue());
        assertThat(tokens(Request.get("/auth/tokens"), token, "gAAAAA-nobody").status())
                .isEqualTo(404);
    }

    @Test
    void anApplicationCredentialLogsInToItsProject() throws Exception {
        var vim = applicationCredential();
        try (var port = new OpenStackVim(new FakeImageStore())) {
            assertThat(port.check(vim)).contains(cloud.region());
        }
        assertThat(logIn(vim).json().at("/token/project/id"))
                .isEqualTo(logIn(cloud.vim).json().at("/token/project/id"));
    }

    @Test
    void anApplicationCredentialThatIsUnknownIsRefused() {
        refused(Vims.vim(cloud.vim.authUrl(), """
                {"application_credential_id": "0123456789abcdef0123456789abcdef",
                 "application_credential_secret": "x"}""", "{}"));
    }

    /** Heat makes a trust for each stack; Zed's Keystone lets no application credential do that, other releases may. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anApplicationCredentialMakesAStackOrNothing(boolean unrestricted) throws Exception {
        var delegate = delegate(applicationCredential(unrestricted));
        String name = CloudUnderTest.unique();
        try {
            stacks.complete(new Stacks(delegate)
                    .create(name, Stacks.template("  some: {type: OS::Heat::RandomString}\n"), Map.of(), "{}"));
        } catch (CloudException e) {
            assertThat(e.status()).as(e.getMessage()).hasValue(500);
            assertThat(e.reason()).contains("RemoteError");
            assertThat(cloud.look().heat().find(name)).isEmpty();
        }
    }

    @Test
    void aVnfThatAnApplicationCredentialCannotMakeComesWithAdvice() throws Exception {
        var delegate = delegate(applicationCredential());
        var flavour = Flavours.oneVdu(
                "VDU", Flavours.SMALL, Optional.of(cloud.names.flavor()), Flavours.image(cloud.names.image()));
        try {
            new VnfSite(delegate, new Stacks(delegate), UUID.randomUUID(), flavour).instantiate();
        } catch (StepFailedException e) {
            assertThat(e.failure().advice().orElseThrow())
                    .contains("application credential")
                    .contains("user and password");
        }
    }

    /** The same cloud for somebody else. */
    private CloudUnderTest delegate(RegisteredVim vim) {
        var delegate = new CloudUnderTest(vim, cloud.names, cloud.sessions, cloud.pollMillis);
        cloud.afterwards(delegate::close);
        return delegate;
    }

    private RegisteredVim applicationCredential() throws Exception {
        return applicationCredential(false);
    }

    private RegisteredVim applicationCredential(boolean unrestricted) throws Exception {
        String user = logIn(cloud.vim).json().at("/token/user/id").stringValue();
        JsonNode made = cloud.post(Service.KEYSTONE, "/users/" + user + "/application_credentials", """
                {"application_credential": {"name": "%s", "unrestricted": %s}}""".formatted(
                                CloudUnderTest.unique(), unrestricted))
                .path("application_credential");
        String id = made.path("id").stringValue();
        cloud.afterwards(() -> cloud.delete(Service.KEYSTONE, "/users/" + user + "/application_credentials/" + id));
        return Vims.vim(
                cloud.vim.authUrl(),
                "{\"application_credential_id\": \"%s\", \"application_credential_secret\": \"%s\"}"
                        .formatted(id, made.path("secret").stringValue()),
                "{}");
    }

    private void refused(RegisteredVim vim) {
        try (var port = new OpenStackVim(new FakeImageStore())) {
            assertThatThrownBy(() -> port.check(vim))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("auth_cred");
        }
    }

    private RegisteredVim password(String password, String project) {
        var cred = cloud.vim.authCred().deepCopy();
        cred.put("password", password).put("username", cred.path("username").asString("demo"));
        cred.remove("application_credential_id");
        cred.remove("application_credential_secret");
        return Vims.vim(cloud.vim.authUrl(), cred.toString(), project);
    }

    private Reply logIn(RegisteredVim vim) throws Exception {
        var access = VimAccess.of(vim);
        var request = Request.post("/auth/tokens", access.auth());
        try (var transport = transport(vim)) {
            var reply = transport.send(Service.KEYSTONE, access.keystoneUrl(), request, Map.of(), Pause.blocking());
            if (!reply.isSuccess()) {
                throw CloudException.refused(Service.KEYSTONE, request, reply);
            }
            return reply;
        }
    }

    private Reply tokens(Request request, String token, String subject) throws Exception {
        try (var transport = transport(cloud.vim)) {
            return transport.send(
                    Service.KEYSTONE,
                    VimAccess.of(cloud.vim).keystoneUrl(),
                    request,
                    Map.of("X-Auth-Token", token, "X-Subject-Token", subject),
                    Pause.blocking());
        }
    }

    private Transport transport(RegisteredVim vim) {
        return cloud.sessions.transport(VimAccess.of(vim), OpenStackSettings.DEFAULT.retries());
    }
}
