package dev.davit.lab.heat;

import dev.davit.lab.hot.ResourceDefinition;
import dev.davit.lab.hot.Template;
import java.util.Map;
import java.util.Set;

/** What Heat can make. Failures are {@link Failure}s, ApiExceptions or HypervisorExceptions; their message becomes the resource's reason. */
public interface ResourceType {
    /** e.g. OS::Nova::Server */
    String name();

    Schema schema();

    /** Makes the real thing and returns its id when it is ready for use. */
    String create(Work work);

    /** Changes it in place; only properties that the schema lets change differ. */
    default void update(Work work, Map<String, Object> before) {}

    /** Deletes it; fine when it is gone. */
    void delete(Work work);

    /** The value of one of the schema's attributes; null when there is none now. */
    default Object attribute(Work work, String attribute) {
        return null;
    }

    default boolean hasAttribute(String attribute) {
        return attribute.isEmpty() || schema().attributes().contains(attribute);
    }

    /** What get_resource yields. */
    default String reference(Work work) {
        return work.physicalId();
    }

    /** Called on the old one before its replacement is made: lets go of what both need. */
    default void giveWay(Work work) {}

    /** Resources of the template that must be there first although no property says so. */
    default Set<String> alsoNeeds(ResourceDefinition definition, Template template) {
        return Set.of();
    }

    /** Whether only an administrator may use it. */
    default boolean forAdministrators() {
        return false;
    }
}
