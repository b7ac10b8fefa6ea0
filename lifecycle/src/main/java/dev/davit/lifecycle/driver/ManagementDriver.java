package dev.davit.lifecycle.driver;

import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.util.List;

/**
 * Configures a VNF's machines around lifecycle operations. A VNFD names one by the implementation name of a hook; Davit
 * ships its drivers, the package's own file is not run.
 */
public interface ManagementDriver {

    /** The implementation name in VNFDs, e.g. mgmt-drivers-private-registry. */
    String name();

    /**
     * Checks the parameters before a request is accepted.
     *
     * @throws dev.davit.lifecycle.ProblemException 400 naming the field, or 409 when the instance's state forbids it
     */
    void validate(DriverWork work, LcmRequest request);

    /** The steps of a hook that a VNFD gives to this driver; empty when it has nothing to do there. */
    List<Phase> hook(LifecycleHook hook, DriverWork work, LcmRequest request);
}
