package dev.davit.cli.demo;

import dev.davit.cli.connection.DavitHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The demo's own folder, {@code ~/.davit/demo}; no other Davit on the machine is touched. */
record DemoHome(Path folder, Path clientSettings) {

    static DemoHome in(DavitHome home) {
        return new DemoHome(home.folder().resolve("demo"), home.clientSettings());
    }

    Path lock() {
        return folder.resolve("lock");
    }

    Path traces() {
        return folder.resolve("running.properties");
    }

    /** Data of a program: server or lab. */
    Path data(String program) {
        return folder.resolve(program);
    }

    Path log(String program) {
        return folder.resolve(program + ".log");
    }

    Path openrc() {
        return folder.resolve("openrc");
    }

    Path parameters() {
        return folder.resolve("params.json");
    }

    Path registryImage() {
        return folder.resolve("registry-image.tar");
    }

    Path clusterCsar() {
        return folder.resolve("kubernetes-cluster.csar");
    }

    Path clusterParameters() {
        return folder.resolve("cluster-params.json");
    }

    Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    Path csar() {
        return folder.resolve("private-registry.csar");
    }

    /**
     * Removes all but the logs, which tell afterwards what happened, the lock, which somebody may wait for, and
     * PostgreSQL's programs.
     */
    void clean() throws IOException {
        List<Path> all = List.of(
                data("lab"),
                openrc(),
                parameters(),
                registryImage(),
                csar(),
                clusterCsar(),
                clusterParameters(),
                kubeconfig(),
                traces(),
                clientSettings);
        for (Path path : all) {
            delete(path);
        }
        for (Path path : children(data("server"))) {
            if (!path.endsWith("postgresql")) {
                delete(path);
            }
        }
        for (Path path : children(data("server").resolve("postgresql"))) {
            if (!Files.exists(path.resolve("bin/postgres"))) {
                delete(path);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> paths = Files.walk(tree)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
