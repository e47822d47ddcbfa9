package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of evaluating the rules of all levels for a change. Every rule must allow it, so the strictest wins.
 *
 * @param refusals the reason, the rule, its level and the contact of each refusal; empty if the change is allowed
 * @param overridden refusals of freeze windows that a user has overridden
 * @param warnings refusals of rules that only warn
 * @param approvals the approvals that a rule used, by their ids
 */
public record Judgement(
        @NonNull List<String> refusals,
        @NonNull List<String> overridden,
        @NonNull List<String> warnings,
        @NonNull Map<String, Evidence.Approval> approvals) {

    /** No rule refuses. */
    public static final Judgement ALLOWED = new Judgement(List.of(), List.of());

    public Judgement(List<String> refusals, List<String> overridden) {
        this(refusals, overridden, List.of(), Map.of());
    }

    /** @param problems settings that could not be read, with their errors */
    @NonNull
    static Judgement unreadable(@NonNull List<String> problems) {
        return new Judgement(List.of(PolicyMessages.unreadable(problems)), List.of());
    }

    /** The rules could not be evaluated, so the change is refused. */
    @NonNull
    public static Judgement failed(@NonNull RuntimeException broken) {
        return new Judgement(List.of(PolicyMessages.allRulesFailed(broken)), List.of());
    }

    /** Whether a refusal is due to an error in the rules. Administrators should be informed. */
    public boolean isBroken() {
        return refusals.stream().anyMatch(refusal -> refusal.contains(PolicyMessages.NOT_EVALUATED));
    }

    @NonNull
    public static Judgement of(@NonNull List<Policy> policies, @NonNull Change change, @NonNull Instant now) {
        List<String> refusals = new ArrayList<>();
        List<String> overridden = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Map<String, Evidence.Approval> approvals = new LinkedHashMap<>();
        for (Policy policy : policies) {
            for (Rule rule : policy.rules()) {
                if (rule instanceof Rule.ExportForbidden) {
                    continue;
                }
                Optional<String> objection = objection(rule, change, now);
                objection.ifPresent(
                        why -> list(policy, rule, refusals, warnings).add(text(policy, rule, why)));
                if (rule instanceof Rule.Freeze && change.context().override() != null) {
                    objection(rule, change.in(change.context().withoutOverride()), now)
                            .ifPresent(why -> overridden.add(PolicyMessages.overridden(
                                    text(policy, rule, why),
                                    change.context().overriddenBy(),
                                    change.context().override())));
                }
                if (rule instanceof Rule.ApprovalForProduction approval && objection.isEmpty()) {
                    approval.counting(change, now).ifPresent(taken -> approvals.put(taken.id(), taken));
                }
            }
        }
        return new Judgement(refusals, overridden, warnings, approvals);
    }

    /** Evaluates the rules for passing credentials to a script. */
    @NonNull
    static Judgement ofExport(@NonNull List<Policy> policies, @NonNull Change change, @NonNull Instant now) {
        List<String> refusals = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Policy policy : policies) {
            for (Rule rule : policy.rules()) {
                if (rule.isAboutExport()) {
                    objection(rule, change, now)
                            .ifPresent(why ->
                                    list(policy, rule, refusals, warnings).add(text(policy, rule, why)));
                }
            }
        }
        return new Judgement(refusals, List.of(), warnings, Map.of());
    }

    private static List<String> list(Policy policy, Rule rule, List<String> refusals, List<String> warnings) {
        return policy.warnOnly().contains(rule.name()) ? warnings : refusals;
    }

    /** A rule that throws refuses the change. */
    private static Optional<String> objection(Rule rule, Change change, Instant now) {
        try {
            return rule.objection(change, now);
        } catch (RuntimeException broken) {
            return Optional.of(PolicyMessages.ruleFailed(broken));
        }
    }

    private static String text(Policy policy, Rule rule, String why) {
        return PolicyMessages.refusal(why, rule.name(), policy.where(), policy.contact());
    }

    public boolean isAllowed() {
        return refusals.isEmpty();
    }

    /** All refusals in one line. */
    @NonNull
    public String text() {
        return String.join(" ", refusals);
    }
}
