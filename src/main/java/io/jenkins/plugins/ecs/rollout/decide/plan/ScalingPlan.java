package io.jenkins.plugins.ecs.rollout.decide.plan;

import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.aws.services.ApplicationAutoScalingApi;
import io.jenkins.plugins.ecs.rollout.decide.controller.ServicePlan;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.messages.ScalingMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.scaling.LiveScaling;
import io.jenkins.plugins.ecs.scaling.ScalingComparison;
import io.jenkins.plugins.ecs.scaling.ScalingDefinition;
import io.jenkins.plugins.ecs.servicedef.ServiceDefinition;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;

/** The scaling of a service definition in the plan: read and compared before anything is changed. */
public final class ScalingPlan {

    private ScalingPlan() {}

    /** Null if the request brings no scaling, or others own it. */
    @Nullable
    public static ScalingDefinition definition(DeployRequest request) {
        ServiceDefinition file = request.serviceFile();
        return file == null ? null : file.managedScaling();
    }

    /** @param seen with the service */
    static List<Read> reads(DeployRequest request, Observation seen) {
        return definition(request) == null
                ? List.of()
                : List.of(new OtherRead.WholeScaling(ApplicationAutoScalingApi.resourceId(
                        Arns.brief(seen.service.clusterArn()), Arns.brief(seen.service.arn()))));
    }

    /** What AWS cannot change of a service that exists. */
    static List<String> problems(DeployRequest request, Observation seen) {
        ScalingDefinition file = definition(request);
        if (file == null) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        if (seen.service.schedulingStrategy().equals("DAEMON")) {
            problems.add(ScalingMessages.DAEMON);
        }
        problems.addAll(ScalingComparison.of(file, seen.wholeScaling).refusals());
        return problems;
    }

    /** A line for each change. */
    static List<String> lines(DeployRequest request, LiveScaling live) {
        ScalingDefinition file = definition(request);
        return file == null ? List.of() : ScalingComparison.of(file, live).lines();
    }

    /** For the log of an existing service: what changes after its deployment. */
    static void say(DecisionDraft draft, Observation seen) {
        DeployRequest request = draft.state.request;
        if (definition(request) == null) {
            return;
        }
        List<String> lines = lines(request, seen.wholeScaling);
        if (!lines.isEmpty() && !request.dryRun()) {
            draft.log(ScalingMessages.changesAfter(lines.size()));
            lines.forEach(line -> draft.log(PlanningMessages.item(draft.masked(line))));
        }
        Integer count = ServicePlan.of(request, seen.serviceTree).desiredCount();
        if (count == null) {
            warnOfCount(draft, seen.service.desiredCount());
        } else {
            warnOfCount(draft, count);
        }
    }

    /** @param count null if it is not known */
    static void warnOfCount(DecisionDraft draft, @Nullable Integer count) {
        ScalingDefinition file = definition(draft.state.request);
        if (file != null && count != null && (count < file.min() || count > file.max())) {
            draft.logOnce("scaling count", ScalingMessages.outsideOfFile(count, file.min(), file.max()));
        }
    }
}
