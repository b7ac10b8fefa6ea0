package dev.davit.openstack.heat;

import dev.davit.openstack.client.Flavor;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VirtualCompute;
import java.util.Comparator;
import java.util.List;

/**
 * The Nova flavor of a VDU's servers.
 *
 * <p>The choice: the flavor that the descriptor names, which must exist; else the smallest existing one (by vCPUs, then
 * memory, then disk) that has what the VDU's virtual compute and image ask for; else, since making flavors is reserved to operators,
 * a new one in the stack if the VIM's user is an administrator; else there is nothing to choose.
 */
public sealed interface FlavorChoice {

    /** One that exists. */
    record Existing(String name) implements FlavorChoice {}

    /** One that is made with the stack and removed with it. */
    record Created(VirtualCompute size) implements FlavorChoice {}

    /**
     * @param administrator whether the VIM's user may make flavors
     * @throws TemplateException when there is none and none may be made
     */
    static FlavorChoice choose(Vdu vdu, List<Flavor> existing, boolean administrator) {
        if (vdu.flavorName().isPresent()) {
            return named(vdu, vdu.flavorName().get(), existing);
        }
        var needed = needed(vdu);
        return existing.stream()
                .filter(f ->
                        f.vcpus() >= needed.vcpus() && f.ramMiB() >= needed.ramMiB() && f.diskGiB() >= needed.diskGiB())
                .min(Comparator.comparingInt(Flavor::vcpus)
                        .thenComparingInt(Flavor::ramMiB)
                        .thenComparingInt(Flavor::diskGiB)
                        .thenComparing(Flavor::name))
                .<FlavorChoice>map(f -> new Existing(f.name()))
                .orElseGet(() -> created(vdu, needed, administrator));
    }

    private static FlavorChoice named(Vdu vdu, String name, List<Flavor> existing) {
        if (existing.stream().noneMatch(f -> f.name().equals(name) || f.id().equals(name))) {
            throw new TemplateException(
                    "VDU " + vdu.name() + " asks for the Nova flavor '" + name
                            + "', which the VIM does not have; it has "
                            + existing.stream().map(Flavor::name).sorted().toList(),
                    "Create the flavor in the VIM, or name another one in requested_additional_capabilities; then retry.");
        }
        return new Existing(name);
    }

    private static FlavorChoice created(Vdu vdu, VirtualCompute needed, boolean administrator) {
        if (!administrator) {
            throw new TemplateException(
                    "no Nova flavor has what VDU " + vdu.name() + " needs: " + needed.vcpus() + " vCPU, "
                            + needed.ramMiB() + " MiB memory, " + needed.diskGiB() + " GiB disk",
                    "Have an administrator of the VIM create such a flavor, then retry.");
        }
        return new Created(needed);
    }

    private static VirtualCompute needed(Vdu vdu) {
        return new VirtualCompute(
                vdu.compute().vcpus(),
                Math.max(
                        vdu.compute().ramMiB(),
                        vdu.image().map(i -> i.minRamMiB()).orElse(0)),
                Math.max(
                        vdu.compute().diskGiB(),
                        vdu.image().map(i -> i.minDiskGiB()).orElse(0)));
    }
}
