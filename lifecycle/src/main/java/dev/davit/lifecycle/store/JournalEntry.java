package dev.davit.lifecycle.store;

import dev.davit.lifecycle.engine.StepRecord;

/** A line of the journal and the index of the phase that the step belongs to. */
public record JournalEntry(int phase, StepRecord step) {}
