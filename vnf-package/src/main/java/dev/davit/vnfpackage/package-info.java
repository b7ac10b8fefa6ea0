/**
 * VNF packages. {@link dev.davit.vnfpackage.VnfPackageReader} goes through the stages in this order, and stops after the first that
 * finds problems:
 *
 * <ol>
 *   <li>{@code csar}: the zip's directory, and safe streams out of it
 *   <li>{@code metadata}: TOSCA.meta and manifest
 *   <li>{@code yaml}, {@code tosca}, {@code descriptor}: YAML with positions, types and topologies, and the readers that make a
 *       {@link dev.davit.vnfpackage.vnfd.Vnfd} of them
 *   <li>{@code digest}: hashes of listed files and images, each file in one pass
 * </ol>
 *
 * {@code build} goes the other way and makes a package from a folder.
 */
package dev.davit.vnfpackage;
