package dev.davit.lifecycle.operation;

/** SOL003 v2.6.1 clause 5.5.4.5, the operations Davit knows. */
public enum LcmOperation {
    INSTANTIATE,
    SCALE,
    TERMINATE,
    HEAL,
    CHANGE_EXT_CONN,
    MODIFY_INFO
}
