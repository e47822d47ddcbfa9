package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The outcome of a dry run of a release, with plans that a test makes up. */
public final class PlannedRelease {

    public static final long T0 = 1_700_000_000_000L;

    private final List<EnvironmentRun> runs = new ArrayList<>();
    private boolean warns;

    /** An environment that is entered without conditions. */
    public static PathEnvironment staging() {
        return PathEnvironment.of("staging", "staging-eu").build();
    }

    /** An environment after a soak of four hours and two approvals of the group {@code leads}. */
    public static PathEnvironment production() {
        return PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .soak(Duration.ofHours(4))
                .approval(TestApprovals.groups(2, "leads"))
                .build();
    }

    /** On a path in mode {@code warn}. */
    public PlannedRelease warning() {
        warns = true;
        return this;
    }

    /** @param hindrances what keeps it from entering now */
    public PlannedRelease planned(PathEnvironment environment, Plan plan, String... hindrances) {
        EnvironmentRun run = run(environment).ended(Verdict.PLANNED, "", T0 + 1);
        run.foreseen = plan;
        run.hindrances = new ArrayList<>(List.of(hindrances));
        runs.add(run);
        return this;
    }

    /** In each target of the environment the same. */
    public PlannedRelease plannedEverywhere(PathEnvironment environment, Plan plan) {
        for (String target : environment.targets()) {
            EnvironmentRun run = run(environment).at(target, 0).ended(Verdict.PLANNED, "", T0 + 1);
            run.foreseen = plan;
            runs.add(run);
        }
        return this;
    }

    public PlannedRelease failed(PathEnvironment environment, Verdict verdict, String cause) {
        runs.add(run(environment).ended(verdict, cause, T0 + 1));
        return this;
    }

    public PlannedRelease notYet(PathEnvironment environment) {
        runs.add(run(environment));
        return this;
    }

    /** An environment of the path that the release does not enter. */
    public PlannedRelease without(PathEnvironment environment) {
        runs.add(run(environment, false));
        return this;
    }

    private static EnvironmentRun run(PathEnvironment environment) {
        return run(environment, true);
    }

    private static EnvironmentRun run(PathEnvironment environment, boolean wanted) {
        String cluster = environment.name().matches("[\\w-]+") ? environment.name() : "prod";
        return EnvironmentRun.of(
                environment,
                DeployRequest.of("eu-central-1", cluster, "api").build(),
                VerifyRequest.of("eu-central-1", cluster, "api").build(),
                wanted);
    }

    public ReleaseOutcome running() {
        return ReleaseOutcome.of(state());
    }

    public ReleaseOutcome ended() {
        return ReleaseOutcome.of(DryRun.next(state(), T0 + 60_000).state());
    }

    /** The same release, not as a dry run, before it begins. */
    public ReleaseOutcome notDry() {
        return ReleaseOutcome.of(release());
    }

    private ReleaseState state() {
        return release().asDryRun();
    }

    private ReleaseState release() {
        ReleasePath path = ReleasePath.of("web", "the global settings")
                .environments(
                        runs.stream().map(EnvironmentRun::pinned).distinct().toList())
                .warns(warns)
                .build();
        return ReleaseState.begin("r", path, "api", Map.of("", "sha256:" + "ab".repeat(32)), "shop #1", runs, T0);
    }
}
