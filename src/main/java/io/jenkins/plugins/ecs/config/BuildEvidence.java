package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.ecs.policy.Evidence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All that counts as evidence in a build. */
public final class BuildEvidence {

    private static final int MOST_BUILDS = 200;

    private BuildEvidence() {}

    @NonNull
    public static Evidence of(@NonNull Run<?, ?> run) {
        Set<String> starters = starters(run);
        List<Evidence.Approval> approvals = new ArrayList<>();
        for (EvidenceSource.Given given : EvidenceSource.all(run)) {
            User user = User.getById(given.by(), false);
            approvals.add(new Evidence.Approval(
                    given.id(),
                    given.by(),
                    user == null ? List.of() : user.getAuthorities(),
                    starters.contains(given.by()),
                    given.at(),
                    EvidenceAction.usedFor(run, given.id())));
        }
        return new Evidence(approvals, EvidenceAction.verified(run), EvidenceAction.plans(run));
    }

    /** Ids of the users who started the build, or a build that led to it. */
    @NonNull
    public static Set<String> starters(@NonNull Run<?, ?> run) {
        Set<String> users = new LinkedHashSet<>();
        add(users, new HashSet<>(), run.getCauses());
        return users;
    }

    private static void add(Set<String> users, Set<String> seen, List<Cause> causes) {
        for (Cause cause : causes) {
            if (cause instanceof Cause.UserIdCause user && user.getUserId() != null) {
                users.add(user.getUserId());
            } else if (cause instanceof Cause.UpstreamCause upstream) {
                add(users, seen, upstream.getUpstreamCauses());
                // Jenkins keeps only so many causes of causes.
                Run<?, ?> build = upstream.getUpstreamRun();
                if (build != null && seen.size() < MOST_BUILDS && seen.add(build.getExternalizableId())) {
                    add(users, seen, build.getCauses());
                }
            }
        }
    }
}
