package dev.davit.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.openstack.http.TinyCloud;
import dev.davit.openstack.step.FakeImageStore;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VimCheckTest {
    private final TinyCloud server = new TinyCloud();
    private final OpenStackVim vim = new OpenStackVim(new FakeImageStore());

    @AfterEach
    void stop() {
        vim.close();
        server.close();
    }

    @Test
    void theRegionsOfTheCatalogueAreListed() {
        assertThat(vim.check(Vims.withPassword(server.url() + "/identity", "secret")))
                .containsExactly("RegionOne", "RegionTwo");
    }

    @Test
    void refusedCredentialsNameAuthCred() {
        server.loginStatus = 401;
        refused(Vims.withPassword(server.url() + "/identity", "top-secret"))
                .isEqualTo(
                        "auth_cred: Keystone refuses the credentials or the project (The request you have made requires"
                                + " authentication.)");
    }

    @Test
    void anAddressWhereNobodyListensNamesAuthUrl() {
        String url = server.url();
        server.close();
        refused(Vims.withPassword(url, "secret")).asString().startsWith("auth_url: Keystone at ");
    }

    @Test
    void anAddressThatIsNoKeystoneNamesAuthUrl() {
        server.handler = call -> TinyCloud.Answer.of(404, "<html>nothing here</html>");
        refused(Vims.withPassword(server.url() + "/other", "secret"))
                .asString()
                .startsWith("auth_url: ")
                .contains("Keystone v3");
    }

    @Test
    void textThatIsNoUrlNamesAuthUrl() {
        refused(Vims.withPassword("ftp://x", "secret")).asString().startsWith("auth_url: ");
        refused(Vims.withPassword("http://[", "secret")).asString().startsWith("auth_url: ");
    }

    @Test
    void missingMembersAreNamed() {
        refused(Vims.vim(server.url(), "{\"username\": \"u\"}", "{\"name\": \"p\"}"))
                .asString()
                .startsWith("auth_cred.password: ");
        refused(Vims.vim(server.url(), "{\"username\": \"u\", \"password\": \"p\"}", "{}"))
                .asString()
                .startsWith("vim_project.name: ");
        refused(Vims.vim(server.url(), "{\"username\": \"u\", \"password\": \"p\", \"cert_verify\": \"maybe\"}", "{}"))
                .asString()
                .startsWith("vim_project.name: ");
        refused(Vims.vim(
                        server.url(),
                        "{\"username\": \"u\", \"password\": \"p\", \"ssl_ca_cert\": \"nonsense\"}",
                        "{\"name\": \"p\"}"))
                .asString()
                .startsWith("auth_cred.ssl_ca_cert: ");
    }

    private AbstractObjectAssert<?, ?> refused(RegisteredVim registration) {
        return assertThatThrownBy(() -> vim.check(registration))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400))
                .extracting(e -> ((ProblemException) e).problem().detail())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Object.class));
    }
}
