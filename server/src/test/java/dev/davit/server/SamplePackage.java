package dev.davit.server;

import dev.davit.vnfpackage.build.Content;
import dev.davit.vnfpackage.build.CsarWriter;
import dev.davit.vnfpackage.build.PlaceholderImage;
import dev.davit.vnfpackage.csar.PackagePath;
import java.io.IOException;
import java.nio.file.Path;

/** The guide's sample package, built from its sources in this repository. */
public final class SamplePackage {
    public static final String VNFD_ID = "c1bb0ce7-ebca-4fa7-95ed-4840d70a118f";
    public static final String IMAGE = "Files/images/ubuntu-20.04-server-cloudimg-amd64.img";
    public static final String SCRIPT = "Scripts/private_registry_mgmt.py";

    private SamplePackage() {}

    public static CsarWriter writer() throws IOException {
        return new CsarWriter()
                .addFolder(Path.of("../vnf-packages/private-registry"))
                .add(new PackagePath(IMAGE), new Content.OfBytes(PlaceholderImage.bytes()));
    }

    public static Path in(Path folder) throws IOException {
        Path zip = folder.resolve("sample.zip");
        writer().write(zip);
        return zip;
    }
}
