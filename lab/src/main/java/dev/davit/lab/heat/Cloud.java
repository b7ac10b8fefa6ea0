package dev.davit.lab.heat;

import dev.davit.lab.cinder.Volumes;
import dev.davit.lab.glance.Images;
import dev.davit.lab.neutron.Neutron;
import dev.davit.lab.nova.Flavors;
import dev.davit.lab.nova.KeyPairs;
import dev.davit.lab.nova.ServerGroups;
import dev.davit.lab.nova.ServerViews;
import dev.davit.lab.nova.Servers;

/** The services that stacks are made from. */
public record Cloud(
        Neutron neutron,
        Images images,
        Volumes volumes,
        Flavors flavors,
        KeyPairs keys,
        ServerGroups groups,
        Servers servers,
        ServerViews views) {}
