package dev.davit.lab.hot;

import java.util.List;

/** What a template's functions can see. Values are maps, lists, strings, numbers, booleans and null. */
public interface Scope {
    /** A parameter's or pseudo parameter's value. Throws {@link HotException} UserParameterMissing. */
    Object parameter(String name);

    /** What get_resource yields. */
    Object reference(String resource);

    /** What get_attr yields; the path goes into the attribute's value. */
    Object attribute(String resource, String attribute, List<Object> path);

    /** A file that came with the template. */
    String file(String name);

    /** The definition of a condition. */
    Object condition(String name);
}
