package dev.davit.server.packages;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.engine.Caller;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.pack.PackageCatalog;
import dev.davit.server.secret.SecretBox;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.node.ObjectNode;

/** The VNF packages of this server (SOL005 v2.6.1 clause 9). A package of another project does not exist for a caller. */
public final class PackageRegistry implements PackageCatalog, AutoCloseable {
    private final PackageStore store;
    private final PackageFiles files;
    private final PackageReader reader;
    private final PackageImages images;
    private final UriDownload download;
    private final Onboarding onboarding;
    private final PackageLimits limits;

    /** @param node tells the server processes of one database apart; each looks after its own files */
    public PackageRegistry(
            Jdbi jdbi,
            SecretBox secrets,
            String node,
            Path folder,
            PackageLimits limits,
            PackageReader reader,
            PackageImages images) {
        this.store = new PackageStore(jdbi, secrets, node);
        this.files = new PackageFiles(folder, limits.maxUploadBytes());
        this.reader = reader;
        this.images = images;
        this.limits = limits;
        this.download = new UriDownload(limits.loopbackDownloads());
        this.onboarding = new Onboarding(store, files, reader, download, limits.maxUploadBytes());
    }

    /** Goes on with what an earlier process of this node had begun. Call once, before requests are taken. */
    public void recover() {
        new PackageRecovery(store, files, onboarding).run();
    }

    public VnfPackage create(Caller caller, ObjectNode userDefinedData) {
        UUID id = UUID.randomUUID();
        store.create(id, caller.project(), userDefinedData);
        return get(caller, id);
    }

    /** @throws ProblemException 404 when the caller sees no such package */
    public VnfPackage get(Caller caller, UUID id) {
        return store.find(id)
                .filter(p -> caller.sees(p.project()))
                .orElseThrow(() -> new ProblemException(
                        ProblemDetails.notFound("There is no VNF package with the id " + id + ".")));
    }

    public List<VnfPackage> list(Caller caller, Optional<UUID> after, int limit) {
        return store.list(caller, after, limit);
    }

    /**
     * Takes a package's content in. When this returns the content is kept, whatever happens, and processing has begun.
     *
     * @param announced the Content-Length, if the client gave one
     */
    public void upload(Caller caller, UUID id, InputStream content, OptionalLong announced) {
        get(caller, id);
        if (announced.orElse(0) > limits.maxUploadBytes()) {
            throw onboarding.tooLong();
        }
        begin(id, Optional.empty());
        try {
            onboarding.receive(id, content);
        } catch (ProblemException e) {
            onboarding.giveUp(id, e.problem());
            throw e;
        } catch (IOException | RuntimeException e) {
            onboarding.giveUp(
                    id,
                    ProblemDetails.of(
                            400,
                            "Upload interrupted",
                            "The upload broke off (" + e.getMessage() + "). Upload the package again."));
            throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
        }
        onboarding.process(id);
    }

    /** Has the content fetched; returns when the wish is recorded. */
    public void uploadFromUri(
            Caller caller, UUID id, String addressInformation, Optional<String> userName, Optional<String> password) {
        get(caller, id);
        var source = new UriDownload.Source(addressInformation, userName, password);
        download.checkForm(source);
        begin(id, Optional.of(source));
        onboarding.fetch(id, source);
    }

    private void begin(UUID id, Optional<UriDownload.Source> source) {
        if (!store.uploading(id, source)) {
            throw new ProblemException(
                    ProblemDetails.conflict(
                            "VNF package " + id
                                    + " has content already or is being uploaded; content is accepted in onboardingState CREATED only."));
        }
    }

    /** @throws ProblemException 409 when it is in that state already */
    public void setOperational(VnfPackage vnfPackage, OperationalState state) {
        if (!store.operational(vnfPackage.id(), state)) {
            throw new ProblemException(
                    ProblemDetails.conflict("VNF package " + vnfPackage.id() + " is " + state + " already."));
        }
    }

    public void mergeUserDefinedData(VnfPackage vnfPackage, ObjectNode data) {
        store.userDefinedData(vnfPackage.id(), data);
    }

    /** Removes it with its file and its images in VIMs. @throws ProblemException 409 when it is enabled or in use */
    public void delete(Caller caller, UUID id) {
        refuseDeletion(get(caller, id));
        images.remove(id);
        if (!store.delete(id)) {
            refuseDeletion(get(caller, id));
            throw new ProblemException(
                    ProblemDetails.conflict("VNF package " + id + " changed while it was being deleted; try again."));
        }
        files.delete(id);
    }

    private static void refuseDeletion(VnfPackage vnfPackage) {
        String because;
        if (vnfPackage.inUse()) {
            because = "a VNF instance refers to it; delete the instance first";
        } else if (vnfPackage.operationalState() == OperationalState.ENABLED) {
            because = "it is ENABLED; set operationalState to DISABLED first";
        } else if (vnfPackage.onboardingState() == OnboardingState.UPLOADING
                || vnfPackage.onboardingState() == OnboardingState.PROCESSING) {
            because = "it is being onboarded; wait until that has ended";
        } else {
            return;
        }
        throw new ProblemException(
                ProblemDetails.conflict("VNF package " + vnfPackage.id() + " cannot be deleted: " + because + "."));
    }

    /** @throws ProblemException 404, or 409 when it is not ONBOARDED */
    public VnfPackage onboarded(Caller caller, UUID id) {
        VnfPackage vnfPackage = get(caller, id);
        if (vnfPackage.onboardingState() != OnboardingState.ONBOARDED) {
            throw new ProblemException(ProblemDetails.conflict("VNF package " + id + " is "
                    + vnfPackage.onboardingState() + "; only an ONBOARDED one has content."));
        }
        return vnfPackage;
    }

    public Path file(VnfPackage vnfPackage) {
        return files.file(vnfPackage.id());
    }

    public Csar open(VnfPackage vnfPackage) throws IOException {
        return reader.open(file(vnfPackage));
    }

    @Override
    public Optional<OnboardedPackage> byVnfdId(String project, String vnfdId) {
        return store.byVnfdId(project, vnfdId).map(found -> {
            if (found.operationalState() == OperationalState.DISABLED) {
                throw new ProblemException(ProblemDetails.conflict("VNF package " + found.id() + " of vnfdId " + vnfdId
                        + " is DISABLED; set its operationalState to ENABLED first."));
            }
            return asOnboarded(found);
        });
    }

    @Override
    public Optional<OnboardedPackage> byId(UUID id) {
        return store.find(id)
                .filter(p -> p.onboardingState() == OnboardingState.ONBOARDED)
                .map(this::asOnboarded);
    }

    /** The vnfdId of an onboarded package that the caller sees. */
    public Optional<String> vnfdIdOf(Caller caller, UUID id) {
        return store.find(id)
                .filter(p -> caller.sees(p.project()))
                .flatMap(VnfPackage::content)
                .map(content -> content.vnfd().id());
    }

    private OnboardedPackage asOnboarded(VnfPackage vnfPackage) {
        return new Opened(vnfPackage.id(), vnfPackage.onboarded().vnfd(), file(vnfPackage), reader);
    }

    private record Opened(UUID id, Vnfd vnfd, Path file, PackageReader reader) implements OnboardedPackage {
        @Override
        public Csar open() throws IOException {
            return reader.open(file);
        }
    }

    /** Removes files that belong to no package of the database. */
    @Override
    public void close() {
        download.close();
        onboarding.close();
    }
}
