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
 * @param isBroken whether a refusal is due to an error in the rules; administrators should be informed
 */
public record Judgement(
        @NonNull List<String> refusals,
        @NonNull List<String> overridden,
        @NonNull List<String> warnings,
        @NonNull Map<String, Evidence.Approval> approvals,
        boolean isBroken) {

    /** What refuses a change. */
    record Objection(@NonNull String text, boolean isBroken) {}

    /** No rule refuses. */
    public static final Judgement ALLOWED = new Judgement(List.of(), List.of());

    public Judgement(List<String> refusals, List<String> overridden) {
        this(refusals, overridden, List.of(), Map.of(), false);
    }

    private static Judgement broken(String refusal) {
        return new Judgement(List.of(refusal), List.of(), List.of(), Map.of(), true);
    }

    /** @param problems settings that could not be read, with their errors */
    @NonNull
    static Judgement unreadable(@NonNull List<String> problems) {
        return broken(PolicyMessages.unreadable(problems));
    }

    /** The rules could not be evaluated, so the change is refused. */
    @NonNull
    public static Judgement failed(@NonNull RuntimeException broken) {
        return broken(PolicyMessages.allRulesFailed(broken));
    }

    @NonNull
    public static Judgement of(@NonNull List<Policy> policies, @NonNull Change change, @NonNull Instant now) {
        List<String> refusals = new ArrayList<>();
        List<String> overridden = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Map<String, Evidence.Approval> approvals = new LinkedHashMap<>();
        boolean broken = false;
        for (Policy policy : policies) {
            for (Rule rule : policy.rules()) {
                if (rule instanceof ExportForbidden) {
                    continue;
                }
                Optional<Objection> objection = objection(rule, change, now);
                objection.ifPresent(
                        why -> list(policy, rule, refusals, warnings).add(text(policy, rule, why)));
                broken |= isBroken(policy, rule, objection);
                if (rule instanceof Freeze && change.context().override() != null) {
                    objection(rule, change.in(change.context().withoutOverride()), now)
                            .ifPresent(why -> overridden.add(PolicyMessages.overridden(
                                    text(policy, rule, why),
                                    change.context().overriddenBy(),
                                    change.context().override())));
                }
                if (rule instanceof ApprovalForProduction approval && objection.isEmpty()) {
                    approval.counting(change, now).ifPresent(taken -> approvals.put(taken.id(), taken));
                }
            }
        }
        return new Judgement(refusals, overridden, warnings, approvals, broken);
    }

    /** Evaluates the rules for passing credentials to a script. */
    @NonNull
    static Judgement ofExport(@NonNull List<Policy> policies, @NonNull Change change, @NonNull Instant now) {
        List<String> refusals = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        boolean broken = false;
        for (Policy policy : policies) {
            for (Rule rule : policy.rules()) {
                if (rule.isAboutExport()) {
                    Optional<Objection> objection = objection(rule, change, now);
                    objection.ifPresent(
                            why -> list(policy, rule, refusals, warnings).add(text(policy, rule, why)));
                    broken |= isBroken(policy, rule, objection);
                }
            }
        }
        return new Judgement(refusals, List.of(), warnings, Map.of(), broken);
    }

    /** Evaluates the rules for what is looked up. */
    @NonNull
    static Judgement ofLookUps(@NonNull List<Policy> policies, @NonNull Change change, @NonNull Instant now) {
        return of(
                policies.stream()
                        .map(policy -> policy.only(LookUpsAllowed.class::isInstance))
                        .toList(),
                change,
                now);
    }

    private static List<String> list(Policy policy, Rule rule, List<String> refusals, List<String> warnings) {
        return policy.warnOnly().contains(rule.name()) ? warnings : refusals;
    }

    /** Of rules that only warn no error is reported. */
    private static boolean isBroken(Policy policy, Rule rule, Optional<Objection> objection) {
        return objection.filter(Objection::isBroken).isPresent()
                && !policy.warnOnly().contains(rule.name());
    }

    /** A rule that throws refuses the change. */
    static Optional<Objection> objection(Rule rule, Change change, Instant now) {
        try {
            return rule.objection(change, now).map(why -> new Objection(why, false));
        } catch (RuntimeException broken) {
            return Optional.of(new Objection(PolicyMessages.ruleFailed(broken), true));
        }
    }

    private static String text(Policy policy, Rule rule, Objection why) {
        return PolicyMessages.refusal(why.text(), rule.name(), policy.where(), policy.contact());
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
