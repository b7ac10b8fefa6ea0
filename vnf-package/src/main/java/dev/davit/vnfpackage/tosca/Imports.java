package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.csar.TextFiles;
import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlReader;
import dev.davit.vnfpackage.yaml.YamlScalar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the entry definitions and everything that they import. Files come from the package only; an import by URL means the
 * package's own copy of that file, and one of SOL001's type files that the package does not have means the types that
 * Davit knows itself. Nothing is fetched. Files may import each other in a circle.
 */
final class Imports {
    private static final Pattern STANDARD_FILE = Pattern.compile("etsi_nfv_sol001_(common|vnfd)_types\\.ya?ml");
    private static final Pattern URL = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://.*");

    private static final Pattern VERSION = Pattern.compile("tosca_simple_yaml_1_[0-3]");

    private final Csar csar;
    private final YamlReader yaml;
    private final CsarLimits limits;
    private final Problems problems;
    private final List<ToscaFile> files = new ArrayList<>();
    private final Set<PackagePath> seen = new HashSet<>();
    private final List<PackagePath> waiting = new ArrayList<>();

    private Imports(Csar csar, CsarLimits limits, Problems problems) {
        this.csar = csar;
        this.yaml = new YamlReader(limits.yaml());
        this.limits = limits;
        this.problems = problems;
    }

    /** The files in the order in which they are imported, the entry first. A file that cannot be read is a problem. */
    static List<ToscaFile> load(Csar csar, PackagePath entry, CsarLimits limits, Problems problems) throws IOException {
        Imports imports = new Imports(csar, limits, problems);
        imports.want(entry);
        while (!imports.waiting.isEmpty()) {
            imports.read(imports.waiting.removeFirst());
        }
        return imports.files;
    }

    private void want(PackagePath path) {
        if (seen.add(path)) {
            waiting.add(path);
        }
    }

    private void read(PackagePath path) throws IOException {
        try {
            YamlNode root = yaml.read(
                    path.value(), TextFiles.bytes(csar, path, limits.yaml().maxBytes()));
            if (root instanceof YamlMapping mapping) {
                files.add(new ToscaFile(path, mapping));
                checkVersion(mapping);
                imported(path, mapping);
            } else {
                problems.add(root, "expected a TOSCA service template (a map), got " + root.describe());
            }
        } catch (InvalidPackageException e) {
            problems.addAll(e);
        }
    }

    private void checkVersion(YamlMapping file) {
        String version = problems.text(file, "tosca_definitions_version").orElse("");
        if (!VERSION.matcher(version).matches()) {
            problems.add(
                    file.get("tosca_definitions_version").orElse(file),
                    "expected 'tosca_definitions_version: tosca_simple_yaml_1_2' (or 1_0 to 1_3), got "
                            + (version.isEmpty() ? "nothing" : "'" + version + "'"));
        }
    }

    private void imported(PackagePath from, YamlMapping file) {
        for (YamlNode item : problems.list(file, "imports")) {
            switch (item) {
                case YamlScalar name -> resolve(from, name);
                case YamlMapping definition ->
                    definition(definition)
                            .ifPresentOrElse(
                                    name -> resolve(from, name),
                                    () -> problems.add(item, "this import names no file; expected 'file: NAME'"));
                default -> problems.add(item, "expected a file's name or a map with 'file', got " + item.describe());
            }
        }
    }

    /** {@code file: NAME}, {@code alias: NAME}, or {@code alias: {file: NAME}}. */
    private static Optional<YamlScalar> definition(YamlMapping definition) {
        Optional<YamlNode> file = definition.get("file");
        if (file.isEmpty() && definition.keys().size() == 1) {
            file = definition.get(definition.keys().iterator().next());
            if (file.isPresent() && file.get() instanceof YamlMapping inner) {
                file = inner.get("file");
            }
        }
        return file.flatMap(f -> f instanceof YamlScalar s && !s.isNull() ? Optional.of(s) : Optional.empty());
    }

    private void resolve(PackagePath from, YamlScalar name) {
        boolean url = URL.matcher(name.text()).matches();
        String fileName = name.text().substring(name.text().lastIndexOf('/') + 1);
        List<PackagePath> candidates = new ArrayList<>();
        candidate(candidates, () -> from.sibling(url ? fileName : name.text()));
        candidate(candidates, () -> new PackagePath(url ? "Definitions/" + fileName : name.text()));
        Optional<PackagePath> found = candidates.stream().filter(csar::contains).findFirst();
        if (found.isPresent()) {
            want(found.get());
        } else if (!STANDARD_FILE.matcher(fileName).matches()) {
            String lookedFor = candidates.isEmpty()
                    ? "the name leads out of the package"
                    : "looked for "
                            + String.join(
                                    " and ",
                                    candidates.stream()
                                            .map(PackagePath::value)
                                            .distinct()
                                            .toList()) + " in the package" + (url ? "; Davit fetches nothing" : "");
            problems.add(name, "import '" + name.text() + "' not found: " + lookedFor);
        }
    }

    private interface PathSource {
        PackagePath path();
    }

    /** A name that is no path inside the package is no candidate. */
    private static void candidate(List<PackagePath> candidates, PathSource source) {
        try {
            candidates.add(source.path());
        } catch (IllegalArgumentException outside) {
            return;
        }
    }
}
