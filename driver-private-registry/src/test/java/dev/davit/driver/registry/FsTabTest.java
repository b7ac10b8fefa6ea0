package dev.davit.driver.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FsTabTest {
    private static final String OURS = "UUID=1 /srv/images auto defaults,nofail,x-systemd.before=docker.service 0 2\n";

    @Test
    void aMountIsAddedAfterTheOthers() {
        assertThat(FsTab.with("# a comment\nUUID=9 / ext4 defaults 0 1", "UUID=1", "/srv/images"))
                .isEqualTo("# a comment\nUUID=9 / ext4 defaults 0 1\n" + OURS);
    }

    @Test
    void theMountOfThatDirectoryIsReplaced() {
        String text = "UUID=7  /srv/images\text4 defaults 0 2\n# UUID=7 /srv/images\nUUID=9 / ext4 defaults 0 1\n";
        assertThat(FsTab.with(text, "UUID=1", "/srv/images"))
                .isEqualTo("# UUID=7 /srv/images\nUUID=9 / ext4 defaults 0 1\n" + OURS);
    }

    @Test
    void aSecondTimeNothingChanges() {
        assertThat(FsTab.with(OURS, "UUID=1", "/srv/images")).isEqualTo(OURS);
    }
}
