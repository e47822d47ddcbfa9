package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.messages.PolicyMessages;
import io.jenkins.plugins.ecs.rollout.messages.RollbackMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A rollback as a deployment of a revision that is known to be good, or was named. */
public final class RollbackDeployment {

    private RollbackDeployment() {}

    /** Deploys the revision that was found or named: as it is, or again with the images that were good. */
    static void deploy(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        ObjectNode definition = seen.namedDefinition;
        String arn = definition.path("taskDefinitionArn").asText();
        Optional<String> doubt = ProvenRollback.doubt(definition, seen, seen.pins);
        state.rollback.provenRollback = doubt.isEmpty();
        state.rollback.rollbackDoubt = PlainText.line(doubt.orElse(""));
        Map<String, String> allPins = new LinkedHashMap<>(seen.unseenPins);
        allPins.putAll(seen.pins);
        state.rollback.unseenPins.clear();
        if (doubt.isPresent() && ProvenRollback.doubt(definition, seen, allPins).isEmpty()) {
            state.rollback.unseenPins.putAll(allPins);
        }
        state.family = definition.path("family").asText();
        state.baseTaskDefinition = arn;
        boolean active = definition.path("status").asText("ACTIVE").equals("ACTIVE");
        if (active && seen.pins.isEmpty()) {
            state.taskDefinition = arn;
            state.forced = arn.equals(seen.service.taskDefinition());
            NextPhase.afterTasksBefore(draft);
            return;
        }
        if (!active) {
            draft.log(RollbackMessages.registersAgain(Arns.brief(arn)));
        }
        pin(draft, seen.pins);
        draft.go(Phase.REGISTERING);
    }

    private static void pin(DecisionDraft draft, Map<String, String> pins) {
        pins.forEach((container, image) -> draft.log(RollbackMessages.pins(container, image)));
        draft.state.images.putAll(pins);
        draft.state.rollback.pins.putAll(pins);
    }

    /**
     * A rule is against it as a deployment. As a rollback it may go on, where it can be made one: with the images that were
     * good, by their digests.
     */
    public static boolean isMadeProven(DecisionDraft draft) {
        RolloutState state = draft.state;
        if (state.rollback.provenRollback || state.rollback.unseenPins.isEmpty()) {
            return false;
        }
        draft.log(PolicyMessages.wouldBeJudgedAsDeployment(state.rollback.rollbackDoubt));
        pin(draft, state.rollback.unseenPins);
        state.rollback.provenRollback = true;
        state.forced = false;
        draft.withdraw();
        draft.go(Phase.REGISTERING);
        return true;
    }
}
