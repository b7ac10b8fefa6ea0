package dev.davit.driver.vm;

import java.time.Duration;

/**
 * How a driver deals with VMs over SSH.
 *
 * @param sshPort where their SSH servers listen
 * @param sshWait how long a VM may take from its creation until somebody can log in
 * @param authenticationGrace how long a refused login is tried again: while a VM boots, its SSH server may be up before its
 *     users have their passwords
 * @param commandLimit for every command that has no limit of its own
 */
public record VmSettings(int sshPort, Duration sshWait, Duration authenticationGrace, Duration commandLimit) {
    public static final VmSettings DEFAULT =
            new VmSettings(22, Duration.ofMinutes(10), Duration.ofSeconds(60), Duration.ofMinutes(2));

    public VmSettings withSshPort(int port) {
        return new VmSettings(port, sshWait, authenticationGrace, commandLimit);
    }

    public VmSettings withSshWait(Duration wait) {
        return new VmSettings(sshPort, wait, authenticationGrace, commandLimit);
    }

    /** Waits as long as that for a VM, and no longer than that for its users' passwords. */
    public VmSettings patientFor(Duration wait) {
        Duration grace = authenticationGrace.compareTo(wait) < 0 ? authenticationGrace : wait;
        return withSshWait(wait).withAuthenticationGrace(grace);
    }

    public VmSettings withAuthenticationGrace(Duration grace) {
        return new VmSettings(sshPort, sshWait, grace, commandLimit);
    }
}
