package dev.davit.lab.heat.type;

import dev.davit.lab.heat.ResourceType;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Schema.Kind;
import dev.davit.lab.heat.Work;
import dev.davit.lab.json.Ids;
import java.util.List;
import java.util.Map;

/** OS::Heat::RandomString, Value and None: nothing outside of Heat. */
public final class PlainTypes {
    private PlainTypes() {}

    public static List<ResourceType> all() {
        return List.of(new RandomStringType(), new Value(), new None());
    }

    private static final class Value implements ResourceType {
        private final Schema schema = new Schema()
                .texts("type")
                .add(Kind.ANY, "value")
                .required("value")
                .updatable("value", "type")
                .attributes("value");

        @Override
        public String name() {
            return "OS::Heat::Value";
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public String create(Work work) {
            return work.physicalName(255);
        }

        @Override
        public void delete(Work work) {
            // nothing real to delete
        }

        @Override
        public Object attribute(Work work, String attribute) {
            return attribute.equals("value")
                    ? work.properties().get("value")
                    : Map.of("value", work.properties().getOrDefault("value", ""));
        }
    }

    private static final class None implements ResourceType {
        private final Schema schema = Schema.ofAnything();

        @Override
        public String name() {
            return "OS::Heat::None";
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public String create(Work work) {
            return Ids.uuid();
        }

        @Override
        public void delete(Work work) {
            // nothing real to delete
        }

        @Override
        public boolean hasAttribute(String attribute) {
            return true;
        }
    }
}
