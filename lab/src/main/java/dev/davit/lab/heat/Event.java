package dev.davit.lab.heat;

import java.time.Instant;

/** Something that happened to a stack (then the resource is the stack itself) or to one of its resources. */
public record Event(
        String id,
        Instant time,
        String resource,
        String physicalId,
        String type,
        String action,
        String status,
        String reason) {}
