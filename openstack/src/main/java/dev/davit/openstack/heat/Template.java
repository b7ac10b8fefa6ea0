package dev.davit.openstack.heat;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A Heat template. @param files the nested templates by name @param parameters values for the top template's parameters */
public record Template(ObjectNode top, Map<String, ObjectNode> files, ObjectNode parameters) {}
