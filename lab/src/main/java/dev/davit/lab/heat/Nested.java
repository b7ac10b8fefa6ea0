package dev.davit.lab.heat;

/** A type whose real thing is a stack of its own. It is always offered an update, and decides by itself what changes. */
public interface Nested extends ResourceType {}
