package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one rule says of a deployment that is only planned, or that no build has started yet.
 *
 * @param rule its field in the policy; empty if the rules cannot be read
 * @param where the level that sets it
 * @param text why it is not allowed, or not yet; empty if it is allowed
 */
public record Foresight(
        @NonNull String rule,
        @NonNull String where,
        @NonNull Standing standing,
        @NonNull String text) {

    /** The names are for display. */
    public enum Standing {
        ALLOWED,
        /** It would be refused, if the rule did more than warn. */
        WARNS,
        /** It depends on what only the build, AWS or a user brings. */
        NOT_YET,
        REFUSED
    }

    /** What is not known before the build, besides its evidence. */
    public enum Unknown {
        ACCOUNT,
        /** Of the image that is released. It has a digest. */
        REGISTRY,
        /** Of credentials, and those that are looked up. */
        ROLES,
        DURATION,
        CIRCUIT_BREAKER
    }

    /**
     * @param change all that is known of it
     * @param unknown what is missing in it
     */
    @NonNull
    static List<Foresight> of(
            @NonNull List<Policy> policies,
            @NonNull Change change,
            @NonNull Instant now,
            @NonNull Set<Unknown> unknown) {
        List<Foresight> all = new ArrayList<>();
        for (Policy policy : policies) {
            policy.rules().stream()
                    .filter(rule -> isAbout(rule, change))
                    .forEach(rule -> all.add(of(policy, rule, change, now, unknown)));
        }
        return all;
    }

    @NonNull
    static Foresight unreadable(@NonNull String refusal) {
        return new Foresight("", "", Standing.REFUSED, refusal);
    }

    /** Of a deployment, or of a task that belongs to it. */
    private static boolean isAbout(Rule rule, Change change) {
        return !(rule instanceof ExportForbidden
                || (rule instanceof CommandsAllowed && change.task() == null)
                || rule instanceof RollbackBy
                || rule instanceof Deletable
                || rule instanceof Ephemeral
                || rule instanceof ProtectedDays);
    }

    private static Foresight of(Policy policy, Rule rule, Change change, Instant now, Set<Unknown> unknown) {
        Optional<String> missing = missing(rule, unknown);
        Judgement.Objection objection = Judgement.objection(rule, change, now).orElse(null);
        if (objection == null) {
            return missing.map(why -> said(policy, rule, Standing.NOT_YET, why))
                    .orElseGet(() -> new Foresight(rule.name(), policy.where(), Standing.ALLOWED, ""));
        }
        if (objection.isBroken()) {
            return said(policy, rule, refusing(policy, rule), objection.text());
        }
        if (rule instanceof VerificationForProduction && change.creates()) {
            return said(policy, rule, refusing(policy, rule), PolicyMessages.NOTHING_TO_VERIFY);
        }
        boolean comes = rule instanceof ApprovalForProduction
                || rule instanceof VerificationForProduction
                || rule instanceof Freeze;
        return comes || (missing.isPresent() && isNothingKnown(rule, change))
                ? said(policy, rule, Standing.NOT_YET, missing.orElse(objection.text()))
                : said(policy, rule, refusing(policy, rule), objection.text());
    }

    private static Standing refusing(Policy policy, Rule rule) {
        return policy.warnOnly().contains(rule.name()) ? Standing.WARNS : Standing.REFUSED;
    }

    private static Foresight said(Policy policy, Rule rule, Standing standing, String why) {
        return new Foresight(
                rule.name(),
                policy.where(),
                standing,
                PolicyMessages.refusal(why, rule.name(), policy.where(), policy.contact()));
    }

    /** What a rule compares that is not known, or not all of it. */
    private static Optional<String> missing(Rule rule, Set<Unknown> unknown) {
        if (rule instanceof LongestDeployment longest && unknown.contains(Unknown.DURATION)) {
            return Optional.of(PolicyMessages.durationNotYet(longest.limit()));
        }
        if (rule instanceof CircuitBreakerRequired && unknown.contains(Unknown.CIRCUIT_BREAKER)) {
            return Optional.of(PolicyMessages.CIRCUIT_BREAKER_NOT_YET);
        }
        if (rule instanceof AllowedValues allowed) {
            Unknown of =
                    switch (allowed.kind()) {
                        case ACCOUNTS -> Unknown.ACCOUNT;
                        case REGISTRIES -> Unknown.REGISTRY;
                        case ROLES -> Unknown.ROLES;
                        default -> null;
                    };
            return of != null && unknown.contains(of)
                    ? Optional.of(PolicyMessages.notYet(of, allowed.patterns()))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** Of images and roles those that are known are compared. */
    private static boolean isNothingKnown(Rule rule, Change change) {
        return rule instanceof LongestDeployment
                || (rule instanceof CircuitBreakerRequired && change.circuitBreaker() == null)
                || (rule instanceof AllowedValues allowed
                        && allowed.kind() == AllowedValues.Kind.ACCOUNTS
                        && change.account() == null);
    }
}
