package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All rules and targets that administrators have set around a job, taken at one moment. Immutable.
 *
 * @param places the rules of Jenkins and of the folders
 * @param targets all of them, also those that share a name
 * @param unreadable what could not be read; whatever it would have allowed is refused
 */
public record Rulebook(
        @NonNull List<Policy> places,
        @NonNull List<Target> targets,
        @NonNull List<String> unreadable) {

    /**
     * A target.
     *
     * @param policy its rules; null for none
     */
    public record Target(
            @NonNull String name,
            boolean production,
            @NonNull TargetPlace place,
            @CheckForNull Policy policy) {}

    public static final Rulebook EMPTY = new Rulebook(List.of(), List.of(), List.of());

    /**
     * The rules that count for a change: those of all places, of the target that is named, and of each target that is not
     * proven to be elsewhere.
     *
     * @param named the target that the step names, or null
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

    /** Whether one of the targets that a change may reach is for production. */
    public boolean isProduction(@CheckForNull String named, @NonNull Change change) {
        return reached(named, change).stream().anyMatch(Target::production);
    }

    private List<Target> reached(String named, Change change) {
        return targets.stream()
                .filter(target -> target.name().equals(named) || !target.place().isElsewhere(change))
                .toList();
    }

    /** What the rules say to a change; what can't be read or judged refuses. */
    @NonNull
    public Judgement judge(@CheckForNull String named, @NonNull Change change, @NonNull Instant now) {
        return unreadable.isEmpty()
                ? Judgement.of(policies(named, change), change, now)
                : Judgement.unreadable(unreadable);
    }

    /**
     * What the rules say to credentials that a script gets.
     *
     * @param account that AWS takes them for; null where it did not tell
     * @param roles that they come from
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
