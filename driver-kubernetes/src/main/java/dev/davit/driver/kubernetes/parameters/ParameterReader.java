package dev.davit.driver.kubernetes.parameters;

import dev.davit.driver.vm.Fields;
import dev.davit.driver.vm.Proxy;
import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemDetails.Invalid;
import dev.davit.lifecycle.ProblemException;
import dev.davit.vnfpackage.csar.PackagePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the driver's parameters out of additionalParams, and finds everything that is wrong with them at once. */
public final class ParameterReader {
    private static final String PATH = "additionalParams";
    private static final int DAY = 86_400;
    private static final String USER_DATA = "lcm-operation-user-data";
    private static final Set<String> KNOWN = Set.of(
            "script_path",
            "vim_name",
            "master_node",
            "worker_node",
            "proxy",
            "private_registry_connection_info",
            "helm_installation_script_path",
            "image_repository",
            "drain_timeout");
    private static final Set<String> KNOWN_IN_PROXY = Set.of("http_proxy", "https_proxy", "no_proxy", "k8s_node_cidr");

    private final Surroundings surroundings;
    private final boolean userData;

    private ParameterReader(ObjectNode additionalParams, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.userData = additionalParams.has(USER_DATA);
    }

    /** @throws ProblemException 400 that names every field in which something is wrong */
    public static KubernetesParameters read(ObjectNode additionalParams, Surroundings surroundings) {
        var problems = new ArrayList<Invalid>();
        Optional<KubernetesParameters> parameters = new Fields(PATH, additionalParams, problems)
                .object(KubernetesParameters.NAME)
                .flatMap(fields -> new ParameterReader(additionalParams, surroundings).read(fields));
        if (parameters.isEmpty() && problems.isEmpty()) {
            problems.add(new Invalid(
                    PATH + "." + KubernetesParameters.NAME,
                    "is required by the management driver for Kubernetes clusters"));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(ProblemDetails.badRequest(problems));
        }
        return parameters.orElseThrow();
    }

    private Optional<KubernetesParameters> read(Fields fields) {
        fields.expectOnly(KNOWN);
        Optional<PackagePath> script = file(fields, "script_path", fields.required("script_path"));
        Optional<PackagePath> helm =
                file(fields, "helm_installation_script_path", fields.line("helm_installation_script_path"));
        Optional<String> vimName = fields.line("vim_name").filter(name -> isVimName(fields, name));
        var groups = new GroupReader(surroundings, userData);
        Optional<Fields> masterFields = requiredObject(fields, "master_node");
        Optional<NodeGroup> masters = masterFields.flatMap(groups::masters);
        Optional<ClusterNetwork> network = masterFields.flatMap(groups::network);
        Optional<Fields> workerFields = requiredObject(fields, "worker_node");
        Optional<NodeGroup> workers = workerFields.flatMap(groups::workers);
        if (masters.isPresent() && workers.isPresent()) {
            groups.requireApart(masters.get(), workers.get(), workerFields.orElseThrow());
        }
        Optional<Fields> proxyFields = fields.object("proxy");
        proxyFields.ifPresent(proxy -> proxy.expectOnly(KNOWN_IN_PROXY));
        Proxy proxy = proxyFields.map(Proxy::of).orElse(Proxy.NONE);
        Optional<Cidr> nodeCidr =
                proxyFields.flatMap(p -> p.parsed("k8s_node_cidr", p.line("k8s_node_cidr"), Cidr::parseListable));
        List<RegistryConnection> registries = new RegistryReader(surroundings).read(fields);
        Optional<ImageRepository> imageRepository =
                fields.parsed("image_repository", fields.line("image_repository"), ImageRepository::parse);
        Optional<Duration> drainTimeout = fields.value("drain_timeout").flatMap(node -> seconds(fields, node));
        if (script.isEmpty() || masters.isEmpty() || workers.isEmpty() || network.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new KubernetesParameters(
                script.get(),
                vimName,
                masters.get(),
                workers.get(),
                network.get(),
                proxy,
                nodeCidr,
                registries,
                helm,
                imageRepository,
                drainTimeout));
    }

    private static Optional<Fields> requiredObject(Fields fields, String name) {
        if (fields.value(name).isEmpty()) {
            fields.problem(name, "is required");
        }
        return fields.object(name);
    }

    private Optional<PackagePath> file(Fields fields, String name, Optional<String> text) {
        return file(surroundings, fields, name, text);
    }

    /** A path of a file that the package has. */
    static Optional<PackagePath> file(Surroundings surroundings, Fields fields, String name, Optional<String> text) {
        Optional<PackagePath> path = fields.parsed(name, text, PackagePath::new);
        path.filter(p -> !surroundings.hasFile(p))
                .ifPresent(p -> fields.problem(name, "the VNF package has no file '" + p + "'"));
        return path;
    }

    private static Optional<Duration> seconds(Fields fields, JsonNode node) {
        Optional<String> text =
                node.isIntegralNumber() ? Optional.of(node.bigIntegerValue().toString()) : fields.line("drain_timeout");
        return fields.parsed("drain_timeout", text, t -> {
            if (!t.matches("[0-9]{1,5}") || Integer.parseInt(t) > DAY) {
                throw new IllegalArgumentException("must be a number of seconds from 0 to " + DAY);
            }
            return Duration.ofSeconds(Integer.parseInt(t));
        });
    }

    private static boolean isVimName(Fields fields, String name) {
        if (name.length() > 255) {
            fields.problem("vim_name", "must not have more than 255 characters");
            return false;
        }
        return true;
    }
}
