package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the rules of all places say to a change. Every rule of every place must agree, so the strictest wins.
 *
 * @param refusals which rule, what it has against the change, where it is set and whom to ask; empty if it is allowed
 * @param overridden freeze windows that somebody overrode, for the record
 */
public record Judgement(
        @NonNull List<String> refusals, @NonNull List<String> overridden) {

    /** Nobody has anything against it. */
    public static final Judgement ALLOWED = new Judgement(List.of(), List.of());

    @NonNull
    public static Judgement of(@NonNull List<Policy> policies, @NonNull Change change, @NonNull Instant now) {
        List<String> refusals = new ArrayList<>();
        List<String> overridden = new ArrayList<>();
        for (Policy policy : policies) {
            for (Rule rule : policy.rules()) {
                rule.objection(change, now).ifPresent(why -> refusals.add(text(policy, rule, why)));
                if (rule instanceof Rule.Freeze && change.context().override() != null) {
                    rule.objection(change.in(Change.Context.NONE), now)
                            .ifPresent(why -> overridden.add(text(policy, rule, why) + " Overridden by "
                                    + change.context().overriddenBy() + ": "
                                    + change.context().override()));
                }
            }
        }
        return new Judgement(refusals, overridden);
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
