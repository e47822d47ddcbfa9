package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules of all places say to a change. Every rule of every place must agree, so the strictest wins.
 *
 * @param refusals which rule, what it has against the change, where it is set and whom to ask; empty if it is allowed
 * @param overridden freeze windows that somebody overrode, for the record
 * @param warnings what rules that only warn have against the change
 * @param approvals those that a rule took, by their ids
 */
public record Judgement(
        @NonNull List<String> refusals,
        @NonNull List<String> overridden,
        @NonNull List<String> warnings,
        @NonNull Map<String, Evidence.Approval> approvals) {

    private static final String CANT_BE_JUDGED = "can't be judged (";

    /** Nobody has anything against it. */
    public static final Judgement ALLOWED = new Judgement(List.of(), List.of());

    public Judgement(List<String> refusals, List<String> overridden) {
        this(refusals, overridden, List.of(), Map.of());
    }

    /** @param what could not be read, each in a few words */
    @NonNull
    static Judgement unreadable(@NonNull List<String> what) {
        return new Judgement(
                List.of("the rules can't be read, so nothing is allowed: " + String.join("; ", what)
                        + " (ask an administrator)."),
                List.of());
    }

    /** The rules could not be asked, so nothing is allowed. */
    @NonNull
    public static Judgement failed(@NonNull RuntimeException broken) {
        return new Judgement(List.of("the rules " + CANT_BE_JUDGED + broken + ") (ask an administrator)."), List.of());
    }

    /** Whether something refuses only because it can't be judged: administrators should know of it. */
    public boolean isBroken() {
        return refusals.stream().anyMatch(refusal -> refusal.contains(CANT_BE_JUDGED));
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
                            .ifPresent(why -> overridden.add(text(policy, rule, why) + " Overridden by "
                                    + change.context().overriddenBy() + ": "
                                    + change.context().override()));
                }
                if (rule instanceof Rule.ApprovalForProduction approval && objection.isEmpty()) {
                    approval.counting(change, now).ifPresent(taken -> approvals.put(taken.id(), taken));
                }
            }
        }
        return new Judgement(refusals, overridden, warnings, approvals);
    }

    /** What the rules have against a script with credentials of its own. */
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

    /** A rule that fails has something against it. */
    private static Optional<String> objection(Rule rule, Change change, Instant now) {
        try {
            return rule.objection(change, now);
        } catch (RuntimeException broken) {
            return Optional.of("the rule " + CANT_BE_JUDGED + broken + ")");
        }
    }

    private static String text(Policy policy, Rule rule, String why) {
        String whom = policy.contact().isEmpty() ? "an administrator" : policy.contact();
        return String.format(Locale.ROOT, "%s (rule '%s' of %s; ask %s).", why, rule.name(), policy.where(), whom);
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
