/** The management driver for Kubernetes clusters: a group of VMs becomes a cluster whose nodes pull from private registries. */
package dev.davit.driver.kubernetes;
