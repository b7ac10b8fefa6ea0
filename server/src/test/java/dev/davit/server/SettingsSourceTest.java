package dev.davit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.vnfpackage.signature.SignaturePolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SettingsSourceTest {
    @TempDir
    Path folder;

    @Command
    static class Holder {
        @Mixin
        CommandLineOptions options;
    }

    private static ServerOptions parse(Map<String, String> environment, String... args) {
        var holder = new Holder();
        var command = new CommandLine(holder);
        command.setDefaultValueProvider(SettingsSource.of(args, environment, command.getCommandSpec()));
        command.parseArgs(args);
        return holder.options.toServerOptions();
    }

    private String file(String text) throws Exception {
        return Files.writeString(folder.resolve("davit.properties"), text).toString();
    }

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        ServerOptions options = parse(Map.of());
        assertThat(options.bind()).isEqualTo("127.0.0.1");
        assertThat(options.port()).isEqualTo(9890);
        assertThat(options.keystoneUrl()).contains("http://127.0.0.1:5000/identity/v3");
        assertThat(options.databaseUrl()).isEmpty();
        assertThat(options.maxRequestBytes()).isEqualTo(1_048_576);
        assertThat(options.packageLimits().maxUploadBytes()).isEqualTo(64L << 30);
        assertThat(options.packageLimits().loopbackDownloads()).isFalse();
        assertThat(options.packageLimits().signatures()).isEqualTo(SignaturePolicy.LENIENT);
        assertThat(options.pageSize()).isEqualTo(100);
        assertThat(options.eventRetention()).contains(Duration.ofDays(30));
        assertThat(options.tls()).isEmpty();
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
        String file = file("port=1\npage-size=2\nbind=127.0.0.3\n");
        ServerOptions options = parse(
                Map.of("DAVIT_SERVER_PORT", "11", "DAVIT_SERVER_PAGE_SIZE", "12"), "--config", file, "--port", "21");
        assertThat(options.port()).isEqualTo(21);
        assertThat(options.pageSize()).isEqualTo(12);
        assertThat(options.bind()).isEqualTo("127.0.0.3");
    }

    @Test
    void everyKindOfOptionCanStandInTheFile() throws Exception {
        String file = file(
                "no-auth=true\ndata-dir=/tmp/x\ndatabase-url=postgresql://u:p@h/d\npublic-url=https://vnfm.example/\n");
        ServerOptions options = parse(Map.of(), "--config=" + file);
        assertThat(options.keystoneUrl()).isEmpty();
        assertThat(options.dataDir()).isEqualTo(Path.of("/tmp/x"));
        assertThat(options.databaseUrl()).contains("postgresql://u:p@h/d");
        assertThat(options.publicUrl()).contains("https://vnfm.example");
    }

    @Test
    void anUnknownPropertyIsAnErrorWithASuggestion() throws Exception {
        String file = file("pagesize=5\n");
        assertThatThrownBy(() -> parse(Map.of(), "--config", file))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("'pagesize' (did you mean 'page-size'?)");
    }

    @Test
    void anUnknownVariableIsAnErrorWithASuggestion() {
        assertThatThrownBy(() -> parse(Map.of("DAVIT_SERVER_PROT", "1"))).hasMessageContaining("did you mean 'port'?");
    }

    @Test
    void theClientsVariableIsLeftAlone() {
        assertThat(parse(Map.of("DAVIT_SERVER", "http://h:9890")).port()).isEqualTo(9890);
    }

    @Test
    void optionsThatBelongTogetherAreGivenTogether() {
        assertThatThrownBy(() -> parse(Map.of(), "--tls-cert", "c.pem")).hasMessageContaining("--tls-key");
    }

    @Test
    void urlsAreChecked() {
        assertThatThrownBy(() -> parse(Map.of(), "--keystone-url", "keystone:5000"))
                .hasMessageContaining("--keystone-url");
    }

    @Test
    void trustedCertificatesMustBeAFolderOfCertificates() throws Exception {
        assertThatThrownBy(() -> parse(Map.of(), "--trusted-certificates", folder.toString()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("there is no certificate in the folder");
        Files.writeString(folder.resolve("x.pem"), "no certificate");
        assertThatThrownBy(() -> parse(Map.of(), "--trusted-certificates", folder.toString()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("x.pem is no certificate (PEM or DER)");
    }

    @Test
    void signedPackagesCanBeRequired() {
        assertThat(parse(Map.of(), "--require-signed-packages")
                        .packageLimits()
                        .signatures()
                        .required())
                .isTrue();
    }
}
