package dev.davit.openstack.userdata;

import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.testbed.Packages;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** A user-data script that a test runs. */
final class Script {
    static final SandboxLimits TIGHT = new SandboxLimits(
            Duration.ofSeconds(20), Duration.ofSeconds(2), 256L << 20, 4 << 20, 64 << 10, 32 << 10, 2);
    private static final String HEAD = """
            from tacker.vnfm.lcm_user_data.abstract_user_data import AbstractUserData
            import tacker.vnfm.lcm_user_data.utils as utils

            class Data(AbstractUserData):
                @staticmethod
                def instantiate(base_hot_dict=None, vnfd_dict=None, inst_req_info=None, grant_info=None):
            """;

    private final Map<String, byte[]> files = new HashMap<>();
    private String path = "UserData/data.py";
    private String className = "Data";
    private String additionalParams = "{}";
    private SandboxLimits limits = TIGHT;
    private List<String> prefix = List.of();

    private Script() {}

    /** A class Data whose method instantiate has this body. */
    static Script body(String body) {
        return text(HEAD + body.indent(8));
    }

    static Script text(String text) {
        return new Script().file("UserData/__init__.py", "").file("UserData/data.py", text);
    }

    Script file(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Script at(String newPath) {
        path = newPath;
        return this;
    }

    Script className(String name) {
        className = name;
        return this;
    }

    Script additionalParams(String json) {
        additionalParams = json;
        return this;
    }

    Script limits(SandboxLimits newLimits) {
        limits = newLimits;
        return this;
    }

    /** A command that runs the command that follows it. */
    Script startedBy(String... words) {
        prefix = List.of(words);
        return this;
    }

    ObjectNode run() throws StepFailedException, InterruptedException {
        var work = Cluster.work(additionalParams, new ClusterPackage(Packages.of(files)));
        var input = new UserDataInput(Cluster.baseHot("simple_top.yaml"), work, Cluster.IMAGES);
        return new PythonUserData(new UserDataScript(new PackagePath(path), className), new Sandbox(prefix, limits))
                .heatParameters(input, new SilentStep());
    }

    /** What is told when it fails. */
    String failure() throws InterruptedException {
        try {
            throw new AssertionError("the script succeeded: " + run());
        } catch (StepFailedException e) {
            return e.failure().describe();
        }
    }

    /** With a descriptor beside the files. */
    private record ClusterPackage(OnboardedPackage files) implements OnboardedPackage {
        private static final PackagePath FLAVOUR = new PackagePath("Definitions/df.yaml");

        @Override
        public UUID id() {
            return files.id();
        }

        @Override
        public Vnfd vnfd() {
            return new Vnfd("d", "p", "n", "1", "1", List.of(), List.of(Cluster.flavour()), List.of(FLAVOUR));
        }

        @Override
        public Csar open() throws IOException {
            return new WithDescriptor(files.open());
        }

        private record WithDescriptor(Csar csar) implements Csar {
            @Override
            public java.util.Set<PackagePath> paths() {
                return csar.paths();
            }

            @Override
            public long size(PackagePath file) throws IOException {
                return file.equals(FLAVOUR) ? 1 : csar.size(file);
            }

            @Override
            public java.io.InputStream open(PackagePath file) throws IOException {
                return file.equals(FLAVOUR)
                        ? Script.class.getResourceAsStream("/basehot/flavour.yaml")
                        : csar.open(file);
            }

            @Override
            public void close() throws IOException {
                csar.close();
            }
        }
    }
}
