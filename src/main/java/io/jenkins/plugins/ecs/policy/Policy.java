package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/**
 * The rules of one place.
 *
 * @param where the place in a few words: {@code all of Jenkins}, {@code folder shop}, {@code target prod-eu}
 * @param contact whom to ask; may be empty
 * @param mostDeployments how many deployments of that place may run at once; null for any number
 */
public record Policy(
        @NonNull String where,
        @NonNull String contact,
        @NonNull List<Rule> rules,
        @CheckForNull Integer mostDeployments) {}
