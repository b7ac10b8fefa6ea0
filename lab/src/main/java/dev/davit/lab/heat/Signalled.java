package dev.davit.lab.heat;

/** A type that takes signals. */
public interface Signalled extends ResourceType {
    /** @return whether there was something to do; a signal that is ignored leaves no event */
    boolean signal(Work work);
}
