package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.strategy.StrategyChecks;
import io.jenkins.plugins.ecs.schedules.ScheduleSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that is wrong with a request, at once, before AWS is asked. */
final class DeployRequestChecks {

    private DeployRequestChecks() {}

    /**
     * Each problem names its field, the value and what to do.
     *
     * @param goal what the step asks for, whatever its settings say
     * @param tfstate null for none
     */
    @NonNull
    static List<String> problems(@NonNull DeployRequest r, @NonNull Goal goal, @CheckForNull String tfstate) {
        SettingValues values = r.values;
        List<String> problems = new ArrayList<>();
        Stream.of(
                        RequestChecks.cluster(r.cluster()),
                        RequestChecks.service(r.service()),
                        RequestChecks.taskDefinition(r.taskDefinition()),
                        RequestChecks.regionOf(r.taskDefinition(), r.region()),
                        RequestChecks.tfstate(tfstate),
                        RequestChecks.desiredCount(r.desiredCount()))
                .flatMap(Optional::stream)
                .forEach(problems::add);
        problems.addAll(values.problems());
        problems.addAll(ServiceFileChecks.problems(
                values.get(Setting.SERVICE_DEFINITION),
                r.cluster(),
                r.service(),
                r.taskDefinition(),
                r.patch() != null));
        problems.addAll(ServiceFileChecks.withoutFile(values));
        problems.addAll(ServiceFileChecks.registerOnly(values, notWithRegisterOnly(r, goal)));
        problems.addAll(ScheduleSelection.otherRegions(values.get(Setting.SCHEDULED_TASKS), r.region()));
        problems.addAll(RequestChecks.containers(r.changes()));
        problems.addAll(RequestChecks.images(r.taskDefinition(), r.changes(), r.tag()));
        boolean isWhole = r.waitForEnd() && r.waitUntil().equals(WaitUntil.DEPLOYED);
        problems.addAll(ServiceFileChecks.scaling(values, isWhole));
        boolean pauses =
                r.isGated() || (r.strategy() != null && !r.strategy().pauseAt().isEmpty());
        RequestChecks.suspendScaling(r.suspendScaling(), isWhole, pauses).ifPresent(problems::add);
        problems.addAll(r.tasks().problems(isWhole));
        problems.addAll(VerificationChecks.problems(r.verification() != null, isWhole, values));
        if (r.strategy() != null) {
            problems.addAll(StrategyChecks.problems(r.strategy()));
        }
        if (r.codeDeploy() != null) {
            problems.addAll(CodeDeployChecks.problems(r.codeDeploy()));
        }
        return problems;
    }

    private static List<String> notWithRegisterOnly(DeployRequest r, Goal goal) {
        List<String> given = new ArrayList<>();
        if (r.desiredCount() != null) {
            given.add(Setting.DESIRED_COUNT.field());
        }
        if (r.forceNewDeployment()) {
            given.add(Setting.FORCE_NEW_DEPLOYMENT.field());
        }
        if (goal instanceof Goal.Plan) {
            given.add(Setting.DRY_RUN.field());
        }
        return given;
    }
}
