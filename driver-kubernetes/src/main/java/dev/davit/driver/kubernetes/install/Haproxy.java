package dev.davit.driver.kubernetes.install;

import dev.davit.driver.kubernetes.topology.ClusterNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** HAProxy's configuration in front of the masters: port 16443 here, 6443 behind. */
final class Haproxy {
    static final String PATH = "/etc/haproxy/haproxy.cfg";
    private static final Pattern SERVER = Pattern.compile("(?m)^\\s*server\\s+\\S+\\s+(\\S+):6443\\b");

    private Haproxy() {}

    static String render(List<ClusterNode> masters) {
        return """
                # Written by Davit; it will be written again.
                global
                    log /dev/log local0
                    maxconn 20000
                    daemon

                defaults
                    log global
                    mode tcp
                    option tcplog
                    timeout connect 5s
                    timeout client 4h
                    timeout server 4h

                frontend kube-apiserver
                    bind *:16443
                    default_backend kube-apiserver

                backend kube-apiserver
                    balance roundrobin
                    option tcp-check
                    default-server inter 5s fall 3 rise 2
                %s
                """.formatted(masters.stream()
                .map(node -> "    server " + node.name() + " " + node.address() + ":6443 check")
                .collect(Collectors.joining("\n")));
    }

    /** Addresses of the servers in a configuration. */
    static Set<String> servers(String configuration) {
        return SERVER.matcher(configuration)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> servers(List<ClusterNode> masters) {
        return masters.stream().map(ClusterNode::address).collect(Collectors.toCollection(TreeSet::new));
    }
}
