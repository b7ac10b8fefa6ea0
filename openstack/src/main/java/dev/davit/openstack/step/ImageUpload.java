package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.openstack.client.Glance;
import dev.davit.openstack.client.Image;
import dev.davit.openstack.http.CloudException;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.SwImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Brings one software image of a package to Glance. */
final class ImageUpload {
    private static final int ATTEMPTS = 3;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);
    private static final Duration ACTIVE_AT_MOST = Duration.ofMinutes(30);

    private final Site site;
    private final SwImage image;
    private final PackagePath file;
    private final StepContext context;
    private final Glance glance;

    ImageUpload(Site site, SwImage image, PackagePath file, StepContext context, Glance glance) {
        this.site = site;
        this.image = image;
        this.file = file;
        this.context = context;
        this.glance = glance;
    }

    /** @param leftover what an unfinished attempt made @return the id of the active image */
    String run(Optional<String> leftover) throws StepFailedException, InterruptedException {
        Optional<String> toRemove = leftover;
        for (int attempt = 1; ; attempt++) {
            // Glance takes the bytes of an image once only; an interrupted upload cannot be gone on with.
            if (toRemove.isPresent()) {
                glance.delete(toRemove.get());
            }
            String id = begin();
            try {
                transfer(id);
                awaitActive(id);
                site.images().ready(packageId(), vimId(), image.name(), id);
                return id;
            } catch (CloudException e) {
                boolean mayPass = e.isOutcomeUnknown()
                        || e.isNotFound()
                        || e.isConflict()
                        || e.status().orElse(0) == 401;
                if (attempt == ATTEMPTS || !mayPass) {
                    throw e;
                }
                context.progress("upload of " + image.name() + " broke off (" + e.reason() + "); once more");
                context.pause(BETWEEN_ATTEMPTS);
                toRemove = Optional.of(id);
            }
        }
    }

    /** The id is recorded before the image exists, so that no death at any point leaves an image that nobody knows of. */
    private String begin() throws InterruptedException {
        String wanted = UUID.randomUUID().toString();
        site.images().created(packageId(), vimId(), image.name(), wanted);
        String given = glance.create(wanted, image, packageId());
        if (!given.equals(wanted)) {
            site.images().created(packageId(), vimId(), image.name(), given);
        }
        return given;
    }

    private void transfer(String id) throws StepFailedException, InterruptedException {
        try (Csar csar = site.work().vnfPackage().open()) {
            long size = csar.size(file);
            context.progress(
                    "uploading " + file.fileName() + " (" + size / (1 << 20) + " MiB) to Glance as " + image.name());
            glance.upload(id, () -> open(csar), size, site.settings().uploadTimeout());
        } catch (IOException | UncheckedIOException e) {
            throw StepFailedException.of(
                    "the image file " + file + " cannot be read from the VNF package: " + e.getMessage(),
                    "Check the server's disk and the package; then retry.",
                    e);
        }
    }

    private InputStream open(Csar csar) {
        try {
            return csar.open(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitActive(String id) throws StepFailedException, InterruptedException {
        var interval = new PollInterval();
        Duration waited = Duration.ZERO;
        while (true) {
            Duration wait = interval.next();
            context.pause(wait);
            waited = waited.plus(wait);
            Optional<Image> shown = glance.show(id);
            if (shown.filter(Image::isActive).isPresent()) {
                return;
            }
            boolean hopeless = shown.filter(i -> !i.isOnItsWay()).isPresent();
            if (hopeless || waited.compareTo(ACTIVE_AT_MOST) >= 0) {
                throw StepFailedException.of(
                        "image " + image.name() + " (" + id + ") did not become active in Glance: it is "
                                + shown.map(Image::status).orElse("gone"),
                        "Check Glance's log and storage; is the file really " + image.diskFormat() + "? Then retry.");
            }
        }
    }

    private UUID packageId() {
        return site.work().vnfPackage().id();
    }

    private UUID vimId() {
        return site.work().vim().id();
    }
}
