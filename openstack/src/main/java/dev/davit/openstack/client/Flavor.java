package dev.davit.openstack.client;

/** A Nova flavor: a size of servers. */
public record Flavor(String id, String name, int vcpus, int ramMiB, int diskGiB) {}
