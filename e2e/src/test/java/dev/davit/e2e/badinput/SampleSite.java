package dev.davit.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.Site;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A site without guests that has the sample package and one instance of it, which is not instantiated.
 *
 * @param csar the package's file; what it has for a registry image is none
 */
record SampleSite(Site site, Api api, Path csar, String packageId, String vnf) implements AutoCloseable {
    static SampleSite start() throws IOException {
        Site site = Site.withoutGuests();
        try {
            site.registerVim();
            Path csar = site.folder().resolve("sample.zip");
            RegistryPackage.with(RegistryPackage.writer(), RegistryPackage.IMAGE_PATH, "not looked at here")
                    .write(csar);
            String packageId = site.api().onboard(csar);
            return new SampleSite(site, site.api(), csar, packageId, site.api().create(RegistryPackage.VNFD_ID));
        } catch (IOException | RuntimeException | AssertionError e) {
            site.close();
            throw e;
        }
    }

    /** Whatever somebody has sent: the server answers, has what it had, and has met nothing that it did not expect. */
    void assertWell() {
        Api.expect(api.get("/health"), 200);
        assertThat(api.json("/vnflcm/v1/vnf_instances")).hasSize(1);
        assertThat(site.serverOutput()).doesNotContain("OutOfMemory", "StackOverflow", "NullPointerException");
    }

    @Override
    public void close() throws IOException {
        site.close();
    }
}
