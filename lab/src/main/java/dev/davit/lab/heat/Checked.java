package dev.davit.lab.heat;

import dev.davit.lab.hot.ResourceDefinition;
import dev.davit.lab.http.Caller;
import java.util.Map;

/** A type that looks into its properties before anything is made, such as one with a template inside. */
public interface Checked extends ResourceType {
    /**
     * @param known the properties that do not depend on other resources, resolved
     * @param depth how many more stacks may be nested. Throws HotException
     */
    void check(Caller caller, Blueprint blueprint, ResourceDefinition definition, Map<String, Object> known, int depth);
}
