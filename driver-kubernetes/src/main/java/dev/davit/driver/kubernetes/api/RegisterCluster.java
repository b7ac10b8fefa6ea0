package dev.davit.driver.kubernetes.api;

import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.VimRegistrations;
import dev.davit.lifecycle.vim.VimRegistrations.Registration;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives the cluster a service account of its own for Davit and registers the cluster as a VIM with it. The token is that of an
 * explicit Secret, which every version since 1.20 fills and none lets expire. What is there is kept and registered again, so
 * it can be run again.
 */
public final class RegisterCluster implements Step {
    private static final String NAMESPACE = "kube-system";
    private static final String ACCOUNT = "davit";
    private static final String SECRET = "davit-token";

    private final Cluster cluster;
    private final VimRegistrations registrations;

    public RegisterCluster(Cluster cluster, VimRegistrations registrations) {
        this.cluster = cluster;
        this.registrations = registrations;
    }

    @Override
    public StepId id() {
        return StepId.of("register vim");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        Topology topology = cluster.topology(context);
        var instance = context.instance();
        String name = cluster.parameters().vimName(instance.id());
        boolean known = registrations.named(instance.project(), name).isPresent();
        Secret secret;
        try (KubernetesApi api = ClusterAccess.open(cluster, context, topology)) {
            createAccount(api);
            secret = token(context, api);
        }
        ObjectNode credentials = JsonMapper.shared()
                .createObjectNode()
                .put("bearer_token", decoded(secret, "token"))
                .put("ssl_ca_cert", decoded(secret, "ca.crt"));
        try {
            RegisteredVim vim = registrations.put(new Registration(
                    instance.id(), instance.project(), name, "kubernetes", topology.publicUrl(), credentials));
            context.progress("the cluster is registered as VIM '" + name + "' (" + vim.id() + ")");
            return StepResult.of(
                    known ? Effect.CHANGED : Effect.CREATED,
                    Map.of("vim", vim.id().toString()));
        } catch (ProblemException e) {
            throw StepFailedException.of(
                    "the cluster cannot be registered as VIM '" + name + "': " + e.getMessage(),
                    "Remove or rename that VIM, then retry.",
                    e);
        }
    }

    private static void createAccount(KubernetesApi api) throws StepFailedException, InterruptedException {
        api.create(
                "/api/v1/namespaces/" + NAMESPACE + "/serviceaccounts",
                new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(ACCOUNT)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .build());
        api.create(
                "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
                new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName("davit-cluster-admin")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                        .addNewSubject("", "ServiceAccount", ACCOUNT, NAMESPACE)
                        .build());
        api.create(
                "/api/v1/namespaces/" + NAMESPACE + "/secrets",
                new SecretBuilder()
                        .withNewMetadata()
                        .withName(SECRET)
                        .withNamespace(NAMESPACE)
                        .addToAnnotations("kubernetes.io/service-account.name", ACCOUNT)
                        .endMetadata()
                        .withType("kubernetes.io/service-account-token")
                        .build());
    }

    private Secret token(StepContext context, KubernetesApi api) throws StepFailedException, InterruptedException {
        long deadline = System.nanoTime() + cluster.settings().readyLimit().toNanos();
        while (true) {
            Optional<Secret> secret = api.secret(NAMESPACE, SECRET)
                    .filter(s -> s.getData() != null
                            && s.getData().containsKey("token")
                            && s.getData().containsKey("ca.crt"));
            if (secret.isPresent()) {
                return secret.get();
            }
            if (System.nanoTime() >= deadline) {
                throw StepFailedException.of(
                        "the cluster does not fill Secret " + NAMESPACE + "/" + SECRET + " with a token",
                        "Check kube-controller-manager on the masters, then retry.");
            }
            context.pause(cluster.settings().pollPause());
        }
    }

    private static String decoded(Secret secret, String key) {
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
    }

    @Override
    public void undo(StepContext context) {
        var instance = context.instance();
        registrations.remove(instance.id(), cluster.parameters().vimName(instance.id()));
    }
}
