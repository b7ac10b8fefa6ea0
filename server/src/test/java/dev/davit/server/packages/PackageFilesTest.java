package dev.davit.server.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start removes from the folder of packages, which several servers may share. */
class PackageFilesTest {
    private static final UUID KNOWN = UUID.randomUUID();
    private static final UUID ELSEWHERE = UUID.randomUUID();
    private static final UUID UNKNOWN = UUID.randomUUID();

    @TempDir
    Path folder;

    @Test
    void leftoversAreRemovedAndUploadsOfOtherServersKept() throws IOException {
        Path complete = Files.createFile(folder.resolve(KNOWN + ".csar"));
        Path arriving = Files.createFile(folder.resolve(ELSEWHERE + ".part"));
        Path unwrapping = Files.createFile(folder.resolve(ELSEWHERE + ".csar.unwrapped.part"));
        Path unwrapped = Files.createFile(folder.resolve(KNOWN + ".csar.unwrapped"));
        Path orphanUnwrapped = Files.createFile(folder.resolve(UNKNOWN + ".csar.unwrapped"));
        Path orphan = Files.createFile(folder.resolve(UNKNOWN + ".csar"));
        Path brokenOff = Files.createFile(folder.resolve(KNOWN + ".part"));

        new PackageFiles(folder, 1).keepOnly(Set.of(KNOWN, ELSEWHERE), Set.of(ELSEWHERE));

        assertThat(complete).exists();
        assertThat(arriving).exists();
        assertThat(unwrapping).exists();
        assertThat(unwrapped).exists();
        assertThat(orphanUnwrapped).doesNotExist();
        assertThat(orphan).doesNotExist();
        assertThat(brokenOff).doesNotExist();
    }
}
