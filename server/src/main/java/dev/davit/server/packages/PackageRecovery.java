package dev.davit.server.packages;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.engine.Caller;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a start does about packages that an earlier process of this node had begun with. */
record PackageRecovery(PackageStore store, PackageFiles files, Onboarding onboarding) {
    private static final Logger LOG = LoggerFactory.getLogger(PackageRecovery.class);

    void run() {
        sweep();
        store.unfinished().forEach(this::goOn);
    }

    private void goOn(VnfPackage unfinished) {
        UUID id = unfinished.id();
        Optional<UriDownload.Source> download = store.download(id);
        if (unfinished.onboardingState() == OnboardingState.PROCESSING) {
            LOG.info("VNF package {}: processing it again", id);
            onboarding.process(id);
        } else if (download.isPresent()) {
            LOG.info("VNF package {}: fetching it again", id);
            onboarding.fetch(id, download.get());
        } else {
            store.failed(
                    id,
                    ProblemDetails.of(
                            500,
                            "Upload interrupted",
                            "The server ended during the upload. Upload the package again."));
        }
    }

    private void sweep() {
        var everybody = new Caller("", "", true);
        try {
            files.keepOnly(
                    store.list(everybody, Optional.empty(), Integer.MAX_VALUE).stream()
                            .map(VnfPackage::id)
                            .collect(Collectors.toSet()),
                    store.arrivingElsewhere());
        } catch (IOException e) {
            LOG.warn("Left-over package files could not be removed: {}", e.getMessage());
        }
    }
}
