package dev.davit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How root rights are asked for, against a sudo that behaves like the real one in what matters here. */
class SudoTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Takes "-k -S -p PROMPT --"; asks on stderr, up to three times, unless NOPASSWD is set. */
    private static final String SUDO = """
            #!/bin/sh
            [ "$1 $2 $3 $5" = "-k -S -p --" ] || { echo "unexpected options: $*" >&2; exit 9; }
            prompt=$4; shift 5
            echo "sudo: unable to resolve host x" >&2
            [ -z "$NOT_ALLOWED" ] || { echo "user is not in the sudoers file." >&2; exit 1; }
            n=0
            while [ -z "$NOPASSWD" ]; do
              n=$((n+1)); [ $n -le 3 ] || { echo "sudo: 3 incorrect password attempts" >&2; exit 1; }
              printf '%s' "$prompt" >&2
              IFS= read -r answer || exit 1
              [ "$answer" != "$WANTED" ] || break
              echo "Sorry, try again." >&2
            done
            exec "$@"
            """;

    @TempDir
    Path bin;

    private RemoteHosts hosts;
    private MinaServer server;

    @BeforeEach
    void start() throws Exception {
        Path sudo = Files.writeString(bin.resolve("sudo"), SUDO);
        Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
        hosts = new RemoteHosts(HostKeys.inMemory());
    }

    @AfterEach
    void stop() throws Exception {
        hosts.close();
        server.close();
    }

    private RemoteHost host(String name, String value) throws Exception {
        server = MinaServer.start(0, Map.of("PATH", bin + ":" + System.getenv("PATH"), name, value));
        return hosts.connect(server.address(), MinaServer.login());
    }

    @Test
    void thePasswordIsGivenToSudoAndNotToTheCommand() throws Exception {
        RemoteHost host = host("WANTED", MinaServer.PASSWORD);
        CommandResult result = host.run(Command.of("cat").sudo().input("the input"), LIMIT);
        assertThat(result.stdout()).isEqualTo("the input");
        assertThat(result.lastLines()).containsExactly("the input");
    }

    @Test
    void aSudoThatAsksForNothingDoesNotLeakThePasswordIntoTheCommand() throws Exception {
        RemoteHost host = host("NOPASSWD", "yes");
        assertThat(host.run(Command.of("cat").sudo(), LIMIT).stdout()).isEmpty();
    }

    @Test
    void aWrongPasswordIsSaid() throws Exception {
        RemoteHost host = host("WANTED", "another");
        assertThatThrownBy(() -> host.run(Command.of("id").sudo(), LIMIT))
                .isInstanceOf(RemoteException.RootRefused.class)
                .hasMessageContaining("does not accept the password");
    }

    @Test
    void aUserWithoutRightsIsSaid() throws Exception {
        RemoteHost host = host("NOT_ALLOWED", "yes");
        assertThatThrownBy(() -> host.run(Command.of("id").sudo(), LIMIT))
                .isInstanceOf(RemoteException.RootRefused.class)
                .hasMessageContaining("user is not in the sudoers file.");
    }

    @Test
    void aKeyAloneCannotAnswerSudo() throws Exception {
        var pair = MinaServer.newKey();
        server = MinaServer.authorizing(pair.getPublic(), Map.of("PATH", bin + ":" + System.getenv("PATH")));
        RemoteHost host =
                hosts.connect(server.address(), Login.withKey("ubuntu", new Login.PrivateKey(pair, Optional.empty())));
        assertThatThrownBy(() -> host.run(Command.of("id").sudo(), LIMIT))
                .isInstanceOf(RemoteException.RootRefused.class)
                .hasMessageContaining("asks for a password and none is known");
    }

    @Test
    void theExitStatusComesThrough() throws Exception {
        RemoteHost host = host("WANTED", MinaServer.PASSWORD);
        assertThat(host.run(Command.of("sh", "-c", "exit 3").sudo(), LIMIT).exitStatus())
                .isEqualTo(3);
    }
}
