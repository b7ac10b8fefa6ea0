package dev.davit.driver.registry;

import java.time.Duration;

/**
 * Limits and defaults of the driver.
 *
 * @param sshPort where the VMs' SSH servers listen
 * @param sshWait how long a VM may take from its creation until somebody can log in
 * @param authenticationGrace how long a refused login is tried again: while a VM boots, its SSH server may be up before its
 *     users have their passwords
 * @param installLimit for each call of apt
 * @param imageLimit for loading or pulling the image
 * @param commandLimit for every other command
 * @param verifyLimit how long the registry may take until it answers
 * @param retryPause before what a network may have spoilt is tried again; doubled each time
 * @param image what is pulled when the package brings no image
 */
public record RegistryDriverSettings(
        int sshPort,
        Duration sshWait,
        Duration authenticationGrace,
        Duration installLimit,
        Duration imageLimit,
        Duration commandLimit,
        Duration verifyLimit,
        Duration retryPause,
        String image) {

    public static final RegistryDriverSettings DEFAULT = new RegistryDriverSettings(
            22,
            Duration.ofMinutes(10),
            Duration.ofSeconds(60),
            Duration.ofMinutes(20),
            Duration.ofMinutes(15),
            Duration.ofMinutes(2),
            Duration.ofSeconds(90),
            Duration.ofSeconds(5),
            "registry:2");

    /** How often apt and docker pull are tried. */
    static final int ATTEMPTS = 4;

    public RegistryDriverSettings withAuthenticationGrace(Duration grace) {
        return new RegistryDriverSettings(
                sshPort, sshWait, grace, installLimit, imageLimit, commandLimit, verifyLimit, retryPause, image);
    }

    public RegistryDriverSettings withSshWait(Duration wait) {
        return new RegistryDriverSettings(
                sshPort,
                wait,
                authenticationGrace,
                installLimit,
                imageLimit,
                commandLimit,
                verifyLimit,
                retryPause,
                image);
    }
}
