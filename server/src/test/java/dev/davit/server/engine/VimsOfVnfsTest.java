package dev.davit.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.VimRegistrations;
import dev.davit.lifecycle.vim.VimRegistrations.Registration;
import dev.davit.server.store.ResourcesInVims;
import dev.davit.server.vims.VimUsage;
import dev.davit.server.vims.VimsOfVnfs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class VimsOfVnfsTest {
    @AutoClose
    private final EngineBed bed = new EngineBed();

    private final List<UUID> users = new ArrayList<>();
    private final VimUsage usage = vimId -> List.copyOf(users);
    private final VimRegistrations vims =
            new VimsOfVnfs(bed.database.jdbi(), bed.database.secrets(), usage, Clock.systemUTC());
    private final UUID owner = bed.create().id();

    private static Registration cluster(UUID owner, String token) {
        var credentials =
                TestVnf.JSON.createObjectNode().put("bearer_token", token).put("ssl_ca_cert", "pem-of-ca");
        return new Registration(owner, TestVnf.PROJECT, "cluster", "kubernetes", "https://10.0.0.9:16443", credentials);
    }

    @Test
    void aRegisteredClusterIsFoundByNameAndByItsOwner() {
        RegisteredVim vim = vims.put(cluster(owner, "tok-1"));
        assertThat(vims.named(TestVnf.PROJECT, "cluster")).contains(vim);
        assertThat(vims.named("project-2", "cluster")).isEmpty();
        assertThat(vims.ownerOf(vim.id())).contains(owner);
    }

    @Test
    void registeringAgainUpdatesItAndKeepsItsId() {
        RegisteredVim first = vims.put(cluster(owner, "tok-1"));
        RegisteredVim second = vims.put(cluster(owner, "tok-2"));
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(vims.named(TestVnf.PROJECT, "cluster")
                        .orElseThrow()
                        .authCred()
                        .get("bearer_token")
                        .stringValue())
                .isEqualTo("tok-2");
    }

    @Test
    void credentialsAreSealed() {
        vims.put(cluster(owner, "tok-4711"));
        String row = bed.database
                .jdbi()
                .withHandle(h -> h.createQuery("select vim::text from vim")
                        .mapTo(String.class)
                        .one());
        assertThat(row).contains("10.0.0.9").doesNotContain("tok-4711").doesNotContain("pem-of-ca");
    }

    @Test
    void aNameThatIsNotTheOwnersIsRefused() {
        vims.put(cluster(owner, "tok-1"));
        UUID other = bed.create().id();
        assertThatThrownBy(() -> vims.put(cluster(other, "tok-1")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(409))
                .hasMessageContaining(owner.toString());
    }

    @Test
    void removingTwiceIsFine() {
        vims.put(cluster(owner, "tok-1"));
        vims.remove(owner, "cluster");
        vims.remove(owner, "cluster");
        assertThat(vims.named(TestVnf.PROJECT, "cluster")).isEmpty();
    }

    @Test
    void nobodyRemovesTheVimOfAnotherVnf() {
        vims.put(cluster(owner, "tok-1"));
        vims.remove(bed.create().id(), "cluster");
        assertThat(vims.named(TestVnf.PROJECT, "cluster")).isPresent();
    }

    @Test
    void whileOthersUseItItStays() {
        RegisteredVim vim = vims.put(cluster(owner, "tok-1"));
        UUID user = UUID.randomUUID();
        users.add(user);
        assertThat(vims.isInUse(vim.id())).isTrue();
        assertThatThrownBy(() -> vims.remove(owner, "cluster"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("terminate VNF instance " + user);
        users.clear();
        users.add(owner);
        assertThat(vims.isInUse(vim.id())).isFalse();
    }

    @Test
    void instancesWithResourcesUseTheirVim() {
        var instance = bed.instantiated();
        var used = new ResourcesInVims(bed.database.jdbi(), bed.database.secrets());
        assertThat(used.users(TestVnf.VIM)).containsExactly(instance.id());
        bed.run(bed.start(instance.id(), TestVnf.terminate()));
        assertThat(used.users(TestVnf.VIM)).isEmpty();
    }
}
