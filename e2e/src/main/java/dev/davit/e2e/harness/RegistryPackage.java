package dev.davit.e2e.harness;

import dev.davit.lab.LabMain;
import dev.davit.vnfpackage.build.Content;
import dev.davit.vnfpackage.build.CsarWriter;
import dev.davit.vnfpackage.build.PackageBuildMain;
import dev.davit.vnfpackage.build.PlaceholderImage;
import dev.davit.vnfpackage.csar.PackagePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The sample package of the guide. */
public final class RegistryPackage {
    public static final String VNFD_ID = "c1bb0ce7-ebca-4fa7-95ed-4840d70a118f";
    public static final String IMAGE_PATH = "Files/images/registry.tar";
    public static final String FLAVOUR_FILE = "Definitions/sample_vnfd_df_simple.yaml";
    private static final String DISK = "Files/images/ubuntu-20.04-server-cloudimg-amd64.img";

    private RegistryPackage() {}

    /** With a real registry image in it, and a disk that does not boot, made by the commands that users have. */
    public static Path build(Path folder) throws IOException {
        return build(folder, "--placeholder-image", DISK);
    }

    /** With a real registry image and a real disk in it. */
    public static Path build(Path folder, Path disk) throws IOException {
        return build(folder, "--add", DISK + "=" + disk, "--update-checksums");
    }

    private static Path build(Path folder, String... options) throws IOException {
        Path csar = folder.resolve("private_registry.zip");
        var arguments = new ArrayList<>(
                List.of(sources().toString(), "-o", csar.toString(), "--add", IMAGE_PATH + "=" + image(folder)));
        arguments.addAll(List.of(options));
        java(PackageBuildMain.class, arguments.toArray(String[]::new));
        return csar;
    }

    /** A registry's image as {@code docker save} writes it. */
    public static Path image(Path folder) throws IOException {
        Path image = folder.resolve("registry.tar");
        java(LabMain.class, "registry-image", "--output", image.toString());
        return image;
    }

    /** To change things; has no registry image yet. */
    public static CsarWriter writer() throws IOException {
        return new CsarWriter()
                .addFolder(sources())
                .add(new PackagePath(DISK), new Content.OfBytes(PlaceholderImage.bytes()));
    }

    /** The package with another text in one of its files. */
    public static CsarWriter edited(String file, UnaryOperator<String> change) throws IOException {
        String text = Files.readString(sources().resolve(file));
        String changed = change.apply(text);
        if (changed.equals(text)) {
            throw new AssertionError("nothing to change in " + file);
        }
        return with(writer(), file, changed);
    }

    public static CsarWriter with(CsarWriter writer, String file, String text) {
        return writer.add(new PackagePath(file), new Content.OfBytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Path sources() {
        return Checkout.root().resolve("vnf-packages/private-registry");
    }

    private static void java(Class<?> main, String... arguments) throws IOException {
        Program.run(main, List.of(arguments));
    }
}
