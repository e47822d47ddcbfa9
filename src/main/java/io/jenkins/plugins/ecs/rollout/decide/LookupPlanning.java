package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.lookups.LookupMessages;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.observe.LocalRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.PlainText;
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

    /** @return whether they failed for too long, in which case it is decided */
    static boolean areGivenUp(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        AwsFailure failure = seen.lookupsFailure;
        boolean forLong = state.reading.failures > 1 && draft.now - state.reading.failingSince > ASKED_FOR;
        if (failure == null || !failure.isPassing() || !forLong) {
            return false;
        }
        ReadFailurePolicy.last(draft, failure);
        return true;
    }

    static void report(DecisionDraft draft) {
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
