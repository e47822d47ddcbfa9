package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.policy.Foresight;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What the path and the rules say before the click. The build is judged again.
 *
 * @param conditions of the environment as they are now, and the rules that depend on what only the build, AWS or a user
 *     brings
 * @param refusals why it would be refused; empty if it would not
 * @param warnings of rules that only warn
 */
public record DeployVerdict(
        @NonNull List<String> conditions,
        @NonNull List<String> refusals,
        @NonNull List<String> warnings) {

    @NonNull
    static DeployVerdict of(@NonNull List<Condition> conditions, @NonNull List<Foresight> rules) {
        LinkedHashSet<String> refusals = new LinkedHashSet<>();
        LinkedHashSet<String> warnings = new LinkedHashSet<>();
        conditions.stream()
                .filter(each -> each.standing() == Condition.Standing.REFUSED
                        || each.standing() == Condition.Standing.TIMED_OUT)
                .forEach(each -> refusals.add(each.text()));
        LinkedHashSet<String> texts = new LinkedHashSet<>();
        conditions.forEach(each -> texts.add(DeployMessages.condition(
                each.kind().word(), DisplayText.words(each.standing().name()), each.text())));
        for (Foresight each : rules) {
            switch (each.standing()) {
                case REFUSED -> refusals.add(each.text());
                case WARNS -> warnings.add(each.text());
                case NOT_YET -> texts.add(DeployMessages.notYet(each.text()));
                case ALLOWED -> {}
            }
        }
        return new DeployVerdict(new ArrayList<>(texts), new ArrayList<>(refusals), new ArrayList<>(warnings));
    }

    public boolean isPossible() {
        return refusals.isEmpty();
    }

    public List<String> getConditions() {
        return conditions;
    }

    public List<String> getRefusals() {
        return refusals;
    }

    public List<String> getWarnings() {
        return warnings;
    }
}
