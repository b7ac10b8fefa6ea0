package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.engine.StepRecord.State;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.store.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The journal of one run in memory, and which of its lines are not written yet. Not thread-safe: the run guards it. */
final class Journal {
    private final Map<StepId, JournalEntry> entries = new LinkedHashMap<>();
    private final Map<StepId, JournalEntry> unwritten = new LinkedHashMap<>();
    private int lastSequence;

    Journal(List<JournalEntry> written) {
        for (JournalEntry entry : written) {
            entries.put(entry.step().id(), entry);
            lastSequence = Math.max(lastSequence, entry.step().sequence());
        }
    }

    Optional<StepRecord> record(StepId id) {
        return Optional.ofNullable(entries.get(id)).map(JournalEntry::step);
    }

    boolean isDone(StepId id) {
        return record(id).filter(step -> step.state() == State.DONE).isPresent();
    }

    /** @return whether an earlier attempt got as far as INTENT, so that its effects may exist */
    boolean begin(int phase, StepId id, Instant now) {
        Optional<StepRecord> earlier = record(id);
        boolean repeated = earlier.filter(step -> step.state() != State.UNDONE).isPresent();
        put(
                phase,
                new StepRecord(
                        earlier.map(StepRecord::sequence).orElseGet(() -> ++lastSequence),
                        id,
                        State.INTENT,
                        earlier.map(StepRecord::attempts).orElse(0) + 1,
                        now,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty()));
        return repeated;
    }

    void done(StepId id, StepResult result, Instant now) {
        StepRecord begun = record(id).orElseThrow();
        replace(new StepRecord(
                begun.sequence(),
                id,
                State.DONE,
                begun.attempts(),
                begun.startedAt(),
                Optional.of(now),
                Optional.of(result.effect()),
                result.values(),
                Optional.empty()));
    }

    void failed(StepId id, String error, Instant now) {
        StepRecord begun = record(id).orElseThrow();
        replace(new StepRecord(
                begun.sequence(),
                id,
                State.FAILED,
                begun.attempts(),
                begun.startedAt(),
                Optional.of(now),
                begun.effect(),
                begun.values(),
                Optional.of(error)));
    }

    /** Its effects may be there in part from now on; what it reported stays readable for its undo. */
    void undoing(StepId id) {
        StepRecord done = record(id).orElseThrow();
        replace(new StepRecord(
                done.sequence(),
                id,
                State.INTENT,
                done.attempts(),
                done.startedAt(),
                Optional.empty(),
                done.effect(),
                done.values(),
                Optional.empty()));
    }

    void undone(StepId id, Instant now) {
        StepRecord begun = record(id).orElseThrow();
        replace(new StepRecord(
                begun.sequence(),
                id,
                State.UNDONE,
                begun.attempts(),
                begun.startedAt(),
                Optional.of(now),
                Optional.empty(),
                Map.of(),
                Optional.empty()));
    }

    /** Where a run has to begin or go on: the first phase that is not wholly done as far as the journal knows. */
    int nextPhase() {
        return entries.values().stream()
                .filter(entry -> entry.step().state() != State.DONE)
                .mapToInt(JournalEntry::phase)
                .min()
                .orElseGet(this::lastPhase);
    }

    int lastPhase() {
        return entries.values().stream().mapToInt(JournalEntry::phase).max().orElse(0);
    }

    /** Steps of a phase whose effects may exist, latest first. */
    List<StepRecord> toUndo(int phase) {
        return entries.values().stream()
                .filter(entry -> entry.phase() == phase && entry.step().state() != State.UNDONE)
                .map(JournalEntry::step)
                .sorted(Comparator.comparingInt(StepRecord::sequence).reversed())
                .toList();
    }

    List<JournalEntry> takeUnwritten() {
        var taken = new ArrayList<>(unwritten.values());
        unwritten.clear();
        return taken;
    }

    private void replace(StepRecord step) {
        put(entries.get(step.id()).phase(), step);
    }

    private void put(int phase, StepRecord step) {
        var entry = new JournalEntry(phase, step);
        entries.put(step.id(), entry);
        unwritten.put(step.id(), entry);
    }
}
