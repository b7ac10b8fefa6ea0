package dev.davit.lab.heat;

import dev.davit.lab.hot.ResourceDefinition;
import dev.davit.lab.http.Caller;

/** A type that looks into its properties before anything is made, such as one with a template inside. */
public interface Checked extends ResourceType {
    /** @param depth how many more stacks may be nested. Throws HotException. */
    void check(Caller caller, Blueprint blueprint, ResourceDefinition definition, int depth);
}
