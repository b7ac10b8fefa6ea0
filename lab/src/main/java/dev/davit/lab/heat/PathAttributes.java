package dev.davit.lab.heat;

import java.util.List;

/** A type whose attributes depend on the path, such as [group, outputs_list, ip]. */
public interface PathAttributes extends ResourceType {
    Object attribute(Work work, String attribute, List<Object> path);
}
