package dev.davit.vnfpackage.vnfd;

import java.util.Optional;

/** A block storage (tosca.nodes.nfv.Vdu.VirtualBlockStorage); becomes a Cinder volume. @param sizeGiB rounded up */
public record VirtualStorage(String name, int sizeGiB, Optional<SwImage> image) {}
