package dev.davit.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows of ARCHITECTURE.md. */
class ArchitectureTest {
    private static final JavaClasses DAVIT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.davit");

    /** Package of each room, and the packages of the rooms that it may know. */
    private static final Map<String, List<String>> ROOMS = Map.of(
            "remote", List.of(),
            "vnfpackage", List.of(),
            "lifecycle", List.of("vnfpackage"),
            "openstack", List.of("lifecycle", "vnfpackage"),
            "driver", List.of("lifecycle", "vnfpackage", "remote"),
            "lab", List.of(),
            "cli", List.of(),
            "server", List.of("lifecycle", "vnfpackage", "openstack", "driver", "remote"));

    static final List<String> rooms = List.copyOf(ROOMS.keySet());

    @ParameterizedTest
    @FieldSource("rooms")
    void aRoomKnowsOnlyTheRoomsBelowIt(String room) {
        String[] strangers = rooms.stream()
                .filter(other -> !other.equals(room) && !ROOMS.get(room).contains(other))
                .map(other -> "dev.davit." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.davit." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(strangers)
                .check(DAVIT);
    }

    @Test
    void theDomainKnowsNoHttpAndNoSql() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.davit.lifecycle..", "dev.davit.vnfpackage..", "dev.davit.remote..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon..", "java.sql..", "javax.sql..", "java.net.http..", "org.jdbi..")
                .check(DAVIT);
    }

    @Test
    void noRoomHasACycleBetweenItsPackages() {
        slices().matching("dev.davit.(*)..").should().beFreeOfCycles().check(DAVIT);
    }

    @Test
    void onlyTheRemoteRoomKnowsSsh() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.davit.remote..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.sshd..")
                .check(DAVIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "kubernetes", "vm"})
    void aDriverKnowsNoDriverButWhatTheyShare(String driver) {
        noClasses()
                .that()
                .resideInAPackage("dev.davit.driver." + driver + "..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.davit.driver..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                                "dev.davit.driver.vm..", "dev.davit.driver." + driver + ".."))))
                // a driver that is not part of the server yet is not seen here
                .allowEmptyShould(true)
                .check(DAVIT);
    }
}
