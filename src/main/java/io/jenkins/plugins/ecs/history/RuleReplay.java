package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.policy.AllowedValues;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.policy.Freeze;
import io.jenkins.plugins.ecs.policy.PinnedImages;
import io.jenkins.plugins.ecs.policy.Rule;
import io.jenkins.plugins.ecs.policy.Subject;
import io.jenkins.plugins.ecs.policy.TargetPlace;
import io.jenkins.plugins.ecs.policy.TargetRequired;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of the recorded deployments a rule would have refused.
 *
 * @param stopped the newest first, at most {@link #MOST_STOPPED}
 * @param refused total number of refused deployments
 * @param judged number of deployments that the rule applies to
 * @param leftOut number of older deployments that were not evaluated
 */
public record RuleReplay(List<Stopped> stopped, int refused, int judged, int leftOut) {

    /** Maximum number of deployments that are evaluated, the newest first. */
    public static final int MOST_JUDGED = 10_000;
    /** Maximum number of refused deployments that are listed. */
    public static final int MOST_STOPPED = 200;

    /**
     * A deployment that the rule would have refused.
     *
     * @param why why the rule refuses it
     */
    public record Stopped(
            @NonNull DeploymentRecord deployment, @NonNull String why) {}

    /**
     * Where a rule is set.
     *
     * @param folder full name of a folder, whose jobs it is about; empty for all jobs
     * @param target name of the target whose rule it is; null for none
     * @param place of that target; null for none
     */
    public record Scope(
            @NonNull String folder,
            @CheckForNull String target,
            @CheckForNull TargetPlace place) {

        public static final Scope ALL = new Scope("", null, null);

        private boolean isAbout(DeploymentRecord deployment, Change change) {
            boolean inFolder = folder.isEmpty() || deployment.build().job().startsWith(folder + "/");
            boolean atTarget =
                    target == null || target.equals(deployment.target()) || place == null || !place.isElsewhere(change);
            return inFolder && atTarget;
        }
    }

    /** Whether records hold what a rule looks at. Roles, circuit breakers, users and evidence are not recorded. */
    public static boolean isRecorded(@NonNull Rule rule) {
        return rule instanceof AllowedValues allowed
                ? allowed.kind() != AllowedValues.Kind.ROLES
                : rule instanceof PinnedImages || rule instanceof TargetRequired || rule instanceof Freeze;
    }

    /** Deployments that were refused or changed nothing are left out: no rule could have stopped them. */
    @NonNull
    public static RuleReplay of(@NonNull Rule rule, @NonNull Scope scope, @NonNull List<DeploymentRecord> deployments) {
        List<DeploymentRecord> made = deployments.stream()
                .filter(DeploymentRecord::touched)
                .sorted(Comparator.comparingLong(DeploymentRecord::startedAt).reversed())
                .toList();
        List<Stopped> stopped = new ArrayList<>();
        int refused = 0;
        int judged = 0;
        for (DeploymentRecord deployment : made.subList(0, Math.min(made.size(), MOST_JUDGED))) {
            Change change = change(deployment);
            if (!scope.isAbout(deployment, change)) {
                continue;
            }
            judged++;
            Optional<String> why = rule.objection(change, Instant.ofEpochMilli(deployment.startedAt()));
            if (why.isPresent()) {
                refused++;
                if (stopped.size() < MOST_STOPPED) {
                    stopped.add(new Stopped(deployment, why.get()));
                }
            }
        }
        return new RuleReplay(stopped, refused, judged, Math.max(0, made.size() - MOST_JUDGED));
    }

    private static Change change(DeploymentRecord deployment) {
        ServiceKey key = deployment.service();
        String account = deployment.account();
        Subject subject = account.isEmpty()
                ? Subject.UNKNOWN
                : Subject.named(account, key.region(), key.cluster(), key.service(), deployment.before());
        String target = deployment.target().isEmpty() ? null : deployment.target();
        return new Change(
                account.isEmpty() ? null : account,
                key.region(),
                key.cluster(),
                key.service(),
                deployment.images().isEmpty()
                        ? null
                        : List.copyOf(deployment.images().values()),
                List.of(),
                null,
                null,
                deployment.rollback(),
                deployment.rollback(),
                subject,
                new Change.Context(target, false, List.of(), Evidence.NONE, null, null));
    }
}
