package dev.davit.vnfpackage.metadata;

import dev.davit.vnfpackage.PackageProblem;
import dev.davit.vnfpackage.yaml.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A manifest file (SOL004 v2.6.1 clause 4.3.2): a metadata section, {@code Source}/{@code Algorithm}/{@code Hash} groups, the
 * sets of non-MANO artifacts, and at the end a CMS signature. The signature is recognised and left out; a Source that is
 * a URL is kept out of the list too, since Davit reads nothing but the package.
 */
record Manifest(Map<String, String> metadata, List<ListedFile> files) {
    private static final Set<String> GROUP_KEYS =
            Set.of("Algorithm", "Hash", "Signature", "Certificate", "Content-Type");
    private static final String SIGNATURE_BEGIN = "-----BEGIN CMS-----";
    private static final String SIGNATURE_END = "-----END CMS-----";

    static Manifest parse(String file, String text, List<PackageProblem> problems) {
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Block> groups = new ArrayList<>();
        boolean inMetadata = false;
        boolean inSignature = false;
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.equals(SIGNATURE_BEGIN) || line.equals(SIGNATURE_END)) {
                inSignature = line.equals(SIGNATURE_BEGIN);
                continue;
            }
            if (line.isEmpty() || line.startsWith("#") || inSignature) {
                continue;
            }
            line = line.startsWith("- ") ? line.substring(2).strip() : line;
            int colon = line.indexOf(':');
            String key = colon > 0 ? line.substring(0, colon).strip() : line;
            String value = colon > 0 ? line.substring(colon + 1).strip() : "";
            Position position = new Position(file, number);
            if (colon <= 0) {
                problems.add(PackageProblem.of(file, number, "expected 'Key: value', got '" + shown(line) + "'"));
            } else if (key.equals("Source")) {
                inMetadata = false;
                groups.add(new Block());
                groups.getLast().put(key, value, position, problems);
            } else if (GROUP_KEYS.contains(key) && !groups.isEmpty()) {
                groups.getLast().put(key, value, position, problems);
            } else if (value.isEmpty()) {
                inMetadata = key.equals("metadata");
            } else if (inMetadata) {
                metadata.putIfAbsent(key, value);
            } else {
                problems.add(PackageProblem.of(
                        file, number, "'" + shown(key) + "' is not expected here; expected Source, Algorithm or Hash"));
            }
        }
        if (inSignature) {
            problems.add(PackageProblem.of(file, number, "the signature has no '" + SIGNATURE_END + "'"));
        }
        return new Manifest(metadata, files(groups, problems));
    }

    private static List<ListedFile> files(List<Block> groups, List<PackageProblem> problems) {
        return groups.stream()
                .filter(g -> !g.get("Source").orElse("").matches("^[A-Za-z][A-Za-z0-9+.-]+://.*"))
                .map(g -> g.listedFile("Source", problems))
                .flatMap(Optional::stream)
                .toList();
    }

    static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
