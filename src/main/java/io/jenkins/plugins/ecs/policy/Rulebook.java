package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All rules and targets that apply to a job: a snapshot. Immutable.
 *
 * @param places the global rules and those of the folders
 * @param targets all targets, including those with the same name
 * @param unreadable settings that could not be read; if there are any, everything is refused
 */
public record Rulebook(
        @NonNull List<Policy> places,
        @NonNull List<Target> targets,
        @NonNull List<String> unreadable) {

    /**
     * A target.
     *
     * @param policy the rules of the target; null for none
     */
    public record Target(
            @NonNull String name,
            boolean production,
            @NonNull TargetPlace place,
            @Nullable Policy policy) {

        private String key() {
            return name + " " + production + " " + place + " " + (policy == null ? "" : policy.where());
        }
    }

    public static final Rulebook EMPTY = new Rulebook(List.of(), List.of(), List.of());

    /**
     * The rules that apply to a change: those of all levels, of the step's target, and of each target whose account,
     * Region or cluster is not verified to be a different one.
     *
     * @param named the target that the step sets; may be null
     */
    @NonNull
    public List<Policy> policies(@CheckForNull String named, @NonNull Change change) {
        List<Policy> all = new ArrayList<>(places);
        reached(named, change).stream()
                .map(Target::policy)
                .filter(policy -> policy != null)
                .forEach(all::add);
        return all;
    }

    /** These rules, and those of another place that this one does not have. */
    @NonNull
    public Rulebook and(@NonNull Rulebook other) {
        Map<String, Policy> allPlaces = new LinkedHashMap<>();
        Stream.concat(places.stream(), other.places.stream())
                .forEach(policy -> allPlaces.putIfAbsent(policy.where(), policy));
        Map<String, Target> allTargets = new LinkedHashMap<>();
        Stream.concat(targets.stream(), other.targets.stream())
                .forEach(target -> allTargets.putIfAbsent(target.key(), target));
        List<String> broken = Stream.concat(unreadable.stream(), other.unreadable.stream())
                .distinct()
                .toList();
        return new Rulebook(List.copyOf(allPlaces.values()), List.copyOf(allTargets.values()), broken);
    }

    /** Whether one of the targets that a change may affect is for production. */
    public boolean isProduction(@CheckForNull String named, @NonNull Change change) {
        return reached(named, change).stream().anyMatch(Target::production);
    }

    private List<Target> reached(String named, Change change) {
        return targets.stream()
                .filter(target -> target.name().equals(named) || !target.place().isElsewhere(change))
                .toList();
    }

    /**
     * A freeze window that is open.
     *
     * @param until when the last one that is open ends
     */
    public record Frozen(@NonNull String reason, @NonNull ZonedDateTime until) {}

    /** The freeze window that is open for a target and lasts longest; empty if none is. */
    @NonNull
    public Optional<Frozen> frozen(@CheckForNull String target, @NonNull Instant now) {
        return ofTarget(target)
                .flatMap(policy -> policy.rules().stream()
                        .filter(rule -> !policy.warnOnly().contains(rule.name())))
                .filter(Freeze.class::isInstance)
                .map(rule -> ((Freeze) rule).window())
                .flatMap(window -> window.frozenUntil(now).map(until -> new Frozen(window.reason(), until)).stream())
                .max(Comparator.comparing(Frozen::until));
    }

    /** Evaluates the rules for a change. A rule that cannot be read or evaluated refuses it. */
    @NonNull
    public Judgement judge(@CheckForNull String named, @NonNull Change change, @NonNull Instant now) {
        return unreadable.isEmpty()
                ? Judgement.of(withDefaults(policies(named, change), change), change, now)
                : Judgement.unreadable(unreadable);
    }

    /**
     * What is known of the rules of a target before a change: those of all levels and of the target itself, as far as
     * they can be evaluated.
     *
     * @param evaluated the rules for which the change holds what they compare
     */
    @NonNull
    public Judgement foresee(
            @NonNull String target, @NonNull Change change, @NonNull Instant now, @NonNull Predicate<Rule> evaluated) {
        if (!unreadable.isEmpty()) {
            return Judgement.unreadable(unreadable);
        }
        List<Policy> some =
                ofTarget(target).map(policy -> policy.only(evaluated)).toList();
        return Judgement.of(some, change, now);
    }

    /**
     * What each rule says of a deployment that is only planned, or that no build has started yet: those of all levels, of the target, and of other
     * targets that may lead to the same place.
     *
     * @param target may be null
     * @param change all that is known of it; the ARNs of its subject may lack the account
     * @param unknown what is missing in it
     */
    @NonNull
    public List<Foresight> foresight(
            @CheckForNull String target,
            @NonNull Change change,
            @NonNull Instant now,
            @NonNull Set<Foresight.Unknown> unknown) {
        return unreadable.isEmpty()
                ? Foresight.of(withDefaults(policies(target, change), change), change, now, unknown)
                : List.of(Foresight.unreadable(PolicyMessages.unreadable(unreadable)));
    }

    private Stream<Policy> ofTarget(String target) {
        Stream<Policy> own = targets.stream()
                .filter(each -> each.name().equals(target))
                .map(Target::policy)
                .filter(Objects::nonNull);
        return Stream.concat(places.stream(), own);
    }

    /** Evaluates the rules for what a change looks up, before that is read. Rules that cannot be read refuse it. */
    @NonNull
    public Judgement judgeLookUps(@CheckForNull String named, @NonNull Change change, @NonNull Instant now) {
        return unreadable.isEmpty()
                ? Judgement.ofLookUps(policies(named, change), change, now)
                : Judgement.unreadable(unreadable);
    }

    /** What protects services from deletion, and from being created, where no level sets it. */
    private static List<Policy> withDefaults(List<Policy> policies, Change change) {
        List<Rule> missing = new ArrayList<>();
        boolean ruled = policies.stream().anyMatch(policy -> !policy.rules().isEmpty());
        if (change.creates() && ruled && !has(policies, CreateService.class)) {
            missing.add(new CreateService(List.of()));
        }
        if (change.deletion() == null) {
            return missing.isEmpty() ? policies : with(policies, missing);
        }
        if (!has(policies, Deletable.class)) {
            missing.add(new Ephemeral());
        }
        if (!has(policies, ProtectedDays.class)) {
            missing.add(new ProtectedDays(ProtectedDays.USUAL));
        }
        return with(policies, missing);
    }

    private static List<Policy> with(List<Policy> policies, List<Rule> missing) {
        List<Policy> all = new ArrayList<>(policies);
        all.add(new Policy("the defaults", "", missing, null));
        return all;
    }

    private static boolean has(List<Policy> policies, Class<? extends Rule> type) {
        return policies.stream().flatMap(policy -> policy.rules().stream()).anyMatch(type::isInstance);
    }

    /**
     * Evaluates the rules for passing credentials to a script.
     *
     * @param account the account of the credentials, as reported by AWS; null if unknown
     * @param roles the roles that the credentials come from
     */
    @NonNull
    public Judgement judgeExport(
            @CheckForNull String named,
            @CheckForNull String account,
            @NonNull String region,
            @NonNull List<String> roles,
            @NonNull Instant now) {
        if (!unreadable.isEmpty()) {
            return Judgement.unreadable(unreadable);
        }
        List<Policy> all = new ArrayList<>(places);
        targets.stream()
                .filter(target -> target.name().equals(named) || !target.place().isElsewhere(account, roles))
                .map(Target::policy)
                .filter(policy -> policy != null)
                .forEach(all::add);
        Change.Context context = new Change.Context(named, false, List.of(), Evidence.NONE, null, null);
        Change change =
                new Change(account, region, "", "", null, roles, null, null, false, false, Subject.UNKNOWN, context);
        return Judgement.ofExport(all, change, now);
    }
}
