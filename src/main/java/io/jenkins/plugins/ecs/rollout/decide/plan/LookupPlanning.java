package io.jenkins.plugins.ecs.rollout.decide.plan;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.lookups.LookupMessages;
import io.jenkins.plugins.ecs.lookups.LookupValues;
import io.jenkins.plugins.ecs.lookups.Lookups;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.messages.PolicyMessages;
import io.jenkins.plugins.ecs.rollout.observe.LocalRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.DefinitionPatch;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** The look-ups of a definition: read once, before it is planned, and kept until it is registered. */
final class LookupPlanning {

    private static final Read OF_BUILD = new LocalRead.BuildLookups();
    private static final Read OF_AWS = new OtherRead.Lookups();
    /** Nobody has to wait for a service that throttles: nothing was changed. */
    private static final long ASKED_FOR = 3 * 60_000;

    private LookupPlanning() {}

    static List<Read> reads(DeployRequest request) {
        return request.lookups().isEmpty() ? List.of() : List.of(OF_BUILD, OF_AWS);
    }

    /** Whether the definition can be known as far as look-ups are concerned. */
    static boolean areRead(DeployRequest request, Observation seen) {
        return request.lookups().isEmpty() || (seen.has(OF_AWS) && seen.lookupsFailure == null);
    }

    /** As far as it can be told what its look-ups find. */
    static DeployRequest request(RolloutState state, Observation seen) {
        DeployRequest request = state.request;
        boolean isResolved = seen.has(OF_AWS)
                && areRead(request, seen)
                && problems(request, seen.lookups).isEmpty();
        return isResolved ? request.withFound(seen.lookups) : request;
    }

    /** @return whether they decide what happens next: a failure, or values that are missing */
    static boolean isDecided(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (seen.lookupsRefused != null) {
            draft.end(Verdict.REFUSED, PolicyMessages.blocked(seen.lookupsRefused, ""), PolicyMessages.NOTHING_CHANGED);
            return true;
        }
        if (!seen.has(OF_AWS)) {
            return false;
        }
        if (seen.lookupsFailure != null) {
            if (!areGivenUp(draft, seen.lookupsFailure)) {
                ReadFailurePolicy.handled(draft, seen.lookupsFailure);
            }
            return true;
        }
        List<String> problems = problems(state.request, seen.lookups);
        // Before anything is said: it masks the values that are secret.
        state.lookups = seen.lookups;
        if (!problems.isEmpty()) {
            refuse(draft, String.join("\n", problems));
            return true;
        }
        state.request = state.request.withFound(seen.lookups);
        report(draft);
        return false;
    }

    /** @return whether they failed for too long, in which case it is decided */
    private static boolean areGivenUp(DecisionDraft draft, AwsFailure failure) {
        RolloutState state = draft.state;
        boolean forLong = state.reading.failures > 1 && draft.now - state.reading.failingSince > ASKED_FOR;
        if (!failure.isPassing() || !forLong) {
            return false;
        }
        ReadFailurePolicy.last(draft, failure);
        return true;
    }

    /** What is missing or does not fit, in all texts of the request. */
    private static List<String> problems(DeployRequest request, LookupValues found) {
        List<String> problems = new ArrayList<>();
        if (RequestedDefinition.bringsText(request)) {
            addTo(problems, () -> Lookups.replace(TaskDefinitionText.tree(request.taskDefinition()), found));
        }
        if (request.patch() != null) {
            addTo(problems, () -> Lookups.replace(DefinitionPatch.tree(request.patch()), found));
        }
        addTo(problems, () -> request.withFound(found));
        return problems;
    }

    private static void addTo(List<String> problems, Runnable replacement) {
        try {
            replacement.run();
        } catch (TaskDefinitionException missing) {
            problems.add(missing.getMessage());
        }
    }

    private static void report(DecisionDraft draft) {
        List<String> lines = draft.state.lookups.lines();
        if (!lines.isEmpty()) {
            draft.logOnce("lookups", LookupMessages.heading(lines.size()));
            lines.forEach(line -> draft.logOnce("lookup " + line, PlanningMessages.item(line)));
        }
    }

    /** All problems of a definition: a line of the log each, and together the cause. */
    static void refuse(DecisionDraft draft, String problems) {
        List<String> lines = problems.lines().toList();
        if (lines.size() > 1) {
            lines.forEach(line -> draft.log(PlanningMessages.item(line)));
        }
        draft.end(Verdict.REFUSED, String.join(" ", lines), PlanningMessages.CORRECT_DEFINITION);
        if (!draft.state.request.lookups().isEmpty()) {
            // The names of look-ups look like secrets, and no value is shown.
            draft.state.cause = PlainText.line(String.join(" ", lines));
        }
    }
}
