/**
 * The management driver for private registries: a VM becomes a container registry. {@link
 * dev.davit.driver.registry.PrivateRegistryDriver} is the entrance and lists the steps.
 *
 * <p>Beyond the user guide's parameters it takes, in private_registry_installation_param:
 *
 * <ul>
 *   <li>ssh_private_key: a private key (OpenSSH or PEM) in place of ssh_password; with both, the password answers sudo
 *   <li>registry_data_dir: directory on the VM for the images, by default /var/lib/davit-registry
 *   <li>port_no as a JSON number as well as a string
 * </ul>
 *
 * Members that it does not know are ignored, unless one is nearly a known one. Without image_path the VM pulls registry:2.
 */
package dev.davit.driver.registry;
