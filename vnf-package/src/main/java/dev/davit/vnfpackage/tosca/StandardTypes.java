package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.yaml.Position;
import dev.davit.vnfpackage.yaml.YamlScalar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types of TOSCA and SOL001 v2.6.1 that Davit knows itself, so that a package need not bring them and nothing is ever
 * fetched. The form of the resource is described at its top.
 */
final class StandardTypes {
    private static final String RESOURCE = "standard-types.txt";
    private static final Pattern TYPE = Pattern.compile("(\\w+) (\\S+)(?: < (\\S+))?");
    private static final Pattern OPERATION = Pattern.compile("  (\\w+)\\(\\)");
    private static final Pattern PROPERTY = Pattern.compile(
            "  (\\w+)([!?]) (\\S+)(?: of (\\S+))?(?: in (\\S+))?((?: >=? [^<>=]+?| <=? [^<>=]+?)*)(?: = (.*))?");
    private static final Pattern BOUND = Pattern.compile(" (>=?|<=?) ([^<>=]+?)(?= [<>]|$)");

    static final List<TypeDefinition> ALL = load();

    private StandardTypes() {}

    private static List<TypeDefinition> load() {
        try (InputStream in = StandardTypes.class.getResourceAsStream(RESOURCE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<TypeDefinition> parse(String text) {
        List<TypeDefinition> types = new ArrayList<>();
        Map<String, PropertyDefinition> properties = new LinkedHashMap<>();
        Set<String> operations = new LinkedHashSet<>();
        Matcher head = null;
        int line = 0;
        int headLine = 0;
        for (String row : (text + "\nend\n").lines().toList()) {
            line++;
            if (row.isBlank() || row.startsWith("#")) {
                continue;
            }
            if (row.startsWith("  ")) {
                member(row, line, properties, operations);
                continue;
            }
            if (head != null) {
                types.add(definition(head, headLine, properties, operations));
                properties.clear();
                operations.clear();
            }
            head = TYPE.matcher(row);
            headLine = line;
            if (!head.matches() && !row.equals("end")) {
                throw new IllegalStateException(RESOURCE + ":" + line + ": " + row);
            }
        }
        return List.copyOf(types);
    }

    private static TypeDefinition definition(
            Matcher head, int line, Map<String, PropertyDefinition> properties, Set<String> operations) {
        return new TypeDefinition(
                TypeKind.valueOf(head.group(1).toUpperCase(Locale.ROOT)),
                head.group(2),
                Optional.ofNullable(head.group(3)),
                properties,
                operations,
                new Position(RESOURCE, line),
                Optional.empty());
    }

    private static void member(
            String row, int line, Map<String, PropertyDefinition> properties, Set<String> operations) {
        Matcher operation = OPERATION.matcher(row);
        Matcher property = PROPERTY.matcher(row);
        if (operation.matches()) {
            operations.add(operation.group(1));
        } else if (property.matches()) {
            properties.put(property.group(1), property(property, new Position(RESOURCE, line)));
        } else {
            throw new IllegalStateException(RESOURCE + ":" + line + ": " + row);
        }
    }

    private static PropertyDefinition property(Matcher m, Position position) {
        List<Constraint> constraints = new ArrayList<>();
        if (m.group(5) != null) {
            constraints.add(new Constraint.OneOf(List.of(m.group(5).split(","))));
        }
        Matcher bound = BOUND.matcher(m.group(6));
        while (bound.find()) {
            Constraint.Comparison comparison = switch (bound.group(1)) {
                case ">=" -> Constraint.Comparison.AT_LEAST;
                case ">" -> Constraint.Comparison.MORE_THAN;
                case "<=" -> Constraint.Comparison.AT_MOST;
                default -> Constraint.Comparison.LESS_THAN;
            };
            constraints.add(new Constraint.Bound(comparison, bound.group(2)));
        }
        Schema schema = m.group(4) == null
                ? new Schema(m.group(3), Optional.empty(), constraints)
                : new Schema(m.group(3), Optional.of(new Schema(m.group(4), Optional.empty(), constraints)), List.of());
        return new PropertyDefinition(
                m.group(1),
                schema,
                m.group(2).equals("!"),
                Optional.ofNullable(m.group(7)).map(value -> new YamlScalar(position, value, true)));
    }
}
