package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules of one level: global, folder or target.
 *
 * @param where the level, for display; unique: {@code the global settings}, {@code folder shop}, {@code target
 *     prod-eu}, {@code target prod-eu of folder shop}
 * @param contact the contact for questions; may be empty
 * @param mostDeployments maximum number of concurrent deployments of that level; null for no limit
 * @param warnOnly names of the rules that only warn
 */
public record Policy(
        @NonNull String where,
        @NonNull String contact,
        @NonNull List<Rule> rules,
        @CheckForNull Integer mostDeployments,
        @NonNull Set<String> warnOnly) {

    public Policy(String where, String contact, List<Rule> rules, Integer mostDeployments) {
        this(where, contact, rules, mostDeployments, Set.of());
    }

    /** A copy with some of the rules. */
    @NonNull
    Policy only(@NonNull Predicate<Rule> which) {
        return new Policy(where, contact, rules.stream().filter(which).toList(), mostDeployments, warnOnly);
    }

    /** A copy in which other rules only warn. */
    @NonNull
    public Policy warningOnly(@NonNull Set<String> names) {
        return new Policy(where, contact, rules, mostDeployments, names);
    }
}
