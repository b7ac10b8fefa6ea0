package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The images that the lab's servers boot from. Built on first use and kept by the Docker Engine under a tag that follows
 * from the recipe; builds of several labs on one machine wait for each other.
 */
public final class GuestImage {
    static final String RELEASE_LABEL = "dev.davit.guest.release";

    private final DockerClient docker;
    private final EngineSettings settings;
    private final HostSystem host;
    private final GuestRecipe recipe = new GuestRecipe();

    public GuestImage(DockerClient docker, EngineSettings settings) {
        this(docker, settings, HostSystem.here());
    }

    GuestImage(DockerClient docker, EngineSettings settings, HostSystem host) {
        this.docker = docker;
        this.settings = settings;
        this.host = host;
    }

    /**
     * The image's tag; it is built first if need be.
     *
     * @param say gets the progress
     * @throws EngineUnavailableException when it cannot be built, saying why
     */
    public String obtain(GuestFlavour flavour, Consumer<String> say) {
        var tag = recipe.tag(flavour);
        if (exists(tag)) {
            return tag;
        }
        return new MachineLock(settings.directory().resolve("build.lock")).hold(() -> {
            if (!exists(tag)) {
                build(flavour, say, settings.directory());
            }
            return tag;
        });
    }

    private void build(GuestFlavour flavour, Consumer<String> say, Path directory) {
        var begin = System.nanoTime();
        var plain = recipe.tag(GuestFlavour.PLAIN);
        if (!exists(plain)) {
            buildPlain(plain, say, directory);
        }
        if (flavour == GuestFlavour.DOCKER) {
            buildDocker(plain, say);
        }
        say.accept("The guest image %s is ready (%d s)."
                .formatted(recipe.tag(flavour), (System.nanoTime() - begin) / 1_000_000_000L));
    }

    private void buildPlain(String plain, Consumer<String> say, Path directory) {
        say.accept("Building the lab's guest image (once) ...");
        var base = new GuestBase(docker, host, directory, say).make(recipe.tag("base"), recipe.basePackages());
        var setup = "/bin/sh /davit-build/setup-plain.sh /davit-build && rm -rf /davit-build";
        var script = base.complete() ? setup : installation(recipe.basePackages()) + setup;
        new ImageBuild(docker, say)
                .run(base.image(), files(base.release()), host.proxies(), script, plain, labels(base.release()));
        if (base.complete()) {
            docker.removeImageCmd(base.image()).withNoPrune(true).exec();
        }
    }

    private void buildDocker(String plain, Consumer<String> say) {
        say.accept("Adding Docker to the guest image ...");
        var release = release(plain);
        var script = installation(recipe.dockerPackages()) + "rm -rf /davit-build";
        new ImageBuild(docker, say)
                .run(plain, files(release), host.proxies(), script, recipe.tag(GuestFlavour.DOCKER), labels(release));
    }

    private FileTree files(HostSystem.Release release) {
        return recipe.buildFiles().addAll(access(release).under("/davit-build/access"));
    }

    /** The host's way to the packages serves the guest as well when both are of one release. */
    FileTree access(HostSystem.Release release) {
        var tree = host.authorities();
        if (host.release().filter(release::equals).isPresent()) {
            tree.addAll(new AptAccess(host).files());
        }
        return tree;
    }

    /** Lays the access files down for the time of the installation and puts the image's own back afterwards. */
    private static String installation(java.util.List<String> packages) {
        return """
                if [ -d /davit-build/access ]; then
                  cp -a /etc/apt /davit-build/own-apt
                  [ ! -d /davit-build/access/etc/apt ] || rm -f /etc/apt/sources.list /etc/apt/sources.list.d/*
                  cp -R /davit-build/access/. /
                fi
                /bin/sh /davit-build/install-packages.sh %s
                if [ -d /davit-build/own-apt ]; then
                  rm -rf /etc/apt
                  cp -a /davit-build/own-apt /etc/apt
                fi
                """.formatted(String.join(" ", packages));
    }

    private static Map<String, String> labels(HostSystem.Release release) {
        return Map.of("dev.davit.guest", "true", RELEASE_LABEL, release.toString());
    }

    /** The distribution inside an image that was built here. */
    HostSystem.Release release(String tag) {
        var labels = docker.inspectImageCmd(tag).exec().getConfig().getLabels();
        var words = labels.getOrDefault(RELEASE_LABEL, "unknown unknown").split(" ", 2);
        return new HostSystem.Release(words[0], words[1]);
    }

    private boolean exists(String tag) {
        try {
            docker.inspectImageCmd(tag).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
