package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Comparator;

/** A service as people name it. Accounts may have the same names: {@link Accounts} tells their deployments apart. */
public record ServiceKey(String region, String cluster, String service) implements Comparable<ServiceKey> {

    private static final Comparator<ServiceKey> ORDER = Comparator.comparing(ServiceKey::service)
            .thenComparing(ServiceKey::cluster)
            .thenComparing(ServiceKey::region);

    @NonNull
    @Override
    public String toString() {
        return cluster + "/" + service;
    }

    @Override
    public int compareTo(@NonNull ServiceKey other) {
        return ORDER.compare(this, other);
    }
}
