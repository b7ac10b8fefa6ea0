package dev.davit.lifecycle.store;

import dev.davit.lifecycle.instance.VnfInstance;

/**
 * The VNF instance around the acceptance of an operation: what plans are built from, changes are computed against and a
 * rollback goes back to.
 *
 * @param accepted with what the request says applied to it (VIM connections, flavour, parameters)
 */
public record OperationStart(VnfInstance before, VnfInstance accepted) {}
