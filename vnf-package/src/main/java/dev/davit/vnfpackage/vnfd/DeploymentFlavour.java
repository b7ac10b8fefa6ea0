package dev.davit.vnfpackage.vnfd;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One deployment flavour of a VNF (SOL001 clause 6.3: a service template per flavour).
 *
 * @param id flavour_id
 * @param virtualLinks internal virtual links (tosca.nodes.nfv.VnfVirtualLink)
 * @param levels instantiation levels; never empty: a descriptor without InstantiationLevels policy gets one named "default"
 * @param defaultLevelId the level used when a request names none
 * @param hooks what runs around lifecycle operations, from the Vnflcm interface of the VNF node
 */
public record DeploymentFlavour(
        String id,
        String description,
        List<Vdu> vdus,
        List<VduCp> cps,
        List<VnfVirtualLink> virtualLinks,
        List<VirtualStorage> storages,
        List<ScalingAspect> aspects,
        List<InstantiationLevel> levels,
        String defaultLevelId,
        List<PlacementRule> placementRules,
        Map<LifecycleHook, HookImplementation> hooks) {

    public DeploymentFlavour {
        vdus = List.copyOf(vdus);
        cps = List.copyOf(cps);
        virtualLinks = List.copyOf(virtualLinks);
        storages = List.copyOf(storages);
        aspects = List.copyOf(aspects);
        levels = List.copyOf(levels);
        placementRules = List.copyOf(placementRules);
        hooks = Map.copyOf(hooks);
    }

    public Optional<Vdu> vdu(String name) {
        return vdus.stream().filter(v -> v.name().equals(name)).findFirst();
    }

    public Optional<VduCp> cp(String name) {
        return cps.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    public Optional<VirtualStorage> storage(String name) {
        return storages.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    public Optional<InstantiationLevel> level(String levelId) {
        return levels.stream().filter(l -> l.id().equals(levelId)).findFirst();
    }

    public InstantiationLevel defaultLevel() {
        return level(defaultLevelId).orElseThrow();
    }

    public Optional<ScalingAspect> aspect(String aspectId) {
        return aspects.stream().filter(a -> a.id().equals(aspectId)).findFirst();
    }

    Stream<SwImage> images() {
        return Stream.concat(
                vdus.stream().flatMap(v -> v.image().stream()),
                storages.stream().flatMap(s -> s.image().stream()));
    }
}
