package dev.davit.vnfpackage.vnfd;

/**
 * Compute requirements of a VDU (capability virtual_compute).
 *
 * @param vcpus virtual_cpu.num_virtual_cpu
 * @param ramMiB virtual_memory.virtual_mem_size in MiB, rounded up
 * @param diskGiB virtual_local_storage[0].size_of_storage in GiB, rounded up; 0 when not given
 */
public record VirtualCompute(int vcpus, int ramMiB, int diskGiB) {}
