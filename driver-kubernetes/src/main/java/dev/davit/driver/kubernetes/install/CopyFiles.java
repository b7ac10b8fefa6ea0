package dev.davit.driver.kubernetes.install;

import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.NodeStep;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.remote.Command;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings files of the VNF package to a node, streaming, to the same relative paths. A file that is there with the same digest
 * is left alone, and one appears as a whole or not at all, so it can be run again.
 */
public final class CopyFiles extends NodeStep {
    private static final long MIB = 1 << 20;
    private static final int AT_ONCE = 200;

    private final OnboardedPackage vnfPackage;
    private final List<PackagePath> files;
    private final FileDigests digests;

    public CopyFiles(
            Cluster cluster,
            Vm vm,
            String name,
            OnboardedPackage vnfPackage,
            List<PackagePath> files,
            FileDigests digests) {
        super(cluster, vm, name);
        this.vnfPackage = vnfPackage;
        this.files = files;
        this.digests = digests;
    }

    @Override
    protected StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        try (VmSession session = node.vm().connect(context);
                Csar csar = vnfPackage.open()) {
            makeDirectories(session, node.vm().login().user());
            Map<String, String> present = present(session);
            var missing = new ArrayList<PackagePath>();
            long bytes = 0;
            for (PackagePath file : files) {
                String digest = digests.of(vnfPackage.id(), csar, file);
                if (!digest.equals(present.get(InstallScript.onNode(file)))) {
                    missing.add(file);
                    bytes += csar.size(file);
                }
            }
            if (missing.isEmpty()) {
                return StepResult.nothing();
            }
            context.progress("sending " + missing.size() + " files, " + (bytes + MIB - 1) / MIB + " MiB");
            for (PackagePath file : missing) {
                session.put(InstallScript.onNode(file), 0700, () -> csar.open(file));
            }
            return StepResult.of(Effect.CREATED);
        } catch (IOException e) {
            throw StepFailedException.of(
                    "a file cannot be read from VNF package " + vnfPackage.id() + ": " + e.getMessage(),
                    "Check the file system of the server's packages, then retry.",
                    e);
        }
    }

    private void makeDirectories(VmSession session, String user) throws StepFailedException, InterruptedException {
        String advice = "Check the node's disk.";
        String what = InstallScript.DIRECTORY + " cannot be made";
        session.must(Command.of("install", "-d", "-m", "0755", "/var/lib/davit").sudo(), what, advice);
        session.must(
                Command.of("install", "-d", "-m", "0700", "-o", user, InstallScript.DIRECTORY)
                        .sudo(),
                what,
                advice);
        List<String> folders = files.stream()
                .map(InstallScript::onNode)
                .map(path -> path.substring(0, path.lastIndexOf('/')))
                .distinct()
                .toList();
        for (int i = 0; i < folders.size(); i += AT_ONCE) {
            var words = new ArrayList<>(List.of("mkdir", "-p", "--"));
            words.addAll(folders.subList(i, Math.min(folders.size(), i + AT_ONCE)));
            session.must(Command.of(words), what, advice);
        }
    }

    /** Digests of those files that are on the node. */
    private Map<String, String> present(VmSession session) throws StepFailedException, InterruptedException {
        var present = new HashMap<String, String>();
        List<String> paths = files.stream().map(InstallScript::onNode).toList();
        for (int i = 0; i < paths.size(); i += AT_ONCE) {
            var words = new ArrayList<>(List.of("sha256sum", "--"));
            words.addAll(paths.subList(i, Math.min(paths.size(), i + AT_ONCE)));
            // Fails when one is missing, and tells the others all the same.
            session.ask(Command.of(words)).stdout().lines().forEach(line -> {
                if (line.length() > 66) {
                    present.put(line.substring(66), line.substring(0, 64));
                }
            });
        }
        return present;
    }
}
