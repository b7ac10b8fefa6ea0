package dev.davit.openstack.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.openstack.client.Glance;
import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import dev.davit.vnfpackage.vnfd.SwImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ImageContractTest extends Contract {
    private final byte[] content = new byte[70_000];
    private final String name = CloudUnderTest.unique() + " with ümlaut & more";
    private final UUID packageId = UUID.randomUUID();

    @Test
    void anImageGetsTheIdThatWasChosen() throws Exception {
        String id = UUID.randomUUID().toString();
        assertThat(create(id)).isEqualTo(id);
        JsonNode image = cloud.get(Service.GLANCE, "/images/" + id);
        assertThat(image.path("status").stringValue()).isEqualTo("queued");
        assertThat(image.path("visibility").stringValue()).isEqualTo("private");
        assertThat(image.path("davit_vnf_package").stringValue()).isEqualTo(packageId.toString());
    }

    @Test
    void anUploadedImageIsActive() throws Exception {
        String id = uploaded();
        assertThat(glance().show(id).orElseThrow().isActive()).isTrue();
        assertThat(cloud.get(Service.GLANCE, "/images/" + id).path("size").longValue())
                .isEqualTo(content.length);
    }

    @Test
    void anImageIsFoundByItsName() throws Exception {
        String id = uploaded();
        assertThat(glance().named(name)).singleElement().satisfies(i -> {
            assertThat(i.id()).isEqualTo(id);
            assertThat(i.createdAt()).isNotEmpty();
        });
        assertThat(glance().named(name + "x")).isEmpty();
    }

    @Test
    void anImageCanBeUsedOnlyOnceAsTargetOfAnUpload() throws Exception {
        String id = uploaded();
        assertThatThrownBy(() -> upload(id))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.isConflict()).as(e.getMessage()).isTrue());
    }

    @Test
    void anIdCannotBeTakenTwice() throws Exception {
        String id = create(UUID.randomUUID().toString());
        assertThatThrownBy(() -> create(id))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.isConflict()).as(e.getMessage()).isTrue());
    }

    @Test
    void aDeletedImageIsGoneAndItsIdIsSpent() throws Exception {
        String id = uploaded();
        glance().delete(id);
        assertThat(glance().show(id)).isEmpty();
        glance().delete(id);
        assertThatThrownBy(() -> upload(id))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.isNotFound()).as(e.getMessage()).isTrue());
    }

    @Test
    void anUnknownDiskFormatIsRefusedWithTheReason() {
        var odd = Request.post(
                "/images",
                tools.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("name", name)
                        .put("disk_format", "floppy")
                        .put("container_format", "bare"));
        assertThatThrownBy(() -> cloud.call(Service.GLANCE, odd)).isInstanceOfSatisfying(CloudException.class, e -> {
            assertThat(e.status()).hasValue(400);
            assertThat(e.reason()).contains("floppy");
        });
    }

    private Glance glance() {
        return cloud.look().glance();
    }

    private String create(String id) throws InterruptedException {
        var image = new SwImage("n", name, "1", Optional.empty(), "bare", "raw", 0, 0, 0, Optional.empty());
        cloud.afterwards(() -> glance().delete(id));
        return glance().create(id, image, packageId);
    }

    private void upload(String id) throws InterruptedException {
        glance().upload(id, () -> new ByteArrayInputStream(content), content.length, Duration.ofMinutes(1));
    }

    private String uploaded() throws Exception {
        String id = create(UUID.randomUUID().toString());
        upload(id);
        cloud.until(() -> glance().show(id).orElseThrow(), i -> !i.isOnItsWay());
        return id;
    }
}
