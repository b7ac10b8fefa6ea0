package dev.davit.vnfpackage.yaml;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a YAML 1.2 file from an untrusted package: one document, text keys, no duplicate keys, no custom tags, with bounded
 * size, depth and aliases. Values keep their file and line. Nothing but text, lists and maps is ever created.
 */
public final class YamlReader {
    private final YamlLimits limits;

    public YamlReader(YamlLimits limits) {
        this.limits = limits;
    }

    /**
     * The file's document; an empty file is an empty map.
     *
     * @param file name used in positions and problems
     * @throws InvalidPackageException with the line, when it is no YAML or exceeds a limit
     */
    public YamlNode read(String file, byte[] bytes) throws InvalidPackageException {
        if (bytes.length > limits.maxBytes()) {
            throw problem(file, "the file has " + bytes.length + " bytes; a YAML file may have " + limits.maxBytes());
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setUseMarks(true)
                .setCodePointLimit(limits.maxBytes())
                .build();
        try {
            return new EventsToNodes(
                            file,
                            new Parse(settings).parseString(decode(file, bytes)).iterator(),
                            limits)
                    .document();
        } catch (MarkedYamlEngineException e) {
            String message =
                    "not valid YAML: " + (e.getContext() == null ? "" : e.getContext() + ", ") + e.getProblem();
            throw new InvalidPackageException(e.getProblemMark()
                    .map(mark -> PackageProblem.of(file, mark.getLine() + 1, message))
                    .orElseGet(() -> PackageProblem.of(file, message)));
        } catch (YamlEngineException e) {
            throw problem(file, "not valid YAML: " + e.getMessage());
        }
    }

    private static String decode(String file, byte[] bytes) throws InvalidPackageException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw problem(file, "the file is not UTF-8 text");
        }
    }

    private static InvalidPackageException problem(String file, String message) {
        return new InvalidPackageException(PackageProblem.of(file, message));
    }
}
