package dev.davit.vnfpackage.metadata;

import dev.davit.vnfpackage.PackageProblem;
import dev.davit.vnfpackage.yaml.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * TOSCA-Metadata/TOSCA.meta (TOSCA Simple Profile 1.2 clause 6, SOL004 clause 4.1.2): blocks of {@code Key: value} lines
 * with blank lines between; a line that begins with a space goes on with the value before.
 */
final class ToscaMeta {
    private ToscaMeta() {}

    /** The blocks; the first describes the package, each further one a file. */
    static List<Block> parse(String file, String text, List<PackageProblem> problems) {
        List<Block> blocks = new ArrayList<>();
        Block block = new Block();
        String lastKey = "";
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                if (!block.isEmpty()) {
                    blocks.add(block);
                }
                block = new Block();
            } else if (line.startsWith(" ") && !block.isEmpty()) {
                block.append(lastKey, line.substring(1));
            } else if (colon <= 0) {
                problems.add(
                        PackageProblem.of(file, number, "expected 'Key: value', got '" + Manifest.shown(line) + "'"));
            } else {
                lastKey = line.substring(0, colon).strip();
                block.put(lastKey, line.substring(colon + 1).strip(), new Position(file, number), problems);
            }
        }
        if (!block.isEmpty()) {
            blocks.add(block);
        }
        return blocks;
    }
}
