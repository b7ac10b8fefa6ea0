package dev.davit.driver.kubernetes.install;

import dev.davit.driver.kubernetes.parameters.KubernetesParameters;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.ClusterProxy;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.Proxy;
import dev.davit.driver.vm.ProxyUrl;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the install script finds in its environment. */
final class ScriptEnvironment {
    private ScriptEnvironment() {}

    static Map<String, String> of(KubernetesParameters parameters, Topology topology, ClusterNode node) {
        Proxy proxy = ClusterProxy.of(parameters, topology);
        var environment = new LinkedHashMap<String, String>();
        environment.put("http_proxy", proxy.http().map(ProxyUrl::value).orElse(""));
        environment.put("https_proxy", proxy.https().map(ProxyUrl::value).orElse(""));
        environment.put("no_proxy", proxy.noProxy().joined());
        environment.put("ha_flag", topology.isHighlyAvailable() ? "True" : "False");
        environment.put(
                "HTTP_PRIVATE_REGISTRIES",
                parameters.registries().stream()
                        .filter(registry -> !registry.https())
                        .map(registry -> "\"" + registry.server() + "\"")
                        .collect(Collectors.joining(",")));
        environment.put("NODE_NAME", node.name());
        environment.put("API_SERVER_EXTRA_SANS", topology.floatingAddress().orElse(""));
        parameters.imageRepository().ifPresent(r -> environment.put("IMAGE_REPOSITORY", r.toString()));
        return environment;
    }
}
