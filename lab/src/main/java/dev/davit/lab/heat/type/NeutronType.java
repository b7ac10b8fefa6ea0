package dev.davit.lab.heat.type;

import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Work;
import dev.davit.lab.neutron.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/** A type that stands for one of Neutron's resources and differs from it in little but its name. */
final class NeutronType extends DocumentType {
    private final Kind kind;
    private final boolean named;
    private final String[] same;
    private final BiConsumer<Work, ObjectNode> rest;

    /**
     * @param named whether a name is made when none is given
     * @param rest puts the members that are no plain copies of properties
     * @param same properties that are members of the same name
     */
    NeutronType(
            String name, Schema schema, Kind kind, boolean named, BiConsumer<Work, ObjectNode> rest, String... same) {
        super(name, schema);
        this.kind = kind;
        this.named = named;
        this.rest = rest;
        this.same = same.clone();
    }

    @Override
    public String create(Work work) {
        ObjectNode wish = wish(work);
        if (named && !wish.has("name")) {
            wish.put("name", work.physicalName(255));
        }
        return id(kind.create(work.project(), wish));
    }

    private ObjectNode wish(Work work) {
        ObjectNode wish = work.json(same);
        rest.accept(work, wish);
        return wish;
    }

    @Override
    public void update(Work work, Map<String, Object> before) {
        kind.update(work.physicalId(), wish(work));
    }

    @Override
    public void delete(Work work) {
        kind.delete(work.physicalId());
    }

    @Override
    ObjectNode document(Work work) {
        return kind.get(work.physicalId());
    }

    static Optional<String> either(Work work, String name, String other) {
        return work.text(name).or(() -> work.text(other));
    }

    /** The id of what the project knows by this name or id. */
    static String found(Kind kind, Work work, String idOrName) {
        return id(kind.find(work.project(), idOrName));
    }
}
