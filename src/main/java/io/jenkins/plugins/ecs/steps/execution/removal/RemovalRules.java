package io.jenkins.plugins.ecs.steps.execution.removal;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import io.jenkins.plugins.ecs.history.ShortLivedService;
import io.jenkins.plugins.ecs.operations.OperationPolicy;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.steps.execution.ExecutionMessages;
import io.jenkins.plugins.ecs.steps.execution.OperationRules;
import io.jenkins.plugins.ecs.steps.execution.RolloutThreads;
import io.jenkins.plugins.ecs.store.ShortLivedServices;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The administrators' rules for a deletion without a build, as they are for the place of its job. No user has started it,
 * so there is neither an approval nor anything that a user may force.
 */
final class RemovalRules implements OperationPolicy {

    private static final Logger LOGGER = Logger.getLogger(RemovalRules.class.getName());

    private final ShortLivedService service;
    private final Item place;
    private final EcsSettings settings;

    /** @param place the job, or the folder where it was; null for Jenkins itself */
    RemovalRules(@NonNull ShortLivedService service, @CheckForNull Item place, @NonNull EcsSettings settings) {
        this.service = service;
        this.place = place;
        this.settings = settings;
    }

    @NonNull
    @Override
    public Judgement judge(@NonNull Change change) {
        try {
            if (!ShortLivedServices.get().isDue(service, RolloutThreads.clock().millis())) {
                return new Judgement(List.of(ExecutionMessages.RELEASED_AGAIN), List.of());
            }
            return now(change);
        } catch (RuntimeException broken) {
            LOGGER.log(Level.WARNING, "Could not evaluate the rules for " + service.words(), broken);
            return Judgement.failed(broken);
        }
    }

    private Judgement now(Change change) {
        JobSettings all = JobSettings.of(place);
        Rulebook rules = all.rulebook();
        ReleasePath path = all.paths().byName().get(service.path());
        Change.Context context = new Change.Context(
                settings.target(),
                rules.isProduction(settings.target(), change),
                List.of(),
                Evidence.NONE,
                null,
                null,
                // What a release on a path has created, the path may delete.
                path == null ? null : new Change.OfPath(path.name(), path.where()));
        return rules.judge(
                settings.target(),
                change.withRoles(BuildConnections.roles(place, settings)).in(context),
                Instant.now());
    }

    @CheckForNull
    @Override
    public Change.OtherDeployment newestOfOthers(@NonNull OperationState state) {
        return OperationRules.newestOfOthers(state, service.job());
    }
}
