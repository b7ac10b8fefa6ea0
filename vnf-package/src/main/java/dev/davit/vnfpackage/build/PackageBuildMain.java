package dev.davit.vnfpackage.build;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.VnfPackageContents;
import dev.davit.vnfpackage.VnfPackageReader;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.signature.PackageSigner;
import dev.davit.vnfpackage.signature.SignaturePolicy;
import dev.davit.vnfpackage.signature.SignedPackages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code davit package build}: makes a VNF package from a folder, and reads it back as onboarding would. */
public final class PackageBuildMain {
    /** What {@code --help} prints. */
    public static final String USAGE = """
            Usage: davit package build DIR -o FILE [--add PATH=FILE]... [--placeholder-image PATH]... [--update-checksums]
                                       [--sign-key KEY --sign-certificate CERT]
            Makes the VNF package FILE from the folder DIR.
              -o, --output FILE          the package to write
              --add PATH=FILE            put FILE into the package as PATH
              --placeholder-image PATH   put a small qcow2 disk without data into the package as PATH
              --update-checksums         write the hashes of the image files into the VNFD
              --sign-key KEY             sign the package: FILE becomes a zip of the CSAR, its signature and the certificate
                                         (SOL004 option 2); KEY is a private key, PEM without password
              --sign-certificate CERT    the signer's certificate, PEM; those that lead to its authority may follow it
            """;

    private PackageBuildMain() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** @return 0 when the package was made, 1 when it is wrong or a file cannot be read, 2 when the arguments are */
    static int run(String[] args, PrintStream out, PrintStream err) {
        if (Arrays.asList(args).contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        try {
            build(Arguments.parse(args), out);
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("davit package build: " + e.getMessage());
            err.print(USAGE);
            return 2;
        } catch (InvalidPackageException e) {
            e.problems().forEach(err::println);
            err.println(
                    "davit package build: no package was written. --add PATH=FILE puts in what is not in the folder,"
                            + " --placeholder-image PATH a disk that the lab does not read.");
            return 1;
        } catch (IOException e) {
            err.println("davit package build: " + e);
            return 1;
        }
    }

    private static void build(Arguments arguments, PrintStream out) throws IOException, InvalidPackageException {
        CsarWriter writer = new CsarWriter().addFolder(arguments.folder);
        arguments.added.forEach(writer::add);
        Path target = arguments.target.toAbsolutePath();
        Path draft = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            writer.write(draft);
            if (arguments.updateChecksums) {
                Map<PackagePath, Content> corrections = ImageChecksums.corrections(draft);
                corrections.forEach(writer::add);
                if (!corrections.isEmpty()) {
                    writer.write(draft);
                }
            }
            VnfPackageContents contents = VnfPackageReader.read(draft, CsarLimits.DEFAULTS);
            if (arguments.signature.isPresent()) {
                arguments.signature.get().sign(draft, target);
            } else {
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            }
            out.println(arguments.target + ": " + contents.vnfd().productName() + " "
                    + contents.vnfd().softwareVersion()
                    + ", VNFD " + contents.vnfd().id() + ", "
                    + contents.images().size() + " software image(s), "
                    + contents.artifacts().size() + " additional artifact(s), "
                    + Files.size(target) + " bytes");
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** @param key the signer's private key @param certificate the signer's */
    private record SignatureFiles(Path key, Path certificate) {
        void sign(Path csar, Path target) throws IOException, InvalidPackageException {
            String file = target.getFileName().toString();
            String name = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
            Path draft = target.resolveSibling("." + file + ".signed");
            Path back = target.resolveSibling("." + file + ".back");
            try {
                PackageSigner.of(key, certificate).sign(csar, name, draft);
                new SignedPackages(CsarLimits.DEFAULTS, SignaturePolicy.LENIENT).csarOf(draft, back);
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
                Files.deleteIfExists(back);
            }
        }
    }

    private record Arguments(
            Path folder,
            Path target,
            Map<PackagePath, Content> added,
            boolean updateChecksums,
            Optional<SignatureFiles> signature) {
        static Arguments parse(String[] args) {
            List<String> rest = new ArrayList<>(Arrays.asList(args));
            List<Path> folders = new ArrayList<>();
            List<Path> targets = new ArrayList<>();
            Map<PackagePath, Content> added = new LinkedHashMap<>();
            List<Path> keys = new ArrayList<>();
            List<Path> certificates = new ArrayList<>();
            boolean update = false;
            while (!rest.isEmpty()) {
                String arg = rest.removeFirst();
                switch (arg) {
                    case "-o", "--output" -> targets.add(Path.of(value(arg, rest)));
                    case "--add" -> {
                        String pair = value(arg, rest);
                        int equals = pair.indexOf('=');
                        if (equals < 1) {
                            throw new IllegalArgumentException("--add: expected PATH=FILE, got '" + pair + "'");
                        }
                        added.put(
                                new PackagePath(pair.substring(0, equals)),
                                new Content.OfFile(Path.of(pair.substring(equals + 1))));
                    }
                    case "--placeholder-image" ->
                        added.put(new PackagePath(value(arg, rest)), new Content.OfBytes(PlaceholderImage.bytes()));
                    case "--update-checksums" -> update = true;
                    case "--sign-key" -> keys.add(Path.of(value(arg, rest)));
                    case "--sign-certificate" -> certificates.add(Path.of(value(arg, rest)));
                    default -> {
                        if (arg.startsWith("-")) {
                            throw new IllegalArgumentException("unknown option " + arg);
                        }
                        folders.add(Path.of(arg));
                    }
                }
            }
            if (folders.size() != 1 || targets.size() != 1) {
                throw new IllegalArgumentException("expected one folder and one -o FILE");
            }
            if (!Files.isDirectory(folders.getFirst())) {
                throw new IllegalArgumentException("'" + folders.getFirst() + "' is not a folder");
            }
            if (keys.size() != certificates.size() || keys.size() > 1) {
                throw new IllegalArgumentException("--sign-key and --sign-certificate belong together, one of each");
            }
            return new Arguments(
                    folders.getFirst(),
                    targets.getFirst(),
                    added,
                    update,
                    keys.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new SignatureFiles(keys.getFirst(), certificates.getFirst())));
        }

        private static String value(String option, List<String> rest) {
            if (rest.isEmpty()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            return rest.removeFirst();
        }
    }
}
