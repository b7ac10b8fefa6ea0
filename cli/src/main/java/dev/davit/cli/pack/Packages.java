package dev.davit.cli.pack;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import dev.davit.cli.Names;
import dev.davit.cli.Session;
import dev.davit.cli.connection.ApiException;
import dev.davit.cli.connection.Problem;
import dev.davit.cli.output.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** The server's packages, and the way of a file to an onboarded package. */
public final class Packages {
    private static final String PACKAGES = "/vnfpkgm/v1/vnf_packages";
    private static final Set<String> UNDER_WAY = Set.of("UPLOADING", "PROCESSING");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Session session;

    public Packages(Session session) {
        this.session = session;
    }

    static String path(String id) {
        return PACKAGES + "/" + id;
    }

    List<JsonNode> all() {
        return session.api().list(PACKAGES);
    }

    String id(String text) {
        return Names.isId(text)
                        && all().stream()
                                .noneMatch(row -> Json.text(row, "vnfdId").equals(text))
                ? text
                : Json.text(find(text), "id");
    }

    /** The package that a text means: its id, VNFD id or product name. */
    public JsonNode find(String text) {
        return Names.find(all(), text, "package", "davit package list", List.of("vnfdId", "vnfProductName"));
    }

    /**
     * Creates a package, uploads the file and waits until it is onboarded. When it cannot be, the package is deleted again.
     *
     * @return the onboarded package
     */
    public JsonNode onboard(Path file) {
        String id = Json.text(session.api().post(PACKAGES, Json.object()), "id");
        boolean onboarded = false;
        try {
            session.api().upload(path(id) + "/package_content", file);
            JsonNode info = session.api().get(path(id));
            while (UNDER_WAY.contains(Json.text(info, "onboardingState"))) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
                info = session.api().get(path(id));
            }
            onboarded = Json.text(info, "onboardingState").equals("ONBOARDED");
            if (!onboarded) {
                throw refused(file, info);
            }
            return info;
        } catch (IOException e) {
            throw CliException.usage("Cannot read " + file + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "Interrupted while package " + id + " was being onboarded.");
        } finally {
            if (!onboarded) {
                remove(id);
            }
        }
    }

    void disableIfEnabled(String id) {
        if (Json.text(session.api().get(path(id)), "operationalState").equals("ENABLED")) {
            session.api().patch(path(id), Json.object().put("operationalState", "DISABLED"));
        }
    }

    /** Disables and deletes. */
    public void discard(String id) {
        disableIfEnabled(id);
        session.api().delete(path(id));
    }

    private void remove(String id) {
        try {
            session.api().delete(path(id));
        } catch (CliException e) {
            session.console().err().println("Could not delete the package " + id + " that was left: " + e.getMessage());
        }
    }

    private static CliException refused(Path file, JsonNode info) {
        JsonNode details = info.path("onboardingFailureDetails");
        return details.isObject()
                ? new ApiException(Problem.of(details))
                : new CliException(
                        ExitCode.FAILED, "The server could not onboard " + file + " and did not say why; see its log.");
    }
}
