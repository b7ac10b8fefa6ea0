package dev.davit.driver.vm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatingSystemTest {

    @ParameterizedTest
    @CsvSource({
        "ubuntu, 20.04, x86_64, true",
        "ubuntu, 24.04, aarch64, true",
        "ubuntu, 25.10, x86_64, true",
        "ubuntu, 26.04, x86_64, true",
        "ubuntu, 18.04, x86_64, false",
        "ubuntu, 26.10, x86_64, false",
        "debian, 11, x86_64, true",
        "debian, 13, aarch64, true",
        "debian, 10, x86_64, false",
        "debian, 12, riscv64, false",
        "fedora, 43, x86_64, false"
    })
    void theKnownOnesAreThoseOfTheIssue(String id, String version, String architecture, boolean known) {
        var os = OperatingSystem.parse("ID=" + id + "\nVERSION_ID=\"" + version + "\"\n");
        assertThat(os.isKnown(architecture)).isEqualTo(known);
    }

    @Test
    void osReleaseIsRead() {
        var os = OperatingSystem.parse(
                "# comment\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID='12'\nBROKEN\n");
        assertThat(os).isEqualTo(new OperatingSystem("debian", "12", "Debian GNU/Linux 12 (bookworm)"));
    }

    @Test
    void aMachineThatSaysNothingIsUnknown() {
        assertThat(OperatingSystem.parse("").isKnown("x86_64")).isFalse();
    }
}
