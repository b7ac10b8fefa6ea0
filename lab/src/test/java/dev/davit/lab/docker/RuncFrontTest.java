package dev.davit.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that stands in front of runc, run with a runc of its own that only says what it was called with. */
class RuncFrontTest {
    private static final String CONFIG = """
            {"process":{"args":["CAP_SYS_RESOURCE"],"oomScoreAdj":-500,\
            "capabilities":{"bounding":["CAP_CHOWN","CAP_SYS_RESOURCE"]}}}""";

    @TempDir
    private Path directory;

    @Test
    void whatTheMachineCannotGrantIsTakenOut() throws IOException {
        assumeTrue(AptPackages.onPath("jq"), "Skipped: there is no jq");
        var config = Files.writeString(directory.resolve("config.json"), CONFIG);
        run(true, "--root", "/x", "create", "--bundle", directory.toString(), "id");
        assertThat(Files.readString(config).strip())
                .isEqualTo("{\"process\":{\"args\":[\"CAP_SYS_RESOURCE\"],\"oomScoreAdj\":0,"
                        + "\"capabilities\":{\"bounding\":[\"CAP_CHOWN\"]}}}");
    }

    @Test
    void aProcessInARunningContainerIsTreatedAlike() throws IOException {
        assumeTrue(AptPackages.onPath("jq"), "Skipped: there is no jq");
        var process = Files.writeString(directory.resolve("process.json"), "{\"oomScoreAdj\":-1}");
        run(true, "exec", "--process", process.toString(), "id");
        assertThat(Files.readString(process).strip()).isEqualTo("{\"oomScoreAdj\":0}");
    }

    @Test
    void nothingIsTouchedWhereTheCapabilityExists() throws IOException {
        var config = Files.writeString(directory.resolve("config.json"), CONFIG);
        run(false, "create", "-b", directory.toString(), "id");
        assertThat(Files.readString(config)).isEqualTo(CONFIG);
    }

    @Test
    void runcGetsItsArgumentsAsTheyWere() throws IOException {
        assertThat(run(true, "delete", "--force", "a b; c")).containsExactly("delete", "--force", "a b; c");
    }

    private ArrayList<String> run(boolean lacking, String... arguments) throws IOException {
        var real = directory.resolve("real-runc");
        Files.writeString(real, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(real.toFile().setExecutable(true)).isTrue();
        var status = Files.writeString(
                directory.resolve("status"), "CapBnd:\t" + (lacking ? "000001fffeffffff" : "000001ffffffffff") + "\n");
        var front = directory.resolve("runc");
        Files.writeString(
                front,
                Resources.text("guest/runc-front.sh")
                        .replace("in /usr/sbin/runc", "in " + real)
                        .replace("/proc/self/status", status.toString()));
        var words = new ArrayList<>(java.util.List.of("sh", front.toString()));
        words.addAll(java.util.List.of(arguments));
        var lines = new ArrayList<String>();
        LocalCommand.of(Duration.ofSeconds(10), words.toArray(String[]::new)).run(lines::add);
        return lines;
    }
}
