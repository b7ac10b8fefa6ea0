package dev.davit.server.rest.vnfpkgm;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.server.packages.PackageRegistry;
import dev.davit.server.packages.VnfPackage;
import dev.davit.server.rest.http.Answer;
import dev.davit.server.rest.http.ApiRequest;
import dev.davit.server.rest.http.Route;
import dev.davit.server.rest.json.Fields;
import dev.davit.server.rest.json.Violations;
import dev.davit.vnfpackage.Artifact;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import io.helidon.http.Method;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The content of VNF packages: in, and out again whole or in parts (SOL005 v2.6.1 clauses 9.4.4 to 9.4.7). */
public final class ContentRoutes {
    private static final String ONE = PackageView.ROOT + "/{id}";
    private static final String ZIP = "application/zip";
    private static final String TEXT = "text/plain";

    private final PackageRegistry packages;

    public ContentRoutes(PackageRegistry packages) {
        this.packages = packages;
    }

    public List<Route> routes() {
        return List.of(
                Route.change(Method.PUT, ONE + "/package_content", this::upload),
                Route.read(ONE + "/package_content", this::download),
                Route.change(Method.POST, ONE + "/package_content/upload_from_uri", this::uploadFromUri),
                Route.read(ONE + "/vnfd", this::vnfd),
                Route.read(ONE + "/artifacts/{+path}", this::artifact));
    }

    private Answer upload(ApiRequest request) {
        packages.upload(request.caller(), request.id(), request.body(), request.contentLength());
        return Answer.accepted();
    }

    private Answer uploadFromUri(ApiRequest request) {
        UUID id = request.id();
        var violations = new Violations();
        Fields body = Fields.of(request.json(), violations);
        String address = body.requiredText("addressInformation", 2048);
        Optional<String> user = body.text("userName", 255);
        if (user.filter(u -> !u.matches("[a-zA-Z0-9-_]*")).isPresent()) {
            body.refuse("userName", "may hold letters, digits, - and _ only");
        }
        Optional<String> password = body.text("password", 255);
        violations.throwIfAny();
        packages.uploadFromUri(request.caller(), id, address, user, password);
        return Answer.accepted();
    }

    private Answer download(ApiRequest request) throws IOException {
        VnfPackage vnfPackage = packages.onboarded(request.caller(), request.id());
        return content(
                request,
                ZIP,
                Files.size(packages.file(vnfPackage)),
                () -> Files.newInputStream(packages.file(vnfPackage)));
    }

    /** A path that is not listed as an artifact is not there, whatever else the package has. */
    private Answer artifact(ApiRequest request) throws IOException {
        VnfPackage vnfPackage = packages.onboarded(request.caller(), request.id());
        PackagePath path;
        try {
            path = new PackagePath(request.parameter("path"));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemDetails.badRequest("artifactPath", e.getMessage()), e);
        }
        Artifact listed = vnfPackage.onboarded().artifacts().stream()
                .filter(a -> a.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemDetails.notFound("VNF package " + vnfPackage.id()
                        + " has no artifact '" + path + "'; see additionalArtifacts.")));
        long size;
        try (Csar csar = packages.open(vnfPackage)) {
            size = csar.size(path);
        }
        return content(request, mediaType(listed), size, () -> {
            Csar csar = packages.open(vnfPackage);
            return new ClosingStream(csar.open(path), csar);
        });
    }

    /** As the package says, if that looks like one; else as the file name suggests. */
    private static String mediaType(Artifact artifact) {
        return artifact.contentType()
                .filter(type -> type.matches("[a-z0-9.+-]+/[a-z0-9.+-]+"))
                .or(() -> Optional.ofNullable(
                        URLConnection.guessContentTypeFromName(artifact.path().fileName())))
                .orElse("application/octet-stream");
    }

    private interface Opener {
        InputStream open() throws IOException;
    }

    private static Answer content(ApiRequest request, String type, long size, Opener opener) {
        Optional<ByteRange> range = ByteRange.parse(request.header("Range"), size);
        ByteRange wanted = range.orElse(new ByteRange(0, size));
        var answer = new Answer.Content(
                range.isPresent() ? 206 : 200,
                type,
                wanted.length(),
                java.util.Map.of("Accept-Ranges", "bytes"),
                out -> {
                    try (InputStream in = opener.open()) {
                        wanted.copy(in, out);
                    }
                });
        return range.isPresent() ? answer.with("Content-Range", wanted.contentRange(size)) : answer;
    }

    private Answer vnfd(ApiRequest request) throws IOException {
        Set<String> accepted = accepted(request);
        VnfPackage vnfPackage = packages.onboarded(request.caller(), request.id());
        List<PackagePath> files = vnfPackage.onboarded().vnfd().files();
        try (Csar csar = packages.open(vnfPackage)) {
            if (accepted.contains(TEXT) && files.size() == 1) {
                return Answer.text(TEXT, bytes(csar, files.getFirst()));
            }
            if (!accepted.contains(ZIP)) {
                throw new ProblemException(ProblemDetails.badRequest(
                        "Accept", "this VNFD has " + files.size() + " files, which only application/zip can carry"));
            }
            return Answer.text(ZIP, zip(csar, files));
        }
    }

    private static Set<String> accepted(ApiRequest request) {
        Set<String> types = Stream.of(request.header("Accept").orElse(ZIP).split(","))
                .map(t -> t.split(";")[0].strip())
                .map(t -> t.equals("*/*") || t.equals("application/*") ? ZIP : t)
                .map(t -> t.equals("text/*") ? TEXT : t)
                .filter(t -> t.equals(ZIP) || t.equals(TEXT))
                .collect(Collectors.toSet());
        if (types.isEmpty()) {
            throw new ProblemException(ProblemDetails.of(
                    406, "Not Acceptable", "Accept: a VNFD comes as text/plain or as application/zip."));
        }
        return types;
    }

    private static byte[] zip(Csar csar, List<PackagePath> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            var meta = new PackagePath("TOSCA-Metadata/TOSCA.meta");
            for (PackagePath path : csar.contains(meta) ? concat(meta, files) : files) {
                zip.putNextEntry(new ZipEntry(path.value()));
                zip.write(bytes(csar, path));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static List<PackagePath> concat(PackagePath first, List<PackagePath> rest) {
        return Stream.concat(Stream.of(first), rest.stream().filter(p -> !p.equals(first)))
                .toList();
    }

    private static byte[] bytes(Csar csar, PackagePath path) throws IOException {
        try (InputStream in = csar.open(path)) {
            return in.readAllBytes();
        }
    }
}
