package dev.davit.driver.kubernetes.topology;

/** What a node is in its cluster. */
public enum Role {
    MASTER,
    WORKER;

    /** What its name begins with. */
    String prefix() {
        return this == MASTER ? "master" : "worker";
    }
}
