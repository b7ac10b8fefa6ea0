package dev.davit.openstack.userdata;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import tools.jackson.databind.node.ObjectNode;

/** Makes the parameters that a package's base HOT is given. Safe to be asked again: it changes nothing. */
public interface UserData {

    /**
     * @param context of the step that makes the stack
     * @return the values of the top template's parameters
     * @throws StepFailedException when package and request do not make parameters together, or a script fails
     */
    ObjectNode heatParameters(UserDataInput input, StepContext context)
            throws StepFailedException, InterruptedException;
}
