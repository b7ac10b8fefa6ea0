package dev.davit.lab.docker;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A container registry's image as a tarball of {@code docker save}, for packages that bring their registry along. It is
 * the official image where the engine can pull it, else one of the same layout made of the distribution's packages.
 * Tarballs are kept in the lab's directory.
 */
public final class RegistryImage {
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);
    private static final int FORM = 1;

    private final EngineSettings settings;
    private final Consumer<String> say;

    /** @param say gets the progress */
    public RegistryImage(EngineSettings settings, Consumer<String> say) {
        this.settings = settings;
        this.say = say;
    }

    /**
     * Writes the tarball to a file, which is either whole or not there.
     *
     * @param tag repository and tag that the image is to have, e.g. registry:2
     * @throws EngineUnavailableException when it can be had in neither way
     * @throws IllegalArgumentException when the tag is none
     */
    public void write(String tag, RegistryLayout layout, Path output) throws IOException {
        var cached = obtain(tag, layout);
        var target = output.toAbsolutePath();
        Files.createDirectories(target.getParent());
        var part = Files.createTempFile(target.getParent(), target.getFileName().toString(), ".part");
        try {
            Files.copy(cached, part, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The tarball in the lab's directory; made first if need be. Not to be written to. */
    public Path obtain(String tag, RegistryLayout layout) throws IOException {
        var reference = ImageReference.parse(tag);
        var directory = Files.createDirectories(settings.directory().resolve("registry-images"));
        var file = directory.resolve("%s-%s-form%d-%s.tar"
                .formatted(
                        reference.toString().replaceAll("[^A-Za-z0-9._-]", "_"),
                        layout.name(),
                        FORM,
                        Integer.toHexString(reference.toString().hashCode())));
        if (!Files.exists(file)) {
            var part = Files.createTempFile(directory, "making", ".part");
            try {
                if (!savePulled(reference, layout, part)) {
                    build(reference, layout, part);
                }
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        return file;
    }

    private boolean savePulled(ImageReference reference, RegistryLayout layout, Path part) throws IOException {
        Optional<DockerEngine> found = DockerEngine.find(settings);
        if (found.isEmpty()) {
            return false;
        }
        try (var engine = found.get()) {
            var docker = engine.client();
            say.accept("Pulling " + layout.official() + " ...");
            var refusal = GuestBase.pull(docker, layout.official(), SILENCE_LIMIT);
            if (!refusal.isEmpty()) {
                say.accept("It cannot be pulled here (" + refusal + "); making one of the distribution's packages.");
                return false;
            }
            docker.tagImageCmd(layout.official(), reference.repository(), reference.tag())
                    .exec();
            try (var in = docker.saveImageCmd(reference.repository())
                    .withTag(reference.tag())
                    .exec()) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            return true;
        }
    }

    private void build(ImageReference reference, RegistryLayout layout, Path part) throws IOException {
        if (!AptPackages.onPath("apt-get") || !AptPackages.onPath("dpkg-deb")) {
            throw new EngineUnavailableException("A registry image needs a Docker Engine that can pull "
                    + layout.official() + ", or Debian or Ubuntu, whose package docker-registry it is made of.");
        }
        var work = Files.createTempDirectory(part.getParent(), "rootfs");
        try {
            var layer = new RegistryRootfs(work, say).make(layout);
            try (var out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                new ImageArchive(reference.toString(), layer, config(layout)).writeTo(out);
            }
        } catch (LocalCommand.LocalCommandException e) {
            throw new EngineUnavailableException("Cannot make a registry image. " + e.getMessage(), e);
        } finally {
            GuestBase.deleteTree(work);
        }
    }

    private static Map<String, Object> config(RegistryLayout layout) {
        var config = new HashMap<String, Object>();
        config.put("Env", List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
        config.put("Entrypoint", List.of("/entrypoint.sh"));
        config.put("Cmd", List.of("/" + layout.configPath()));
        config.put("ExposedPorts", Map.of("5000/tcp", Map.of()));
        config.put("Volumes", Map.of("/var/lib/registry", Map.of()));
        return config;
    }
}
