package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.lifecycle.vim.VimImageStore.Claim;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.Image;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.SwImage;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/**
 * Sees to it that a software image is in Glance: one that the package brings is uploaded once per package and VIM and
 * shared by all VNF instances; one that it does not bring must be there under its name.
 *
 * <p>Running it twice uploads once: the image store says who is at it and which image an unfinished attempt began; that
 * image is removed, since Glance takes the bytes of an image only once, and made anew. Undo leaves the image, which belongs to the
 * package and goes with it.
 */
final class ImageStep extends CloudStep {
    static final String IMAGE_ID = "imageId";
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final SwImage image;

    ImageStep(Site site, SwImage image) {
        super(id(image), site);
        this.image = image;
    }

    static StepId id(SwImage image) {
        return StepId.of("image", image.name());
    }

    @Override
    StepResult act(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        if (image.file().isEmpty()) {
            return StepResult.of(Effect.NOTHING, Map.of(IMAGE_ID, existing(context, cloud)));
        }
        return ofPackage(image.file().get(), context, cloud);
    }

    private String existing(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var usable = cloud.glance().named(image.name()).stream()
                .filter(Image::isActive)
                .sorted(Comparator.comparing(Image::createdAt).reversed().thenComparing(Image::id))
                .toList();
        if (usable.isEmpty()) {
            throw StepFailedException.of(
                    "the VIM has no active image called '" + image.name()
                            + "', and the VNF package brings no file for it",
                    "Upload it ('openstack image create " + image.name()
                            + " ...') and retry, or put the file into the package (artifact of type tosca.artifacts.nfv.SwImage).");
        }
        if (usable.size() > 1) {
            context.progress("the VIM has " + usable.size() + " images called " + image.name() + "; using the newest, "
                    + usable.getFirst().id());
        }
        return usable.getFirst().id();
    }

    private StepResult ofPackage(PackagePath file, StepContext context, Cloud cloud)
            throws StepFailedException, InterruptedException {
        var store = site.images();
        var work = site.work();
        boolean told = false;
        while (true) {
            var claim = store.claim(work.vnfPackage().id(), work.vim().id(), image.name(), work.operationId());
            switch (claim) {
                case Claim.Ready(var imageId) -> {
                    if (cloud.glance().show(imageId).filter(Image::isActive).isPresent()) {
                        return StepResult.of(Effect.NOTHING, Map.of(IMAGE_ID, imageId));
                    }
                    context.progress("image " + imageId + " is gone from the VIM; uploading it again");
                    store.remove(work.vnfPackage().id(), work.vim().id(), image.name());
                }
                case Claim.Yours(var leftover) -> {
                    var upload = new ImageUpload(site, image, file, context, cloud.glance());
                    return StepResult.of(Effect.CREATED, Map.of(IMAGE_ID, upload.run(leftover)));
                }
                case Claim.Busy(var other) -> {
                    if (!told) {
                        context.progress(
                                "operation " + other + " is uploading image " + image.name() + "; waiting for it");
                        told = true;
                    }
                    context.pause(BUSY);
                }
            }
        }
    }
}
