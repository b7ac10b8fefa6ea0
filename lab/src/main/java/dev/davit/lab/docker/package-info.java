/**
 * The hypervisor {@code docker}: the lab's servers as containers, and all that a bare machine needs for it.
 *
 * <ul>
 *   <li><b>Server</b>: a privileged container with systemd as first process and sshd; {@code /var} is a volume, since
 *       Docker inside a server cannot stack its layers on the engine's. Root in a server is as good as root on this
 *       machine: the lab is for trusted guests on a machine of one's own.
 *   <li><b>Image</b>: whatever a server's own image is, it boots the lab's guest image, with Docker inside unless the
 *       image's name ends with {@code -plain}. The guest image is built once, from {@code debian:12} where a registry can
 *       be reached, else from this machine's package sources; its tag is a hash of its recipe.
 *   <li><b>First boot</b>: files are laid into the container before it starts ({@link dev.davit.lab.docker.Seed}); a script
 *       in the guest applies them. SSH host keys (Ed25519, ECDSA) are made then, for each server its own.
 *   <li><b>Network</b>: a bridge network; its first address is the gateway and this machine. Guests get the name servers,
 *       certification authorities and package sources that this machine uses, so what it can install they can.
 *   <li><b>Size</b>: see {@link dev.davit.lab.docker.GuestContainer}. A volume's size is noted and not enforced.
 *   <li><b>Kubernetes</b>: a server can be a node. What a kubelet would change for the whole machine (kernel.panic and the
 *       like) it finds as it wants it, in files that belong to the guest. A virtual IP that keepalived puts on an interface
 *       is reachable on its network, since nothing filters by address.
 *   <li><b>Engine</b>: the one that is there, else one that is installed and started. An engine that the lab has started
 *       keeps running, so that the next start takes no time; {@code davit lab engine --stop} ends it.
 *       Programs that find none in the same moment wait for the one among them that starts it.
 *   <li><b>CAP_SYS_RESOURCE</b>: machines that are themselves sandboxes may lack it. A script in front of runc takes out
 *       what would need it, on this machine for an engine that the lab starts, and in every guest.
 * </ul>
 */
package dev.davit.lab.docker;
