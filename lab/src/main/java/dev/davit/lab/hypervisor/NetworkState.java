package dev.davit.lab.hypervisor;

/** @param cidr in use @param gateway first hop of the servers on it */
public record NetworkState(String cidr, String gateway) {}
