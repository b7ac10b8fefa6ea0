package dev.davit.e2e.openstack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.e2e.harness.StockClient;
import java.nio.file.Files;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/** The commands of a guide on a cloud without guests, the management driver switched off by the package. */
abstract class GuideOnClouds extends StepsOnClouds {
    StockVnf vnf;

    @BeforeParameterizedClassInvocation
    void haveClient() {
        assumeTrue(Files.isExecutable(StockClient.EXECUTABLE), StockVnf.MISSING);
        vnf = new StockVnf(site);
    }
}
