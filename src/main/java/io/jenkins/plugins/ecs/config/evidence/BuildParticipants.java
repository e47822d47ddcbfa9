package io.jenkins.plugins.ecs.config.evidence;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.User;
import hudson.scm.ChangeLogSet;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.scm.RunWithSCM;

/** Who started a build, or a build that led to it, and who wrote the changes in them. */
public final class BuildParticipants {

    private static final Logger LOGGER = Logger.getLogger(BuildParticipants.class.getName());
    private static final int MOST_BUILDS = 200;

    private final Set<String> starters = new LinkedHashSet<>();
    private final Map<String, Run<?, ?>> builds = new LinkedHashMap<>();
    private boolean startersKnown = true;
    /** Whether all builds that led to it still exist. */
    private boolean buildsKnown = true;

    private BuildParticipants(Run<?, ?> run) {
        builds.put(run.getExternalizableId(), run);
        // Users who answer need not be allowed to see the builds that led to this one.
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            add(run.getCauses());
        }
    }

    @NonNull
    public static Participants of(@NonNull Run<?, ?> run) {
        BuildParticipants all = new BuildParticipants(run);
        Set<String> authors = new LinkedHashSet<>();
        boolean known = all.buildsKnown;
        for (Run<?, ?> build : all.builds.values()) {
            known = addAuthors(authors, build) && known;
        }
        return new Participants(
                all.starters, all.startersKnown, authors, known && !authors.isEmpty(), new RealmNames());
    }

    /** Whether a user started the build, or a build that led to it; where not all of them are known, everyone may have. */
    @NonNull
    static Predicate<String> starters(@NonNull Run<?, ?> run) {
        BuildParticipants all = new BuildParticipants(run);
        Participants.Names names = new RealmNames();
        return user -> !all.startersKnown || all.starters.stream().anyMatch(each -> names.isSameUser(each, user));
    }

    private void add(List<Cause> causes) {
        for (Cause cause : causes) {
            if (cause instanceof Cause.UserIdCause user && user.getUserId() != null) {
                starters.add(user.getUserId());
            } else if (cause instanceof Cause.UpstreamCause upstream) {
                add(upstream.getUpstreamCauses());
                // Jenkins keeps only so many causes of causes.
                Run<?, ?> build = upstream.getUpstreamRun();
                buildsKnown = buildsKnown && build != null;
                boolean isNew = build != null && !builds.containsKey(build.getExternalizableId());
                if (isNew && builds.size() < MOST_BUILDS) {
                    builds.put(build.getExternalizableId(), build);
                    add(build.getCauses());
                } else if (isNew || (build == null && isCut(upstream))) {
                    startersKnown = false;
                    buildsKnown = false;
                }
            }
        }
    }

    private static boolean isCut(Cause.UpstreamCause upstream) {
        return upstream.getUpstreamCauses().stream()
                .anyMatch(Cause.UpstreamCause.DeeplyNestedUpstreamCause.class::isInstance);
    }

    /**
     * An author is a user whose id or name need not be one of the security realm.
     *
     * @return whether they could be read
     */
    private static boolean addAuthors(Set<String> authors, Run<?, ?> build) {
        if (build instanceof RunWithSCM<?, ?> withChanges) {
            try {
                for (ChangeLogSet<? extends ChangeLogSet.Entry> changes : withChanges.getChangeSets()) {
                    for (ChangeLogSet.Entry change : changes) {
                        User author = change.getAuthor();
                        authors.add(author.getId());
                        authors.add(author.getFullName());
                    }
                }
            } catch (RuntimeException unreadable) {
                LOGGER.log(Level.FINE, "Could not read the changes of " + build, unreadable);
                return false;
            }
        }
        return true;
    }

    /** As the security realm of now compares them. */
    private static final class RealmNames implements Participants.Names {

        private final SecurityRealm realm = Jenkins.get().getSecurityRealm();

        @Override
        public boolean isSameUser(@NonNull String one, @NonNull String other) {
            return realm.getUserIdStrategy().equals(one, other);
        }

        @Override
        public boolean isSameGroup(@NonNull String one, @NonNull String other) {
            return realm.getGroupIdStrategy().equals(one, other);
        }
    }
}
