package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.PathTrial;
import io.jenkins.plugins.ecs.config.RuleTrial;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.Outlook;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Foresight;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the path and the rules say of a chosen version, as they are configured now. */
final class DeployTrial {

    private static final String FREEZE = "freezeWindows";

    private DeployTrial() {}

    /**
     * @param to the environment that a release enters; null if the service is on no path
     * @param account of the service; empty if it is unknown
     * @param records its deployments, oldest first, at least one
     */
    @NonNull
    static DeployVerdict of(
            @NonNull DeploySurroundings around,
            @CheckForNull PathEnvironment to,
            @NonNull ServiceKey key,
            @NonNull String account,
            @NonNull List<DeploymentRecord> records,
            @NonNull DeployVersion version,
            long now) {
        Instant moment = Instant.ofEpochMilli(now);
        ReleasePath path = around.path().orElse(null);
        if (to == null || path == null) {
            String target = records.get(records.size() - 1).target();
            return DeployVerdict.of(
                    List.of(),
                    new RuleTrial(around.settings(), null, key.service(), version.image(), moment)
                            .at(target, account, key.region(), key.cluster()));
        }
        Optional<Evidence.Frozen> frozen =
                PathTrial.frozen(around.settings().rulebook(), to.waves().get(0).targets(), now);
        List<Condition> conditions = Outlook.of(
                        path, to, key.service(), version.release(around.visibleEvents()), around, frozen, now)
                .conditions();
        RuleTrial trial = new RuleTrial(
                around.settings(),
                new Change.OfPath(path.name(), path.where()),
                key.service(),
                version.image(),
                moment);
        return DeployVerdict.of(
                conditions,
                to.targets().stream()
                        .flatMap(target -> trial.at(target).stream())
                        // A window that is open is one of the conditions.
                        .filter(each -> !each.rule().equals(FREEZE) || each.standing() != Foresight.Standing.NOT_YET)
                        .toList());
    }
}
