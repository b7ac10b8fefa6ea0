package dev.davit.vnfpackage.descriptor;

/** Names of SOL001 types that the readers look for. */
final class StandardNames {
    static final String VNF = "tosca.nodes.nfv.VNF";
    static final String COMPUTE = "tosca.nodes.nfv.Vdu.Compute";
    static final String BLOCK_STORAGE = "tosca.nodes.nfv.Vdu.VirtualBlockStorage";
    static final String VDU_CP = "tosca.nodes.nfv.VduCp";
    static final String EXT_CP = "tosca.nodes.nfv.VnfExtCp";
    static final String VIRTUAL_LINK = "tosca.nodes.nfv.VnfVirtualLink";
    static final String VIRTUAL_COMPUTE = "tosca.capabilities.nfv.VirtualCompute";
    static final String VNFLCM = "tosca.interfaces.nfv.Vnflcm";
    static final String SW_IMAGE = "tosca.artifacts.nfv.SwImage";
    static final String POLICIES = "tosca.policies.nfv.";

    private StandardNames() {}
}
