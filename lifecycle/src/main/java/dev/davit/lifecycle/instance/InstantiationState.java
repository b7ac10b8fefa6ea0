package dev.davit.lifecycle.instance;

/** SOL003 v2.6.1 clause 5.5.2.2, VnfInstance.instantiationState. */
public enum InstantiationState {
    NOT_INSTANTIATED,
    INSTANTIATED
}
