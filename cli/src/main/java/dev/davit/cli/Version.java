package dev.davit.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Davit's version, from the manifest that the build writes. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        return new String[] {"davit " + version + ", Java " + Runtime.version()};
    }
}
