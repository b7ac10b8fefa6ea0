package dev.davit.openstack.contract;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the tests of a class on each cloud, side by side, and cleans up after each test, whatever became of it. */
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass(name = "{0}")
@MethodSource("clouds")
@Timeout(600)
abstract class Contract {
    @Parameter
    CloudKind kind;

    CloudUnderTest cloud;
    Stacks stacks;

    static Stream<CloudKind> clouds() {
        return CloudKind.available().stream();
    }

    @BeforeEach
    final void open() {
        cloud = kind.open();
        stacks = new Stacks(cloud);
    }

    @AfterEach
    final void cleanUp() throws Exception {
        cloud.close();
    }
}
