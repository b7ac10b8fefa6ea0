package dev.davit.lab.heat.type;

import dev.davit.lab.heat.ResourceType;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Work;
import dev.davit.lab.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** A type whose real thing is a document of some service, and whose attributes are the document's members. */
abstract class DocumentType implements ResourceType {
    private final String name;
    private final Schema schema;

    DocumentType(String name, Schema schema) {
        this.name = name;
        this.schema = schema;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /** The real thing as its service shows it. */
    abstract ObjectNode document(Work work);

    @Override
    public boolean hasAttribute(String attribute) {
        return attribute.equals("show") || ResourceType.super.hasAttribute(attribute);
    }

    @Override
    public Object attribute(Work work, String attribute) {
        ObjectNode document = document(work);
        return Json.toJava(
                attribute.isEmpty() || attribute.equals("show") ? document : document.path(member(attribute)));
    }

    /** The document's name for an attribute. */
    String member(String attribute) {
        return attribute;
    }

    static String id(ObjectNode document) {
        return document.get("id").asString();
    }
}
