package dev.davit.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.client.Image;
import dev.davit.testbed.Packages;
import dev.davit.testbed.PlanRun;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ImageTest {
    private static final String FILE = "Files/images/os.img";

    @AutoClose
    private final LabCloud cloud = new LabCloud();

    private final OnboardedPackage pack = Packages.of(Map.of(FILE, "a disk".getBytes(StandardCharsets.UTF_8)));

    @Test
    void theImageOfThePackageIsUploadedOnceForAllItsInstances() throws Exception {
        instantiate(work());
        instantiate(work());
        assertThat(images())
                .singleElement()
                .satisfies(i -> assertThat(i.isActive()).isTrue());
        assertThat(cloud.calls.stream().filter(c -> c.startsWith("PUT Glance"))).hasSize(1);
    }

    @Test
    void operationsAtOnceUploadItOnce() throws Exception {
        var works = List.of(work(), work(), work(), work());
        works.forEach(w -> cloud.images.active.add(w.operationId()));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each :
                    works.stream().map(w -> pool.submit(() -> instantiate(w))).toList()) {
                each.get();
            }
        }
        assertThat(images()).hasSize(1);
        assertThat(cloud.stackNames()).hasSize(4);
    }

    @Test
    void theLeftoverOfADeadUploadIsRemoved() throws Exception {
        var dead = work();
        String leftover = UUID.randomUUID().toString();
        cloud.images.claim(pack.id(), cloud.vim.id(), "os", dead.operationId());
        cloud.images.created(pack.id(), cloud.vim.id(), "os", leftover);
        cloud.look().glance().create(leftover, Flavours.packaged("os", FILE), pack.id());

        instantiate(work());

        assertThat(images()).singleElement().satisfies(i -> {
            assertThat(i.id()).isNotEqualTo(leftover);
            assertThat(i.isActive()).isTrue();
        });
    }

    @Test
    void anUploadThatBreaksOffIsDoneAgain() throws Exception {
        cloud.fault("{\"method\": \"PUT\", \"path\": \"/image/*\", \"reset\": true, \"times\": 1}");
        instantiate(work());
        assertThat(images()).hasSize(1);
    }

    @Test
    void aTokenThatEndsDuringTheUploadIsRenewed() throws Exception {
        cloud.fault("{\"method\": \"PUT\", \"path\": \"/image/*\", \"status\": 401, \"times\": 1}");
        instantiate(work());
        assertThat(images())
                .singleElement()
                .satisfies(i -> assertThat(i.isActive()).isTrue());
    }

    @Test
    void anImageThatSomebodyDeletedIsUploadedAgain() throws Exception {
        instantiate(work());
        cloud.look().glance().delete(images().getFirst().id());
        instantiate(work());
        assertThat(images()).hasSize(1);
    }

    @Test
    void aFileThatThePackageDoesNotHaveIsNamed() {
        var empty = Packages.empty();
        assertThatThrownBy(() -> instantiate(work(empty))).hasMessageContaining(FILE);
    }

    @Test
    void theImageStaysWhenAnInstanceGoesAndGoesWithThePackage() throws Exception {
        var work = work();
        instantiate(work);
        new PlanRun(UUID.randomUUID(), cloud.instance(work.instanceId()))
                .run(cloud.port().terminate(work));
        assertThat(images()).hasSize(1);

        cloud.port().removePackage(cloud.vim, pack.id());

        assertThat(images()).isEmpty();
        assertThat(cloud.images.ofPackage(pack.id())).isEmpty();
        cloud.port().removePackage(cloud.vim, pack.id());
    }

    private List<Image> images() throws InterruptedException {
        return cloud.look().glance().named("os");
    }

    private VimWork work() throws InterruptedException {
        return work(pack);
    }

    private VimWork work(OnboardedPackage from) throws InterruptedException {
        var flavour = Flavours.registry(Flavours.packaged("os", FILE));
        return cloud.work(UUID.randomUUID(), from, flavour, cloud.net0("CP1"));
    }

    private PlanRun instantiate(VimWork work) throws Exception {
        return new PlanRun(work.operationId(), cloud.instance(work.instanceId()))
                .run(cloud.port().instantiate(work));
    }
}
