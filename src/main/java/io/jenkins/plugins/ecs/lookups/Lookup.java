package io.jenkins.plugins.ecs.lookups;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/**
 * What is looked up.
 *
 * @param name as it is written, without a default
 */
public record Lookup(@NonNull LookupSource source, @NonNull String name) implements Serializable, Comparable<Lookup> {

    /** {@code ssm:/prod/cpu}. */
    @NonNull
    public String key() {
        return source.word() + ":" + name;
    }

    @Override
    public int compareTo(Lookup other) {
        return key().compareTo(other.key());
    }

    /** {@code ${ssm:/prod/cpu}}. */
    @Override
    public String toString() {
        return "${" + key() + "}";
    }
}
