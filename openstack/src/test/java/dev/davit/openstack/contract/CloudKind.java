package dev.davit.openstack.contract;

import dev.davit.lab.Lab;
import dev.davit.lab.LabOptions;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.openstack.OpenStackSettings;
import dev.davit.openstack.Vims;
import dev.davit.openstack.keystone.Sessions;
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
                var sessions = new Sessions(OpenStackSettings.DEFAULT);
                var cloud = new CloudUnderTest(
                        Vims.withPassword(lab.authUrl(), "secret"), CloudUnderTest.Names.ofLab(), sessions, QUICK);
                cloud.atLast(sessions::close);
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
            return new CloudUnderTest(Shared.VIM, Shared.NAMES, Shared.SESSIONS, PATIENT);
        }
    };

    /** One login for all tests: each service of the cloud asks Keystone about every token that it has not seen. */
    private static final class Shared {
        private static final Openrc OPENRC_FILE = Openrc.read(System.getenv(OPENRC));
        private static final RegisteredVim VIM = OPENRC_FILE.vim();
        private static final CloudUnderTest.Names NAMES = CloudUnderTest.Names.of(OPENRC_FILE);
        private static final Sessions SESSIONS = new Sessions(OpenStackSettings.DEFAULT);
    }

    static final String OPENRC = "DAVIT_TEST_OPENRC";

    /** Any value leaves the lab out, which the ordinary build has tried already. */
    private static final String WITHOUT_LAB = "DAVIT_TEST_WITHOUT_LAB";

    private static final long QUICK = 20;
    private static final long PATIENT = 300;

    abstract CloudUnderTest open();

    static Set<CloudKind> available() {
        if (System.getenv(OPENRC) == null) {
            return EnumSet.of(LAB);
        }
        return System.getenv(WITHOUT_LAB) == null ? EnumSet.allOf(CloudKind.class) : EnumSet.of(REAL);
    }
}
