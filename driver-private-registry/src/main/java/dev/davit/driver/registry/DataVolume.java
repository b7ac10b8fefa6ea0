package dev.davit.driver.registry;

import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VirtualStorageResourceInfo;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.vnfpackage.vnfd.VirtualStorage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The volume that a VNFC keeps its images on: the first virtual storage of its VDU that is no boot volume.
 *
 * @param vnfcId whose it is
 * @param storage name of the virtual storage in the VNFD
 */
record DataVolume(UUID vnfcId, String storage) {
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{8,64}");

    /** Empty for a VDU without such a storage: its images lie on the VM's own disk and go with it. */
    static Optional<DataVolume> of(DriverWork work, VnfcResourceInfo vnfc) {
        List<String> ofVdu = work.flavour().vdus().stream()
                .filter(vdu -> vdu.name().equals(vnfc.vduId()))
                .flatMap(vdu -> vdu.storages().stream())
                .toList();
        return ofVdu.stream()
                .filter(name -> work.flavour().storages().stream()
                        .filter(storage -> storage.name().equals(name))
                        .map(VirtualStorage::image)
                        .anyMatch(Optional::isEmpty))
                .findFirst()
                .map(name -> new DataVolume(vnfc.id(), name));
    }

    /** Its id in the VIM at the moment. */
    String id(StepContext context) throws StepFailedException {
        InstantiatedVnfInfo info = context.instance().instantiated().orElseThrow();
        return info.vnfc(vnfcId).stream()
                .flatMap(vnfc -> info.storages().stream()
                        .filter(s -> vnfc.storageResourceIds().contains(s.id())))
                .filter(s -> s.virtualStorageDescId().equals(storage))
                .map(VirtualStorageResourceInfo::storage)
                .map(handle -> handle.resourceId())
                .filter(id -> ID.matcher(id).matches())
                .findFirst()
                .orElseThrow(() -> StepFailedException.of(
                        "the VIM has no volume for virtual storage '" + storage + "' of VNFC " + vnfcId,
                        "Look at the stack's resources; heal the entire VNF, or fail the operation."));
    }
}
