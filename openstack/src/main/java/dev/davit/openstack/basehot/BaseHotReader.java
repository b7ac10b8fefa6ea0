package dev.davit.openstack.basehot;

import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.openstack.heat.HotYaml;
import dev.davit.openstack.heat.TemplateException;
import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.csar.TextFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code BaseHOT/{flavourId}/} of a package: the one template in it is the top template; everything below it
 * (usually {@code nested/}) is sent along when a template mentions it, by its file name or its path from there, as a resource
 * type or in get_file.
 */
public final class BaseHotReader {
    private static final int LARGEST_FILE = 1 << 20;
    private static final int MOST_FILES = 200;

    private BaseHotReader() {}

    /**
     * @return empty when the flavour has none
     * @throws TemplateException naming the file and line when it cannot be used
     */
    public static Optional<BaseHot> read(OnboardedPackage vnfPackage, String flavourId) {
        String folder = "BaseHOT/" + flavourId + "/";
        try (Csar csar = vnfPackage.open()) {
            List<PackagePath> paths = csar.paths().stream()
                    .filter(p -> p.value().startsWith(folder))
                    .sorted()
                    .toList();
            return paths.isEmpty() ? Optional.empty() : Optional.of(read(csar, folder, paths));
        } catch (InvalidPackageException e) {
            throw new TemplateException(
                    "the base HOT of flavour " + flavourId + " cannot be used: " + e.getMessage(),
                    "Correct the VNF package.");
        } catch (IOException e) {
            throw new TemplateException(
                    "the VNF package " + vnfPackage.id() + " cannot be read: " + e.getMessage(),
                    "Look at the server's data directory; then retry.");
        }
    }

    private static BaseHot read(Csar csar, String folder, List<PackagePath> paths)
            throws IOException, InvalidPackageException {
        if (paths.size() > MOST_FILES) {
            throw new TemplateException(
                    folder + " has " + paths.size() + " files; at most " + MOST_FILES + " are allowed",
                    "Correct the VNF package.");
        }
        PackagePath file = top(folder, paths);
        String text = TextFiles.text(csar, file, LARGEST_FILE);
        ObjectNode top = template(file, text);
        var texts = new HashMap<String, String>();
        var nested = new HashMap<String, ObjectNode>();
        for (PackagePath path : paths) {
            if (!path.equals(file) && isTemplate(path)) {
                nested.put(path.fileName(), template(path, TextFiles.text(csar, path, LARGEST_FILE)));
            }
        }
        Set<String> mentioned = mentioned(top, nested);
        for (PackagePath path : paths) {
            for (String name : List.of(path.fileName(), path.value().substring(folder.length()))) {
                if (!path.equals(file) && mentioned.contains(name)) {
                    texts.put(name, TextFiles.text(csar, path, LARGEST_FILE));
                }
            }
        }
        return new BaseHot(file.value(), text, top, nested, texts);
    }

    private static PackagePath top(String folder, List<PackagePath> paths) {
        var candidates = paths.stream()
                .filter(p -> isTemplate(p) && p.value().indexOf('/', folder.length()) < 0)
                .toList();
        if (candidates.size() != 1) {
            throw new TemplateException(
                    folder + " of the VNF package must have one template (.yaml), the top one; it has "
                            + (candidates.isEmpty() ? "none" : candidates),
                    "Put nested templates into " + folder + "nested/.");
        }
        return candidates.getFirst();
    }

    private static boolean isTemplate(PackagePath path) {
        return path.value().endsWith(".yaml") || path.value().endsWith(".yml");
    }

    private static ObjectNode template(PackagePath path, String text) throws InvalidPackageException {
        JsonNode read = HotYaml.read(path.value(), text.getBytes(StandardCharsets.UTF_8));
        if (read instanceof ObjectNode template && template.path("resources").isObject()) {
            return template;
        }
        throw new TemplateException(
                path + " of the VNF package is no Heat template: it has no resources", "Correct the VNF package.");
    }

    private static Set<String> mentioned(ObjectNode top, Map<String, ObjectNode> nested) {
        var texts = new HashSet<String>();
        var open = new ArrayList<JsonNode>(nested.values());
        open.add(top);
        while (!open.isEmpty()) {
            JsonNode node = open.removeLast();
            if (node.isString()) {
                texts.add(node.stringValue());
            }
            node.forEach(open::add);
        }
        return texts;
    }
}
