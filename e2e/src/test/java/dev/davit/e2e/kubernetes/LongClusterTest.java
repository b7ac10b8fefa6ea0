package dev.davit.e2e.kubernetes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A {@link ClusterTest} of many minutes and GiB, which e2e/kubernetes/run starts and {@code verify} does not. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClusterTest
@EnabledIfSystemProperty(
        named = "davit.kubernetes.long",
        matches = "true",
        disabledReason = "e2e/kubernetes/run runs it")
@interface LongClusterTest {}
