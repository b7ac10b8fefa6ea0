package dev.davit.lifecycle.pack;

import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.io.IOException;
import java.util.UUID;

/** A VNF package that is ONBOARDED, as operations see it. */
public interface OnboardedPackage {
    UUID id();

    Vnfd vnfd();

    /** Opens the package's files; the caller closes it. */
    Csar open() throws IOException;
}
