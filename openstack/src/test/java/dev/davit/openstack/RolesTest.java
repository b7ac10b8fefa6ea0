package dev.davit.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.http.Service;
import dev.davit.testbed.Packages;
import dev.davit.testbed.PlanRun;
import dev.davit.vnfpackage.vnfd.VirtualCompute;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** What depends on who the VIM's user is. */
@Timeout(60)
class RolesTest {
    @AutoClose
    private final LabCloud cloud = new LabCloud();

    private final UUID id = UUID.randomUUID();

    @Test
    void theLabIsAUsableVim() {
        assertThat(cloud.port().check(cloud.vim)).containsExactly("RegionOne");
    }

    @Test
    void anAdministratorsVimGetsAFlavorWithTheStack() throws Exception {
        var admin = Vims.vim(
                cloud.lab.authUrl(), "{\"username\": \"admin\", \"password\": \"secret\"}", "{\"name\": \"demo\"}");
        var work = tooLargeForAnyFlavor(admin);
        var run = new PlanRun(work.operationId(), cloud.instance(id))
                .run(cloud.port().instantiate(work));

        String server = run.instance()
                .instantiated()
                .orElseThrow()
                .vnfcs()
                .getFirst()
                .computeResource()
                .resourceId();
        assertThat(cloud.get(Service.NOVA, "/servers/" + server).path("server").isObject())
                .isTrue();
        new PlanRun(UUID.randomUUID(), run.instance()).run(cloud.port().terminate(work));
        assertThat(cloud.look().nova().flavors()).hasSize(4);
    }

    @Test
    void anotherUserIsToldWhichFlavorIsMissing() throws Exception {
        var work = tooLargeForAnyFlavor(cloud.vim);
        assertThatThrownBy(() -> new PlanRun(work.operationId(), cloud.instance(id))
                        .run(cloud.port().instantiate(work)))
                .hasMessageContaining("16 vCPU, 1024 MiB memory, 1 GiB disk");
        assertThat(cloud.stackNames()).isEmpty();
    }

    @Test
    void anApplicationCredentialIsEnough() throws Exception {
        String user = userId();
        var made = cloud.post(
                Service.KEYSTONE,
                "/users/" + user + "/application_credentials",
                "{\"application_credential\": {\"name\": \"davit\"}}");
        var vim = Vims.vim(
                cloud.lab.authUrl(),
                "{\"application_credential_id\": \"%s\", \"application_credential_secret\": \"%s\"}"
                        .formatted(
                                made.at("/application_credential/id").stringValue(),
                                made.at("/application_credential/secret").stringValue()),
                "{}");
        assertThat(cloud.port().check(vim)).containsExactly("RegionOne");
    }

    /** Whoever has made this key pair is the VIM's user. */
    private String userId() throws InterruptedException {
        return cloud.post(
                        Service.NOVA,
                        "/os-keypairs",
                        "{\"keypair\": {\"name\": \"who\", \"public_key\": \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\"}}")
                .at("/keypair/user_id")
                .asString("");
    }

    private VimWork tooLargeForAnyFlavor(RegisteredVim vim) throws InterruptedException {
        var flavour =
                Flavours.oneVdu("big", new VirtualCompute(16, 1024, 1), Optional.empty(), Flavours.image("debian-12"));
        return new VimWork(
                UUID.randomUUID(),
                id,
                "vnf",
                vim,
                Optional.empty(),
                Packages.empty(),
                flavour,
                flavour.defaultLevel(),
                List.of(cloud.net0("CP1")),
                List.of(),
                JsonMapper.shared().createObjectNode());
    }
}
