package dev.davit.lab.docker;

import dev.davit.lab.hypervisor.ServerSpec;
import java.util.Locale;

/** What is inside a guest beside the distribution. */
public enum GuestFlavour {
    /** Nothing: whoever needs Docker installs it. */
    PLAIN,
    /** The distribution's Docker, so that it need not be installed again for every server. */
    DOCKER;

    /**
     * Images whose name ends with {@code -plain} are plain; all others have Docker inside.
     *
     * @param image as known to Glance
     */
    public static GuestFlavour of(ServerSpec.Image image) {
        return image.name().toLowerCase(Locale.ROOT).endsWith("-plain") ? PLAIN : DOCKER;
    }

    String tagSuffix() {
        return name().toLowerCase(Locale.ROOT);
    }
}
