package dev.davit.driver.registry;

import dev.davit.driver.vm.VmSettings;
import java.time.Duration;

/**
 * Limits and defaults of the driver.
 *
 * @param installLimit for each call of apt
 * @param imageLimit for loading or pulling the image
 * @param verifyLimit how long the registry may take until it answers
 * @param retryPause before what a network may have spoilt is tried again; doubled each time
 * @param image what is pulled when the package brings no image
 */
public record RegistryDriverSettings(
        VmSettings vm,
        Duration installLimit,
        Duration imageLimit,
        Duration verifyLimit,
        Duration retryPause,
        String image) {

    public static final RegistryDriverSettings DEFAULT = new RegistryDriverSettings(
            VmSettings.DEFAULT,
            Duration.ofMinutes(20),
            Duration.ofMinutes(15),
            Duration.ofSeconds(90),
            Duration.ofSeconds(5),
            "registry:2");

    /** How often apt and docker pull are tried. */
    static final int ATTEMPTS = 4;

    public RegistryDriverSettings withVm(VmSettings changed) {
        return new RegistryDriverSettings(changed, installLimit, imageLimit, verifyLimit, retryPause, image);
    }
}
