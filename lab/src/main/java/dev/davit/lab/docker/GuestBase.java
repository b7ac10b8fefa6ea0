package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The bare system that a guest is made of: pulled from a registry, or made out of this machine's own distribution. */
final class GuestBase {
    static final String PULLED = "debian:12";
    static final HostSystem.Release PULLED_RELEASE = new HostSystem.Release("debian", "bookworm");
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);
    private static final Duration BOOTSTRAP_LIMIT = Duration.ofMinutes(15);

    private final DockerClient docker;
    private final HostSystem host;
    private final Path work;
    private final Consumer<String> say;

    GuestBase(DockerClient docker, HostSystem host, Path work, Consumer<String> say) {
        this.docker = docker;
        this.host = host;
        this.work = work;
        this.say = say;
    }

    /** @param image tag to build on @param release what it is @param complete whether it has the packages already */
    record Base(String image, HostSystem.Release release, boolean complete) {}

    Base make(String tag, List<String> packages) {
        say.accept("Pulling " + PULLED + " ...");
        var refusal = pull(docker, PULLED, SILENCE_LIMIT);
        if (refusal.isEmpty() || isThere(docker, PULLED)) {
            return new Base(PULLED, PULLED_RELEASE, false);
        }
        say.accept("It cannot be pulled here (" + refusal + ").");
        return bootstrap(tag, packages);
    }

    /** @return why it failed, or an empty text */
    static String pull(DockerClient docker, String image, Duration silenceLimit) {
        var colon = image.lastIndexOf(':');
        var failure = new AtomicReference<Throwable>();
        var heard = new AtomicLong(System.nanoTime());
        try (var callback = new ResultCallback.Adapter<PullResponseItem>() {
            @Override
            public void onNext(PullResponseItem item) {
                heard.set(System.nanoTime());
            }

            /** The refusal is an answer here, not something to log. */
            @Override
            public void onError(Throwable refusal) {
                failure.set(refusal);
                onComplete();
            }
        }) {
            docker.pullImageCmd(image.substring(0, colon))
                    .withTag(image.substring(colon + 1))
                    .exec(callback);
            while (!callback.awaitCompletion(1, TimeUnit.SECONDS)) {
                if (System.nanoTime() - heard.get() > silenceLimit.toNanos()) {
                    return "no answer for " + silenceLimit.toSeconds() + " s";
                }
            }
            return failure.get() != null
                    ? words(failure.get())
                    : isThere(docker, image) ? "" : "it is not there after the pull";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailableException("Interrupted while pulling " + image, e);
        } catch (DockerException | IOException e) {
            return words(e);
        }
    }

    private static boolean isThere(DockerClient docker, String image) {
        try {
            docker.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static String words(Throwable refusal) {
        return refusal instanceof DockerException e ? EngineError.text(e) : String.valueOf(refusal.getMessage());
    }

    private Base bootstrap(String tag, List<String> packages) {
        var release = host.release();
        if (!AptPackages.possible()
                || release.isEmpty()
                || !List.of("debian", "ubuntu").contains(release.get().id())) {
            throw new EngineUnavailableException(
                    "The guest image needs " + PULLED + " from a registry that the Docker Engine"
                            + " can reach (set a registry mirror, or docker load it), or root on Debian or Ubuntu, where it is made"
                            + " from the distribution's packages.");
        }
        if (!AptPackages.onPath("mmdebstrap")) {
            AptPackages.install(say, "mmdebstrap");
        }
        say.accept("Making a " + release.get() + " system out of this machine's package sources ...");
        try {
            Files.createDirectories(work);
            var directory = Files.createTempDirectory(work, "guest-base");
            try {
                importTarball(bootstrapTarball(directory, release.get(), packages), tag);
            } finally {
                deleteTree(directory);
            }
        } catch (IOException e) {
            throw new EngineUnavailableException("Cannot make the guest's base system: " + e.getMessage(), e);
        }
        return new Base(tag, release.get(), true);
    }

    private Path bootstrapTarball(Path directory, HostSystem.Release release, List<String> packages)
            throws IOException {
        var apt = new AptAccess(host).files();
        apt.writeTo(directory);
        var tarball = directory.resolve("base.tar");
        var words = new ArrayList<>(List.of(
                "mmdebstrap",
                "--variant=minbase",
                "--mode=root",
                "--format=tar",
                "--include=" + String.join(",", packages),
                "--aptopt=Acquire::Languages \"none\"",
                "--dpkgopt=force-unsafe-io",
                "--dpkgopt=path-exclude=/usr/share/man/*",
                "--dpkgopt=path-exclude=/usr/share/doc/*",
                "--dpkgopt=path-exclude=/usr/share/locale/*"));
        var options = directory.resolve("etc/apt/apt.conf.d/90guest");
        if (Files.exists(options)) {
            words.add("--aptopt=" + options);
        }
        words.add(release.codename());
        words.add(tarball.toString());
        var sources = new ArrayList<Path>();
        sources.add(directory.resolve("etc/apt/sources.list"));
        sources.add(directory.resolve("etc/apt/sources.list.d/guest.sources"));
        sources.removeIf(file -> !Files.exists(file));
        if (sources.isEmpty()) {
            throw new EngineUnavailableException("This machine's apt has no source for " + release + " main");
        }
        sources.forEach(file -> words.add(file.toString()));
        try {
            new LocalCommand(words, Map.of("TMPDIR", directory.toString()), BOOTSTRAP_LIMIT).run(line -> {
                if (line.matches("[IE]: .*") && !line.contains("tempdir")) {
                    say.accept("  " + line.substring(3));
                }
            });
        } catch (LocalCommand.LocalCommandException e) {
            throw new EngineUnavailableException("Cannot make the guest's base system. " + e.getMessage(), e);
        }
        return tarball;
    }

    private void importTarball(Path tarball, String tag) throws IOException {
        say.accept("Loading it into the Docker Engine ...");
        var archive = tarball.resolveSibling("image.tar");
        try (var out = new BufferedOutputStream(Files.newOutputStream(archive), 1 << 16)) {
            new ImageArchive(tag, tarball, Map.of("Cmd", List.of("/bin/sh"))).writeTo(out);
        }
        try (var in = Files.newInputStream(archive)) {
            docker.loadImageCmd(in).exec();
        }
    }

    static void deleteTree(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
