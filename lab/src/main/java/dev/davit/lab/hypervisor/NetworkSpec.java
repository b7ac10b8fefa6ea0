package dev.davit.lab.hypervisor;

/** @param cidr IPv4, e.g. 10.10.0.0/24 @param fixedCidr whether another CIDR would be wrong */
public record NetworkSpec(String id, String name, String cidr, boolean fixedCidr) {}
