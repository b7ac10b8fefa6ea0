package dev.davit.driver.kubernetes.parameters;

import dev.davit.driver.vm.HostName;

/** A line for /etc/hosts (hosts_string). */
public record HostsEntry(String address, String name) {

    /** @throws IllegalArgumentException saying what is expected */
    public static HostsEntry parse(String text) {
        String[] words = text.strip().split("[ \\t]+");
        if (words.length != 2) {
            throw new IllegalArgumentException(
                    "must be one line \"<IP address> <FQDN>\", for example \"192.168.0.20 registry.example.com\"");
        }
        if (!HostName.isIpv4(words[0]) && !HostName.isIpv6(words[0])) {
            throw new IllegalArgumentException(
                    "'" + words[0] + "' is no IP address; \"<IP address> <FQDN>\" is expected");
        }
        if (!HostName.isName(words[1])) {
            throw new IllegalArgumentException(
                    "'" + words[1] + "' is no host name; \"<IP address> <FQDN>\" is expected");
        }
        return new HostsEntry(words[0], words[1]);
    }

    @Override
    public String toString() {
        return address + " " + name;
    }
}
