package dev.davit.vnfpackage.tosca;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All types that a package's descriptor can use: those it defines, and the standard ones that it does not define itself. */
public final class Types {
    private final Map<TypeKind, Map<String, TypeDefinition>> byKind = new EnumMap<>(TypeKind.class);

    private Types() {
        for (TypeKind kind : TypeKind.values()) {
            byKind.put(kind, new LinkedHashMap<>());
        }
    }

    /** @param files the package's YAML files, entry definitions first */
    static Types of(List<ToscaFile> files, Problems problems) {
        Types types = new Types();
        TypeReader reader = new TypeReader(problems);
        for (ToscaFile file : files) {
            for (TypeDefinition type : reader.read(file.root())) {
                TypeDefinition earlier = types.byKind.get(type.kind()).putIfAbsent(type.name(), type);
                if (earlier != null && !type.name().startsWith("tosca.")) {
                    problems.add(
                            type.position(),
                            type.kind().word() + " type '" + type.name() + "' is defined a second time; first at "
                                    + earlier.position());
                }
            }
        }
        for (TypeDefinition type : StandardTypes.ALL) {
            types.byKind.get(type.kind()).putIfAbsent(type.name(), type);
        }
        types.byKind.values().forEach(kind -> kind.values().forEach(type -> types.checkParents(type, problems)));
        return types;
    }

    private void checkParents(TypeDefinition type, Problems problems) {
        if (type.source().isEmpty()) {
            return;
        }
        type.parent().filter(p -> !isPrimitive(type.kind(), p)).ifPresent(parent -> {
            if (find(type.kind(), parent).isEmpty()) {
                problems.add(
                        type.position(),
                        "'" + type.name() + "' derives from unknown "
                                + type.kind().word() + " type '" + parent + "'" + suggest(type.kind(), parent));
            } else if (lineage(type.kind(), parent).stream()
                    .anyMatch(t -> t.name().equals(type.name()))) {
                problems.add(type.position(), "'" + type.name() + "' derives from itself");
            }
        });
    }

    private static boolean isPrimitive(TypeKind kind, String name) {
        return kind == TypeKind.DATA && ValueCheck.PRIMITIVES.contains(name);
    }

    public Optional<TypeDefinition> find(TypeKind kind, String name) {
        return Optional.ofNullable(byKind.get(kind).get(name));
    }

    /** The type and its parents, nearest first; ends where a parent is unknown or repeats. */
    public List<TypeDefinition> lineage(TypeKind kind, String name) {
        List<TypeDefinition> lineage = new ArrayList<>();
        Optional<TypeDefinition> type = find(kind, name);
        while (type.isPresent() && !lineage.contains(type.get())) {
            lineage.add(type.get());
            type = type.get().parent().flatMap(p -> find(kind, p));
        }
        return lineage;
    }

    public boolean derives(TypeKind kind, String name, String ancestor) {
        return lineage(kind, name).stream().anyMatch(t -> t.name().equals(ancestor));
    }

    /** The properties of the type and of its parents; a type's own win. */
    public Map<String, PropertyDefinition> properties(TypeKind kind, String name) {
        Map<String, PropertyDefinition> properties = new LinkedHashMap<>();
        for (TypeDefinition type : lineage(kind, name).reversed()) {
            properties.putAll(type.properties());
        }
        return properties;
    }

    /** {@code ; did you mean ...?} for an unknown type's name. */
    public String suggest(TypeKind kind, String name) {
        return Suggestion.forName(name, byKind.get(kind).keySet());
    }

    /** The operations of an interface type and of its parents. */
    public Set<String> operations(String interfaceType) {
        return lineage(TypeKind.INTERFACE, interfaceType).stream()
                .flatMap(t -> t.operations().stream())
                .collect(Collectors.toSet());
    }
}
