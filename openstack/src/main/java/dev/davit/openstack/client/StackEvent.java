package dev.davit.openstack.client;

/** Something that Heat noted about a resource of a stack. @param status e.g. CREATE_FAILED */
public record StackEvent(String resource, String status, String reason) {}
