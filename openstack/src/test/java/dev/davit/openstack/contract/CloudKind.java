package dev.davit.openstack.contract;

import dev.davit.lab.Lab;
import dev.davit.lab.LabOptions;
import dev.davit.openstack.Vims;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Set;

/** The clouds that the contract is tried on. */
enum CloudKind {
    /** A lab without guests, made anew for each test. */
    LAB {
        @Override
        CloudUnderTest open() {
            try {
                Lab lab = Lab.start(LabOptions.forTests());
                var cloud = new CloudUnderTest(
                        Vims.withPassword(lab.authUrl(), "secret"), CloudUnderTest.Names.ofLab(), QUICK);
                cloud.atLast(lab::close);
                return cloud;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },

    /** The cloud of {@code DAVIT_TEST_OPENRC}. */
    REAL {
        @Override
        CloudUnderTest open() {
            var openrc = Openrc.read(System.getenv(OPENRC));
            return new CloudUnderTest(openrc.vim(), CloudUnderTest.Names.of(openrc), PATIENT);
        }
    };

    static final String OPENRC = "DAVIT_TEST_OPENRC";
    private static final long QUICK = 20;
    private static final long PATIENT = 300;

    abstract CloudUnderTest open();

    static Set<CloudKind> available() {
        return System.getenv(OPENRC) == null ? EnumSet.of(LAB) : EnumSet.allOf(CloudKind.class);
    }
}
