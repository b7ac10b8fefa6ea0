package dev.davit.e2e.openstack;

import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that are steps, each of which builds on those before, on each cloud. */
@ParameterizedClass(name = "{0}")
@MethodSource("clouds")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class StepsOnClouds {
    @Parameter
    String cloudName;

    CloudSite site;

    static List<String> clouds() {
        return CloudSite.clouds();
    }

    @BeforeParameterizedClassInvocation
    void openSite(String name) throws Exception {
        site = new CloudSite(name);
    }

    @AfterParameterizedClassInvocation
    void closeSite() throws Exception {
        if (site != null) {
            site.close();
        }
    }
}
