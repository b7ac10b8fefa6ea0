package dev.davit.cli.pack;

import dev.davit.cli.CliException;
import dev.davit.cli.Session;
import dev.davit.cli.connection.ApiException;
import dev.davit.cli.output.Facts;
import dev.davit.cli.output.Json;
import dev.davit.cli.output.Table;
import dev.davit.cli.output.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** VNF packages. */
@Command(
        name = "package",
        description = "Onboard VNF packages and look after them.",
        footer = {
            "",
            "PACKAGE is an id, a VNFD id or the product's name.",
            "",
            "Examples:",
            "  davit package build vnf-packages/private-registry -o registry.csar",
            "    --add Files/images/ubuntu-20.04-server-cloudimg-amd64.img=DISK --update-checksums",
            "  davit package upload registry.csar",
            "  davit package delete 'Sample Private registry VNF' --force"
        })
public final class PackageCommand {
    private static final String WHICH = "Its id, its VNFD's id or the product's name.";

    private final Session session;
    private final Packages packages;

    public PackageCommand(Session session) {
        this.session = session;
        this.packages = new Packages(session);
    }

    @Command(
            name = "upload",
            description = "Create a package from a CSAR file, upload it and wait until it is onboarded.",
            footer = {"", "What is wrong with a package is printed as file:line: problem, and nothing of it is kept."})
    void upload(@Parameters(paramLabel = "FILE", description = "The VNF package: a CSAR, which is a zip.") Path file) {
        if (!Files.isRegularFile(file)) {
            throw CliException.usage("There is no file " + file + ".");
        }
        JsonNode info = packages.onboard(file);
        session.show(
                info,
                () -> List.of(session.style().tick() + " " + Json.text(info, "vnfProductName") + " "
                        + Json.text(info, "vnfdVersion") + " onboarded, package " + Json.text(info, "id") + ", VNFD "
                        + Json.text(info, "vnfdId")));
    }

    @Command(name = "list", description = "List the VNF packages.")
    void list() {
        session.list(
                packages.all(),
                new Table<JsonNode>()
                        .column("PRODUCT", row -> Json.text(row, "vnfProductName"))
                        .column("VERSION", row -> Json.text(row, "vnfdVersion"))
                        .column("ONBOARDING", row -> Json.text(row, "onboardingState"))
                        .column("STATE", row -> Json.text(row, "operationalState"))
                        .column("USAGE", row -> Json.text(row, "usageState"))
                        .column("VNFD", row -> Json.text(row, "vnfdId"))
                        .column("ID", row -> Json.text(row, "id")),
                "No packages. 'davit package upload FILE' onboards one.");
    }

    @Command(name = "show", description = "Show a package, and what was wrong with it when it could not be onboarded.")
    void show(@Parameters(paramLabel = "PACKAGE", description = WHICH) String text) {
        JsonNode info = session.api().get(Packages.path(packages.id(text)));
        session.show(info, () -> lines(info));
    }

    @Command(name = "delete", description = "Delete packages; they must be disabled and not in use.")
    void delete(
            @Parameters(paramLabel = "PACKAGE", arity = "1..*", description = "By id, VNFD id or product name.")
                    List<String> texts,
            @Option(names = "--force", description = "Disable an enabled one first.") boolean force) {
        for (String text : texts) {
            String id = packages.id(text);
            if (force) {
                packages.disableIfEnabled(id);
            }
            delete(id);
            session.say(session.style().tick() + " package " + text + " deleted");
        }
    }

    @Command(name = "enable", description = "Allow new VNF instances of a package.")
    void enable(@Parameters(paramLabel = "PACKAGE", description = WHICH) String text) {
        operationalState(text, "ENABLED");
    }

    @Command(
            name = "disable",
            description = "Allow no new VNF instances of a package; needed before it can be deleted.")
    void disable(@Parameters(paramLabel = "PACKAGE", description = WHICH) String text) {
        operationalState(text, "DISABLED");
    }

    @Command(name = "download", description = "Download a package, or only its VNFD.")
    void download(
            @Parameters(paramLabel = "PACKAGE", description = WHICH) String text,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description = "Where to (default: the id with .csar or .zip, here).")
                    Optional<Path> output,
            @Option(names = "--vnfd", description = "Only TOSCA.meta and the VNFD's files, as a zip.") boolean vnfd)
            throws IOException {
        String id = packages.id(text);
        Path target = output.orElseGet(() -> Path.of(id + (vnfd ? "-vnfd.zip" : ".csar")))
                .toAbsolutePath();
        try {
            session.api()
                    .download(Packages.path(id) + (vnfd ? "/vnfd" : "/package_content"), "application/zip", target);
        } catch (IOException e) {
            throw CliException.usage("Cannot write " + target + ": " + e.getMessage());
        }
        session.say(session.style().tick() + " " + target + " (" + Text.bytes(Files.size(target)) + ")");
    }

    private void delete(String id) {
        try {
            session.api().delete(Packages.path(id));
        } catch (ApiException e) {
            if (e.problem().status() == 409) {
                List<String> hints = new ArrayList<>(e.hints());
                hints.add("--force disables it first; VNF instances of it must be gone ('davit vnf list').");
                throw new CliException(e.exitCode(), e.getMessage(), hints);
            }
            throw e;
        }
    }

    private void operationalState(String text, String state) {
        session.api().patch(Packages.path(packages.id(text)), Json.object().put("operationalState", state));
        session.say(session.style().tick() + " package " + text + " is "
                + session.style().state(state));
    }

    private List<String> lines(JsonNode info) {
        List<String> lines = new ArrayList<>(new Facts(session.style())
                .add("Product", Json.text(info, "vnfProductName"))
                .add("Provider", Json.text(info, "vnfProvider"))
                .add("Software", Json.text(info, "vnfSoftwareVersion"))
                .add("VNFD version", Json.text(info, "vnfdVersion"))
                .add("VNFD id", Json.text(info, "vnfdId"))
                .add("Id", Json.text(info, "id"))
                .add("Onboarding", Json.text(info, "onboardingState"))
                .add("State", Json.text(info, "operationalState"))
                .add("Usage", Json.text(info, "usageState"))
                .add(
                        "Checksum",
                        (Json.text(info, "checksum", "algorithm") + " " + Json.text(info, "checksum", "hash")).strip())
                .lines());
        table(
                lines,
                "Software images",
                Json.elements(info, "softwareImages"),
                new Table<JsonNode>()
                        .column("  IMAGE", image -> "  " + Json.text(image, "id"))
                        .column("NAME", image -> Json.text(image, "name"))
                        .column("FORMAT", image -> Json.text(image, "diskFormat"))
                        .column("SIZE", image -> Text.bytes(image.path("size").asLong(0)))
                        .column("FILE", image -> Json.text(image, "imagePath")));
        table(
                lines,
                "Artifacts",
                Json.elements(info, "additionalArtifacts"),
                new Table<JsonNode>()
                        .column("  FILE", artifact -> "  " + Json.text(artifact, "artifactPath"))
                        .column("CHECKSUM", artifact -> Json.text(artifact, "checksum", "algorithm")));
        return lines;
    }

    private void table(List<String> lines, String title, List<JsonNode> rows, Table<JsonNode> table) {
        if (!rows.isEmpty()) {
            lines.add("");
            lines.add(session.style().bold(title));
            lines.addAll(table.lines(rows, session.style()));
        }
    }
}
