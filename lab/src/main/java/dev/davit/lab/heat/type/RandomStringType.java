package dev.davit.lab.heat.type;

import dev.davit.lab.heat.Failure;
import dev.davit.lab.heat.ResourceType;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Schema.Kind;
import dev.davit.lab.heat.Work;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** OS::Heat::RandomString. get_resource yields the string itself. */
final class RandomStringType implements ResourceType {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final Map<String, String> CLASSES = Map.of(
            "lettersdigits",
            LOWER + LOWER.toUpperCase(java.util.Locale.ROOT) + DIGITS,
            "letters",
            LOWER + LOWER.toUpperCase(java.util.Locale.ROOT),
            "lowercase",
            LOWER,
            "uppercase",
            LOWER.toUpperCase(java.util.Locale.ROOT),
            "digits",
            DIGITS,
            "hexdigits",
            DIGITS + "abcdefABCDEF",
            "octdigits",
            "01234567");
    private final SecureRandom random = new SecureRandom();
    private final Schema schema = new Schema()
            .add(Kind.NUMBER, "length")
            .texts("sequence", "salt")
            .add(Kind.LIST, "character_classes", "character_sequences")
            .attributes("value");

    @Override
    public String name() {
        return "OS::Heat::RandomString";
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String create(Work work) {
        int length = work.number("length", 32);
        if (length < 1 || length > 512) {
            throw new Failure(
                    "StackValidationFailed", "Property length: " + length + " is out of range (min: 1, max: 512)");
        }
        List<Character> value = new ArrayList<>();
        StringBuilder pool =
                new StringBuilder(CLASSES.getOrDefault(work.text("sequence").orElse(""), ""));
        for (Map<String, Object> each : work.maps("character_classes")) {
            add(value, pool, CLASSES.getOrDefault(Work.text(each, "class").orElse("lettersdigits"), ""), each);
        }
        for (Map<String, Object> each : work.maps("character_sequences")) {
            add(value, pool, Work.text(each, "sequence").orElse(""), each);
        }
        String from = pool.isEmpty() ? CLASSES.get("lettersdigits") : pool.toString();
        while (value.size() < length) {
            value.add(any(from));
        }
        Collections.shuffle(value, random);
        StringBuilder text = new StringBuilder();
        value.forEach(text::append);
        work.resource().data().put("value", text.toString());
        return work.physicalName(255);
    }

    private void add(List<Character> value, StringBuilder pool, String characters, Map<String, Object> how) {
        pool.append(characters);
        int least = how.get("min") instanceof Number number ? number.intValue() : 1;
        for (int i = 0; i < least; i++) {
            value.add(any(characters));
        }
    }

    private char any(String characters) {
        return characters.charAt(random.nextInt(characters.length()));
    }

    @Override
    public void delete(Work work) {
        // nothing real to delete
    }

    @Override
    public Object attribute(Work work, String attribute) {
        String value = work.resource().data().getOrDefault("value", "");
        return attribute.equals("value") ? value : Map.of("value", value);
    }

    @Override
    public String reference(Work work) {
        return work.resource().data().getOrDefault("value", "");
    }
}
