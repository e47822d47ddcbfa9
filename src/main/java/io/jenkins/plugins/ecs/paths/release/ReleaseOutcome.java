package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.plan.PathPlan;
import io.jenkins.plugins.ecs.paths.plan.PlannedSlot;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.proof.Condition;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.TraceTags;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is known of a release, for users and programs. Immutable, and small enough to be stored with the build. */
public final class ReleaseOutcome implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String service;
    private final String path;
    private final String where;
    private final String description;
    private final String template;
    private final String commit;
    private final LinkedHashMap<String, String> digests;
    private final ArrayList<Environment> environments = new ArrayList<>();
    private final Verdict verdict;
    private final String cause;
    private final String hotfix;
    private final boolean queued;
    private final long startedAt;
    private final long finishedAt;

    private ReleaseOutcome(ReleaseState state) {
        service = PlainText.line(state.service());
        path = state.path().name();
        where = state.path().where();
        description = PlainText.line(state.path().description());
        template = PlainText.line(state.template());
        commit = PlainText.line(state.environments().stream()
                .map(each -> each.request().trace().get(TraceTags.COMMIT))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(""));
        digests = new LinkedHashMap<>(state.digests());
        verdict = state.verdict();
        cause = PlainText.line(state.cause());
        hotfix = state.hotfix();
        queued = state.isQueued();
        startedAt = state.startedAt();
        finishedAt = state.finishedAt();
        state.environments().stream()
                .filter(EnvironmentRun::isWanted)
                .forEach(each -> environments.add(new Environment(each)));
    }

    @NonNull
    public static ReleaseOutcome of(@NonNull ReleaseState state) {
        return new ReleaseOutcome(state);
    }

    @NonNull
    public String service() {
        return service;
    }

    /** The name of the path. */
    @NonNull
    public String path() {
        return path;
    }

    /** {@link ReleasePath#id} */
    @NonNull
    public String pathId() {
        return ReleasePath.id(path, where);
    }

    /** What the path is for; may be empty. */
    @NonNull
    public String description() {
        return description;
    }

    /** The template that the service is rendered from, such as {@code web-service@2.1.0}; empty for none. */
    @NonNull
    public String template() {
        return template;
    }

    /** The commit of the build; empty if it has none. */
    @NonNull
    public String commit() {
        return commit;
    }

    /** What is released, by container. */
    @NonNull
    public Map<String, String> digests() {
        return Collections.unmodifiableMap(digests);
    }

    /** Those that the release goes through, in their order. */
    @NonNull
    public List<Environment> environments() {
        return Collections.unmodifiableList(environments);
    }

    /** Null while it is in progress. */
    @CheckForNull
    public Verdict verdict() {
        return verdict;
    }

    @NonNull
    public String cause() {
        return cause;
    }

    /** Why it skips the conditions about its proof; empty if it does not. */
    @NonNull
    public String hotfix() {
        return hotfix == null ? "" : hotfix;
    }

    /** Whether it waits for another release of the service on its path. */
    public boolean isQueued() {
        return queued;
    }

    /** Epoch milliseconds. */
    public long startedAt() {
        return startedAt;
    }

    /** Epoch milliseconds; 0 while it is in progress. */
    public long finishedAt() {
        return finishedAt;
    }

    /** The one line that a user needs: what, how it ended, and why. */
    @NonNull
    public String message() {
        return ReleaseMessages.ended(verdict == null ? "IN_PROGRESS" : verdict.name(), service, path, cause);
    }

    /** One environment. */
    public static final class Environment implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String name;
        private final String target;
        private final String label;
        private final String region;
        private final String cluster;
        private final String from;
        private final Slot slot;
        private final Verdict verdict;
        private final String cause;
        private final ArrayList<Line> conditions = new ArrayList<>();
        private final ArrayList<PlannedSlot> planned;
        private final Outcome deployment;
        private final boolean rollsBack;
        private final String preflight;
        private final String checks;
        private final long watchedUntil;
        private final boolean asksForApproval;
        private final ArrayList<String> approvers;
        private final ArrayList<Answer> answers;
        private final ArrayList<String> plan;
        private final long startedAt;
        private final long finishedAt;

        private Environment(EnvironmentRun run) {
            name = run.name();
            target = run.target();
            label = run.label();
            region = run.request().region();
            cluster = run.request().clusterName();
            from = run.pinned().from();
            slot = run.slot();
            verdict = run.verdict();
            cause = PlainText.line(run.cause());
            run.conditions().forEach(each -> conditions.add(new Line(each)));
            planned = new ArrayList<>(PathPlan.of(run.pinned(), run.target(), run.wave()));
            RolloutState rollout = run.rollout;
            deployment = rollout == null ? null : Outcome.of(rollout);
            rollsBack = run.back != null;
            preflight = run.preflight == null ? "" : run.preflight.progress();
            checks = run.verifying == null ? "" : run.verifying.progress();
            watchedUntil = run.watchedUntil;
            asksForApproval = run.asksForApproval();
            ApprovalRule approval = run.approval();
            approvers = approval == null ? new ArrayList<>() : new ArrayList<>(approval.approvers());
            answers = new ArrayList<>(run.answers());
            plan = new ArrayList<>(run.plan());
            startedAt = run.startedAt();
            finishedAt = run.finishedAt();
        }

        /** The end of the watch, epoch milliseconds; 0 without one. */
        public long watchedUntil() {
            return watchedUntil;
        }

        /** Whether it waits for users to approve. */
        public boolean asksForApproval() {
            return asksForApproval;
        }

        /** Ids of users and names of groups; empty for all users with the permission. */
        @NonNull
        public List<String> approvers() {
            return Collections.unmodifiableList(approvers);
        }

        /** Of users who were asked to approve, oldest first. */
        @NonNull
        public List<Answer> answers() {
            return Collections.unmodifiableList(answers);
        }

        /** What the release would change, in plain lines, as it was when users were first asked; empty if they were not. */
        @NonNull
        public List<String> plan() {
            return Collections.unmodifiableList(plan);
        }

        @NonNull
        public String name() {
            return name;
        }

        /** Its name, and its target if it has several. */
        @NonNull
        public String label() {
            return label;
        }

        @NonNull
        public String target() {
            return target;
        }

        @NonNull
        public String region() {
            return region;
        }

        /** Short name. */
        @NonNull
        public String cluster() {
            return cluster;
        }

        /** The environment in which the release must be proven first; empty for none. */
        @NonNull
        public String from() {
            return from;
        }

        @NonNull
        public Slot slot() {
            return slot;
        }

        /** Null while it is in progress. */
        @CheckForNull
        public Verdict verdict() {
            return verdict;
        }

        @NonNull
        public String cause() {
            return cause;
        }

        @NonNull
        public List<Line> conditions() {
            return Collections.unmodifiableList(conditions);
        }

        /** Its slots as they were defined when the release started. */
        @NonNull
        public List<PlannedSlot> planned() {
            return Collections.unmodifiableList(planned);
        }

        /** The conditions that are not met but stop nothing, because the path only warns; empty if there are none. */
        @NonNull
        public String warnings() {
            return String.join(
                    "; ",
                    conditions.stream()
                            .filter(each -> each.standing() == Condition.Standing.WARNS)
                            .map(Line::text)
                            .toList());
        }

        /** Who skipped which conditions, and why; empty if it did not enter as a hotfix. */
        @NonNull
        public String hotfix() {
            return String.join(
                    "; ",
                    conditions.stream()
                            .filter(each -> each.condition().equals(Condition.Kind.HOTFIX.word())
                                    || each.standing() == Condition.Standing.SKIPPED)
                            .map(Line::text)
                            .toList());
        }

        /** Null if nothing was deployed. */
        @CheckForNull
        public Outcome deployment() {
            return deployment;
        }

        /** Whether it is, or was, rolled back after its verification failed. */
        public boolean rollsBack() {
            return rollsBack;
        }

        /** The progress of its preflight checks; empty before them. */
        @NonNull
        public String preflight() {
            return preflight;
        }

        /** The progress of its verification; empty before it. */
        @NonNull
        public String checks() {
            return checks;
        }

        /** Epoch milliseconds; 0 before it started. */
        public long startedAt() {
            return startedAt;
        }

        /** Epoch milliseconds; 0 while it is in progress. */
        public long finishedAt() {
            return finishedAt;
        }
    }

    /** One condition, as it was judged last. */
    public static final class Line implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String condition;
        private final Condition.Standing standing;
        private final String text;
        private final long metAt;

        private Line(Condition from) {
            condition = from.kind().word();
            standing = from.standing();
            text = PlainText.line(from.text());
            metAt = from.metAt();
        }

        @NonNull
        public String condition() {
            return condition;
        }

        @NonNull
        public Condition.Standing standing() {
            return standing;
        }

        @NonNull
        public String text() {
            return text;
        }

        /** When it would be met, epoch milliseconds; 0 if it is met, or if that is unknown. */
        public long metAt() {
            return metAt;
        }
    }
}
