/**
 * Nodes of a Kubernetes cluster that only pretend: each is an SSH server in this process with a file system of its own and the
 * few commands that a management driver runs; together they keep a cluster's state (tokens, certificate keys, node objects,
 * pods, etcd members). For tests of what is hard to bring about with real machines, and for benchmarks with many nodes.
 */
package dev.davit.simulator;
