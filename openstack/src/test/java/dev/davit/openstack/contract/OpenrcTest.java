package dev.davit.openstack.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The openrc file of a cloud of one's own. */
class OpenrcTest {
    @TempDir
    Path folder;

    @Test
    void theAuthorityOfTheCloudsCertificateIsTrusted() throws Exception {
        Path authority = Files.writeString(folder.resolve("ca.pem"), "the authority");
        assertThat(credentials("export OS_CACERT=" + authority)
                        .path("ssl_ca_cert")
                        .stringValue())
                .isEqualTo("the authority");
    }

    @Test
    void aCloudCanBeTrustedAsItIs() throws Exception {
        assertThat(credentials("export OS_INSECURE=true").path("cert_verify").stringValue())
                .isEqualTo("False");
    }

    @Test
    void theRegionOfTheFileIsTheOneThatIsTried() throws Exception {
        assertThat(names("export OS_REGION_NAME=Mars").region()).contains("Mars");
        assertThat(names("unset OS_REGION_NAME").region()).isEmpty();
    }

    private JsonNode credentials(String line) throws IOException {
        return file("export OS_AUTH_URL=https://cloud.invalid:5000 OS_USERNAME=u OS_PASSWORD=p OS_PROJECT_NAME=x\n"
                        + line)
                .vim()
                .authCred();
    }

    private CloudUnderTest.Names names(String line) throws IOException {
        return CloudUnderTest.Names.of(file(line));
    }

    private Openrc file(String text) throws IOException {
        return Openrc.read(Files.writeString(folder.resolve("openrc"), text).toString());
    }
}
