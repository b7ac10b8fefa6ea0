package dev.davit.lab.neutron;

import dev.davit.lab.hypervisor.Hypervisor;
import dev.davit.lab.store.Store;
import java.util.List;

/** The network service. */
public record Neutron(
        Networks networks,
        Subnets subnets,
        Ports ports,
        Routers routers,
        FloatingIps floatingIps,
        SecurityGroups securityGroups,
        SecurityGroupRules securityGroupRules) {

    public static Neutron create(Store store, Hypervisor hypervisor) {
        Networks networks = new Networks(store, hypervisor);
        Subnets subnets = new Subnets(store, networks, hypervisor);
        SecurityGroupRules rules = new SecurityGroupRules(store);
        SecurityGroups groups = new SecurityGroups(store, rules);
        Ports ports = new Ports(store, networks, subnets, groups);
        return new Neutron(
                networks,
                subnets,
                ports,
                new Routers(store, networks, subnets, ports),
                new FloatingIps(store, networks, ports, hypervisor),
                groups,
                rules);
    }

    List<Kind> kinds() {
        return List.of(networks, subnets, ports, routers, floatingIps, securityGroups, securityGroupRules);
    }
}
