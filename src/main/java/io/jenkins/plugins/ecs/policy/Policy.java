package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Set;

/**
 * The rules of one place.
 *
 * @param where the place in a few words, unique among all: {@code all of Jenkins}, {@code folder shop}, {@code target
 *     prod-eu}, {@code target prod-eu of folder shop}
 * @param contact whom to ask; may be empty
 * @param mostDeployments how many deployments of that place may run at once; null for any number
 * @param warnOnly names of the rules that warn and let through
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
}
