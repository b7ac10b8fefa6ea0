package dev.davit.server.notification;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.LcmOperation;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.store.LcmNotification;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * LifecycleChangeNotificationsFilter (SOL003 v2.6.1 clause 5.5.3.12): all attributes must match, in each one any value; an
 * empty one does not restrict. Operation types and states concern occurrence notifications only.
 *
 * @param notificationTypes e.g. VnfLcmOperationOccurrenceNotification
 */
public record SubscriptionFilter(
        Set<String> notificationTypes,
        Set<LcmOperation> operationTypes,
        Set<OperationState> operationStates,
        Set<String> vnfdIds,
        List<Provider> vnfProductsFromProviders,
        Set<UUID> vnfInstanceIds,
        Set<String> vnfInstanceNames) {

    public static final SubscriptionFilter EVERYTHING =
            new SubscriptionFilter(Set.of(), Set.of(), Set.of(), Set.of(), List.of(), Set.of(), Set.of());

    public static final String OCCURRENCE = "VnfLcmOperationOccurrenceNotification";
    public static final String CREATION = "VnfIdentifierCreationNotification";
    public static final String DELETION = "VnfIdentifierDeletionNotification";

    /** @param products empty: all products of the provider */
    public record Provider(String vnfProvider, List<Product> products) {
        public Provider {
            products = List.copyOf(products);
        }

        boolean matches(VnfInstance instance) {
            return vnfProvider.equals(instance.provider())
                    && (products.isEmpty() || products.stream().anyMatch(product -> product.matches(instance)));
        }
    }

    /** @param versions empty: all versions */
    public record Product(String vnfProductName, List<Version> versions) {
        public Product {
            versions = List.copyOf(versions);
        }

        boolean matches(VnfInstance instance) {
            return vnfProductName.equals(instance.productName())
                    && (versions.isEmpty() || versions.stream().anyMatch(version -> version.matches(instance)));
        }
    }

    /** @param vnfdVersions empty: all of them */
    public record Version(String vnfSoftwareVersion, List<String> vnfdVersions) {
        public Version {
            vnfdVersions = List.copyOf(vnfdVersions);
        }

        boolean matches(VnfInstance instance) {
            return vnfSoftwareVersion.equals(instance.softwareVersion())
                    && (vnfdVersions.isEmpty() || vnfdVersions.contains(instance.vnfdVersion()));
        }
    }

    public SubscriptionFilter {
        notificationTypes = Set.copyOf(notificationTypes);
        operationTypes = Set.copyOf(operationTypes);
        operationStates = Set.copyOf(operationStates);
        vnfdIds = Set.copyOf(vnfdIds);
        vnfProductsFromProviders = List.copyOf(vnfProductsFromProviders);
        vnfInstanceIds = Set.copyOf(vnfInstanceIds);
        vnfInstanceNames = Set.copyOf(vnfInstanceNames);
    }

    /** The same for these notification types only. */
    public SubscriptionFilter withTypes(String... types) {
        return new SubscriptionFilter(
                Set.of(types),
                operationTypes,
                operationStates,
                vnfdIds,
                vnfProductsFromProviders,
                vnfInstanceIds,
                vnfInstanceNames);
    }

    /** The notificationType of a notification. */
    static String typeOf(LcmNotification notification) {
        return switch (notification) {
            case LcmNotification.IdentifierCreated created -> CREATION;
            case LcmNotification.IdentifierDeleted deleted -> DELETION;
            case LcmNotification.StateEntered entered -> OCCURRENCE;
        };
    }

    boolean matches(LcmNotification notification) {
        VnfInstance instance = notification.instance();
        return allows(notificationTypes, typeOf(notification))
                && allows(vnfdIds, instance.vnfdId())
                && allows(vnfInstanceIds, instance.id())
                && allows(vnfInstanceNames, instance.name())
                && (vnfProductsFromProviders.isEmpty()
                        || vnfProductsFromProviders.stream().anyMatch(provider -> provider.matches(instance)))
                && (!(notification instanceof LcmNotification.StateEntered entered)
                        || allows(operationTypes, entered.occurrence().operation())
                                && allows(operationStates, entered.occurrence().state()));
    }

    private static <T> boolean allows(Set<T> wanted, T value) {
        return wanted.isEmpty() || wanted.contains(value);
    }
}
