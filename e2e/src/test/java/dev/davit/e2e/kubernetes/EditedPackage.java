package dev.davit.e2e.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Kubernetes sample package with changes, as somebody would make who takes it for a start. */
final class EditedPackage {
    private final Path folder;

    private EditedPackage(Path folder) {
        this.folder = folder;
    }

    /** @param parent for the copy */
    static EditedPackage in(Path parent) throws IOException {
        Path sample = ClusterVnf.SAMPLE;
        Path copy = parent.resolve("edited-package");
        try (Stream<Path> files = Files.walk(sample)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(sample.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return new EditedPackage(copy);
    }

    /** Replaces a text in a file. @throws AssertionError when it is not there */
    EditedPackage replace(String file, String text, String by) throws IOException {
        String before = Files.readString(folder.resolve(file));
        if (!before.contains(text)) {
            throw new AssertionError(file + " has no '" + text + "'");
        }
        Files.writeString(folder.resolve(file), before.replace(text, by));
        return this;
    }

    /** Adds text at a file's end. @param last what stands there now and is taken away */
    EditedPackage append(String file, String last, String text) throws IOException {
        String before = Files.readString(folder.resolve(file)).stripTrailing();
        if (!before.endsWith(last)) {
            throw new AssertionError(file + " does not end with '" + last + "'");
        }
        Files.writeString(folder.resolve(file), before.substring(0, before.length() - last.length()) + "\n" + text);
        return this;
    }

    EditedPackage with(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
        return this;
    }

    /** The lab's guests for this image have neither Docker nor anything of Kubernetes. */
    EditedPackage onPlainGuests(String flavour) throws IOException {
        return replace(
                "Definitions/sample_kubernetes_df_" + flavour + ".yaml",
                "name: ubuntu-20.04-server-cloudimg-amd64\n",
                "name: ubuntu-20.04-server-cloudimg-amd64-plain\n");
    }

    /** @param added files as {@code path in the package=file} */
    Path build(Path csar, List<String> added) {
        return Tool.buildPackage(folder, csar, added);
    }
}
