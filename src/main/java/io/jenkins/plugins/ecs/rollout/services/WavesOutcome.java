package io.jenkins.plugins.ecs.rollout.services;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.rollout.messages.WavesMessages;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How several services that were deployed together ended, for users and programs. Immutable. */
public final class WavesOutcome implements Serializable {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, Outcome> services = new LinkedHashMap<>();
    private final LinkedHashMap<String, Outcome> rollbacks = new LinkedHashMap<>();

    private WavesOutcome() {}

    @NonNull
    public static WavesOutcome of(@NonNull WavesState state) {
        WavesOutcome outcome = new WavesOutcome();
        for (WaveService one : state.services()) {
            outcome.services.put(one.name(), Outcome.of(one.state()));
            RolloutState back = one.back();
            if (back != null) {
                outcome.rollbacks.put(one.name(), Outcome.of(back));
            }
        }
        return outcome;
    }

    /** By the service's short name. */
    @NonNull
    public Map<String, Outcome> services() {
        return Collections.unmodifiableMap(services);
    }

    /** By the service's short name; those that rolled back to what they ran before. */
    @NonNull
    public Map<String, Outcome> rollbacks() {
        return Collections.unmodifiableMap(rollbacks);
    }

    /** What failed by itself; one that was not begun only where there is no other. Null if nothing failed. */
    @Nullable
    public Outcome firstFailure() {
        Outcome found = null;
        for (Outcome outcome : services.values()) {
            Verdict verdict = outcome.verdict();
            boolean failed = verdict != null && !verdict.letsThePipelineGoOn();
            boolean better =
                    found == null || (found.verdict() == Verdict.NOT_STARTED && verdict != Verdict.NOT_STARTED);
            if (failed && better) {
                found = outcome;
            }
        }
        return found;
    }

    /** That of the first failure, or what all have in common, or {@code SUCCESS} where some had nothing to change. */
    @Nullable
    public Verdict verdict() {
        Outcome failure = firstFailure();
        if (failure != null) {
            return failure.verdict();
        }
        List<Verdict> all =
                services.values().stream().map(Outcome::verdict).distinct().toList();
        return all.size() == 1 ? all.get(0) : Verdict.SUCCESS;
    }

    /** One line: the first failure with its cause, and how it ended for each of them. */
    @NonNull
    public String message() {
        Outcome failure = firstFailure();
        return PlainText.line(
                failure == null ? summary() : WavesMessages.failure(failure.message(), services.size(), each()));
    }

    /** How it ended for each of them, in one line; for a console that has shown the cause of each failure. */
    @NonNull
    public String summary() {
        return PlainText.line(WavesMessages.summary(verdict(), services.size(), each()));
    }

    private String each() {
        List<String> each = new ArrayList<>();
        services.forEach((name, outcome) -> each.add(name + " " + outcome.verdict()));
        List<String> back = new ArrayList<>();
        rollbacks.forEach((name, outcome) -> back.add(name + " "
                + (outcome.verdict() != null && outcome.verdict().isGreen()
                        ? WavesMessages.runsAgain(Arns.brief(outcome.taskDefinition()))
                        : outcome.verdict())));
        return WavesMessages.each(each, back);
    }
}
