package dev.davit.openstack.client;

import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Request.Content;
import dev.davit.openstack.http.Service;
import dev.davit.vnfpackage.vnfd.SwImage;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;

/** Glance v2. All methods throw {@link CloudException}. */
public final class Glance {
    private final Cloud cloud;

    Glance(Cloud cloud) {
        this.cloud = cloud;
    }

    public List<Image> named(String name) throws InterruptedException {
        var images = new ArrayList<Image>();
        var reply = cloud.call(Service.GLANCE, Request.get("/images").with("name", List.of(name)));
        reply.json().path("images").forEach(i -> images.add(Image.of(i)));
        return images.stream().filter(i -> i.name().equals(name)).toList();
    }

    /**
     * Makes an image without content.
     *
     * @param id chosen by the caller, so that it can be recorded before the image exists
     * @return the id that it got
     */
    public String create(String id, SwImage image, UUID packageId) throws InterruptedException {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("name", image.name())
                .put("disk_format", image.diskFormat())
                .put("container_format", image.containerFormat())
                .put("min_disk", image.minDiskGiB())
                .put("min_ram", image.minRamMiB())
                .put("visibility", "private")
                .put("davit_vnf_package", packageId.toString());
        String given = cloud.call(Service.GLANCE, Request.post("/images", body))
                .json()
                .path("id")
                .asString("");
        return given.isEmpty() ? id : given;
    }

    /** Streams the content of an image; never holds it in memory. */
    public void upload(String id, Supplier<InputStream> open, long length, Duration timeout)
            throws InterruptedException {
        var content = new Content.Stream(open, length, "application/octet-stream");
        cloud.call(Service.GLANCE, Request.put("/images" + Request.path(id) + "/file", content, timeout));
    }

    public Optional<Image> show(String id) throws InterruptedException {
        try {
            return Optional.of(Image.of(cloud.call(Service.GLANCE, Request.get("/images" + Request.path(id)))
                    .json()));
        } catch (CloudException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Nothing there is fine. */
    public void delete(String id) throws InterruptedException {
        try {
            cloud.call(Service.GLANCE, Request.delete("/images" + Request.path(id)));
        } catch (CloudException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
