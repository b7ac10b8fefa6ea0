package dev.davit.openstack.step;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.openstack.basehot.BaseHot;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.Flavor;
import dev.davit.openstack.heat.FlavorChoice;
import dev.davit.openstack.heat.ScalingGroup;
import dev.davit.openstack.heat.Template;
import dev.davit.openstack.heat.TemplateGenerator;
import dev.davit.openstack.heat.TemplateInput;
import dev.davit.openstack.userdata.UserData;
import dev.davit.openstack.userdata.UserDataInput;
import dev.davit.openstack.userdata.UserDataSelection;
import dev.davit.vnfpackage.vnfd.SwImage;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VirtualStorage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a VNF's stack is made from: the package's base HOT with the parameters of its user data, or a generated template. */
record StackTemplates(Site site) {

    Template template(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var baseHot = site.baseHot();
        return baseHot.isPresent() ? ofPackage(baseHot.get(), context) : generated(context, cloud);
    }

    /** A parameter that sizes a group and that the user data leaves out gets what the instantiation level asks for. */
    private Template ofPackage(BaseHot hot, StepContext context) throws StepFailedException, InterruptedException {
        var work = site.work();
        var images = new HashMap<String, String>();
        var known = imageIds(context);
        work.flavour()
                .vdus()
                .forEach(vdu -> image(vdu)
                        .map(i -> known.getOrDefault(i.name(), i.name()))
                        .ifPresent(id -> images.put(vdu.name(), id)));
        var input = new UserDataInput(hot.forUserData(), work, images);
        var parameters = userData().heatParameters(input, context);
        var form = site.form();
        var sizes = new HashMap<ScalingGroup, Integer>();
        form.groups().forEach(g -> sizes.put(g, g.members(work.level().instances())));
        var update = form.sizes(sizes);
        if (isScaled()) {
            // A VNF that was scaled and is made anew gets the size that it had.
            parameters.setAll(update.parameters());
            return new Template(update.template().orElseGet(hot::template), hot.files(), parameters);
        }
        update.parameters().properties().forEach(p -> parameters.putIfAbsent(p.getKey(), p.getValue()));
        return new Template(hot.template(), hot.files(), parameters);
    }

    private UserData userData() throws StepFailedException {
        try {
            return UserDataSelection.of(site.work());
        } catch (ProblemException e) {
            throw StepFailedException.of(
                    "the user data of the instantiate request cannot be used: "
                            + e.problem().detail(),
                    "Rollback, and correct the request.",
                    e);
        }
    }

    private boolean isScaled() {
        var level = site.work().level();
        return site.work()
                .flavour()
                .level(level.id())
                .filter(l -> !l.instances().equals(level.instances()))
                .isPresent();
    }

    private Optional<SwImage> image(Vdu vdu) {
        return vdu.image().or(() -> site.layout().bootStorage(vdu).flatMap(VirtualStorage::image));
    }

    private Template generated(StepContext context, Cloud cloud) throws InterruptedException {
        List<Flavor> existing = cloud.nova().flavors();
        boolean administrator = cloud.isAdministrator();
        var flavors = new HashMap<String, FlavorChoice>();
        for (Vdu vdu : site.work().flavour().vdus()) {
            flavors.put(vdu.name(), FlavorChoice.choose(vdu, existing, administrator));
        }
        return TemplateGenerator.generate(new TemplateInput(
                "VNF instance " + site.work().instanceId() + ", made by Davit",
                site.layout(),
                site.work().level(),
                site.connections(),
                imageIds(context),
                flavors));
    }

    private Map<String, String> imageIds(StepContext context) {
        var ids = new HashMap<String, String>();
        for (var image : site.layout().images()) {
            context.resultOf(ImageStep.id(image)).ifPresent(v -> ids.put(image.name(), v.get(ImageStep.IMAGE_ID)));
        }
        return ids;
    }
}
