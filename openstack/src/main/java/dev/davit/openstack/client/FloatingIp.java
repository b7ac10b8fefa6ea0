package dev.davit.openstack.client;

/** A floating IP that leads to a port. */
public record FloatingIp(String id, String portId, String address) {}
