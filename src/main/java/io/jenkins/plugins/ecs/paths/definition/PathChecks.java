package io.jenkins.plugins.ecs.paths.definition;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.request.VerificationChecks;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.verify.CheckSpecValidator;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks a whole set of paths before any of them counts. All problems are reported at once. */
public final class PathChecks {

    /** Longest wait of a release in one environment. */
    public static final Duration LONGEST_WAIT = Duration.ofDays(14);

    /** What a failed verification leads to. */
    public static final List<String> REACTIONS = List.of("rollback", "hold");

    private static final String DEFINITION = "definition";

    /** What must be proven of a release. */
    public static final List<String> PROOFS = List.of("digests", DEFINITION);

    /** What a condition that is not met leads to. */
    public static final List<String> MODES = List.of("block", "warn");

    /** How a new revision may be brought in. */
    public static final List<String> STRATEGIES = StrategySlot.NAMES;

    /** What ECS does when nobody has answered a pause in time. */
    public static final List<String> PAUSE_TIMEOUTS = StrategySlot.ANSWERS;

    /** The only thing that may end a soak early. */
    public static final String NEWER = "newer";

    private static final Duration LONGEST_FRESHNESS = Duration.ofDays(365);
    private static final int MOST_ENVIRONMENTS = 20;
    /** Names of services have letters, digits, hyphens and underscores. */
    private static final Pattern SERVICES = Pattern.compile("[\\w*?-]{1,255}");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w.-]{0,62}");

    private final Collection<String> targets;
    private final Map<String, String> taken;
    private final List<String> problems = new ArrayList<>();

    private PathChecks(Collection<String> targets, Map<String, String> taken) {
        this.targets = targets;
        this.taken = new LinkedHashMap<>(taken);
    }

    /**
     * The paths as values.
     *
     * @param paths null with problems
     * @param problems empty if the paths are valid
     */
    public record Checked(
            @NonNull List<ReleasePath> paths, @NonNull List<String> problems) {}

    /**
     * @param targets names of the targets that the paths may use
     * @param taken names of paths of outer levels, which must not be defined again, with their level
     */
    @NonNull
    public static Checked check(
            @NonNull List<PathDraft> drafts, @NonNull Collection<String> targets, @NonNull Map<String, String> taken) {
        PathChecks checks = new PathChecks(targets, taken);
        List<ReleasePath> paths = drafts.stream().map(checks::path).toList();
        return checks.problems.isEmpty()
                ? new Checked(paths, List.of())
                : new Checked(List.of(), List.copyOf(checks.problems));
    }

    @NonNull
    public static Optional<String> checkName(@CheckForNull String name) {
        return name != null && NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(PathMessages.notAName(String.valueOf(name)));
    }

    @NonNull
    public static Optional<String> checkSoak(@CheckForNull String soak) {
        return checkTime("soak", soak, LONGEST_WAIT);
    }

    @NonNull
    public static Optional<String> checkBake(@CheckForNull String bake) {
        return checkTime("bake", bake, LONGEST_WAIT);
    }

    @NonNull
    public static Optional<String> checkFreshness(@CheckForNull String freshness) {
        return checkTime("freshness", freshness, LONGEST_FRESHNESS);
    }

    @NonNull
    public static Optional<String> checkWatch(@CheckForNull String watch) {
        return watch == null ? Optional.empty() : VerificationChecks.watchProblem(watch);
    }

    /** @param patterns of names of services */
    @NonNull
    public static Optional<String> checkServices(@NonNull List<String> patterns) {
        return patterns.stream()
                .filter(pattern -> !SERVICES.matcher(pattern).matches())
                .findFirst()
                .map(PathMessages::notAPattern);
    }

    private static Optional<String> checkReaction(String field, String reaction) {
        return reaction == null || REACTIONS.contains(reaction)
                ? Optional.empty()
                : Optional.of(PathMessages.unknownReaction(field, reaction));
    }

    @NonNull
    static Optional<String> checkTime(String field, String text, Duration longest) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<Duration> time = Times.parse(text);
        if (time.isEmpty()) {
            return Optional.of(PathMessages.notATime(field, text));
        }
        return time.get().isZero() || time.get().compareTo(longest) > 0
                ? Optional.of(PathMessages.timeOutOfRange(field, text, longest.toDays()))
                : Optional.empty();
    }

    private ReleasePath path(PathDraft draft) {
        String name = String.valueOf(draft.name);
        String place = PathMessages.path(name);
        checkName(draft.name).ifPresent(problem -> problems.add(place + problem));
        if (draft.mode != null && !MODES.contains(draft.mode)) {
            problems.add(place + PathMessages.unknownMode(draft.mode));
        }
        List<String> services = draft.services == null ? List.of() : draft.services;
        // A list without entries would let all services use the path.
        (draft.services != null && services.isEmpty()
                        ? Optional.of(PathMessages.notAPattern(""))
                        : checkServices(services))
                .ifPresent(problem -> problems.add(place + problem));
        String before = taken.putIfAbsent(name, draft.where);
        if (before != null) {
            problems.add(place + PathMessages.taken(before));
        }
        if (draft.environments.isEmpty() || draft.environments.size() > MOST_ENVIRONMENTS) {
            problems.add(place + PathMessages.numberOfEnvironments(draft.environments.size(), MOST_ENVIRONMENTS));
        }
        Set<String> names = new HashSet<>();
        ArrayList<PathEnvironment> environments = new ArrayList<>();
        for (PathDraft.Environment each : draft.environments) {
            String called = String.valueOf(each.name);
            String in = place + PathMessages.environment(called);
            environments.add(environment(each, in));
            if (!names.add(called)) {
                problems.add(in + PathMessages.TWICE);
            }
        }
        froms(draft, place);
        return ReleasePath.of(name, draft.where)
                .description(draft.description == null ? "" : draft.description)
                .services(services)
                .owner(draft.owner == null ? "" : draft.owner)
                .warns("warn".equals(draft.mode))
                .environments(environments)
                .build();
    }

    private PathEnvironment environment(PathDraft.Environment draft, String in) {
        checkName(draft.name).ifPresent(problem -> problems.add(in + problem));
        checkReaction("onVerificationFailure", draft.onVerificationFailure)
                .ifPresent(problem -> problems.add(in + problem));
        checkReaction("onInconclusive", draft.onInconclusive).ifPresent(problem -> problems.add(in + problem));
        checkSoak(draft.soak).ifPresent(problem -> problems.add(in + problem));
        checkWatch(draft.watch).ifPresent(problem -> problems.add(in + problem));
        checkFreshness(draft.freshness).ifPresent(problem -> problems.add(in + problem));
        List<String> ofTargets = new ArrayList<>();
        List<PathWave> waves = WaveChecks.read(draft, targets, ofTargets);
        ofTargets.forEach(problem -> problems.add(in + problem));
        if (draft.from == null && draft.soak != null) {
            problems.add(in + PathMessages.withoutFrom("soak"));
        }
        if (draft.soakInterruptedBy != null && !NEWER.equals(draft.soakInterruptedBy)) {
            problems.add(in + PathMessages.unknownInterruption(draft.soakInterruptedBy));
        } else if (draft.soakInterruptedBy != null && draft.soak == null) {
            problems.add(in + PathMessages.INTERRUPTED_WITHOUT_SOAK);
        }
        if (draft.from == null && draft.freshness != null) {
            problems.add(in + PathMessages.withoutFrom("freshness"));
        }
        if (draft.prove != null && !PROOFS.contains(draft.prove)) {
            problems.add(in + PathMessages.unknownProof(draft.prove));
        } else if (draft.from == null && DEFINITION.equals(draft.prove)) {
            problems.add(in + PathMessages.withoutFrom("prove"));
        }
        Duration soak = time(draft.soak).orElse(Duration.ZERO);
        Duration freshness = time(draft.freshness).orElse(null);
        if (freshness != null && freshness.compareTo(soak) <= 0) {
            problems.add(in + PathMessages.neverFresh(draft.freshness, draft.soak));
        }
        ArrayList<CheckSpec> checks = new ArrayList<>();
        for (PathDraft.Check each : draft.checks) {
            if (each.spec() != null) {
                checks.add(each.spec());
            } else {
                problems.add(in + PathMessages.VERIFY + each.problem());
            }
        }
        CheckSpecValidator.of(checks).forEach(problem -> problems.add(in + PathMessages.VERIFY + problem));
        checks.stream()
                .filter(CheckSpec::isDryRun)
                .forEach(each ->
                        problems.add(in + PathMessages.dryRun(each.kind().word())));
        if (draft.before != null && TasksBefore.parse(draft.before).isEmpty()) {
            problems.add(in + PathMessages.unknownBefore(draft.before));
        }
        List<String> ofStrategy = new ArrayList<>();
        StrategySettings strategy = StrategySlot.read(draft.strategy, draft.pauses, ofStrategy);
        ofStrategy.forEach(problem -> problems.add(in + problem));
        return PathEnvironment.of(String.valueOf(draft.name), "")
                .waves(waves)
                .from(draft.from == null ? "" : draft.from)
                .soak(soak)
                .soakInterruptedByNewer(NEWER.equals(draft.soakInterruptedBy))
                .freshness(freshness)
                .approval(approval(draft.approval, in))
                .preflight(draft.preflight)
                .provesDefinition(DEFINITION.equals(draft.prove))
                .before(TasksBefore.parse(draft.before).orElse(TasksBefore.ALLOWED))
                .strategy(strategy)
                .pauses(StrategySlot.groups(draft.pauses))
                .checks(checks)
                .rollback(!"hold".equals(draft.onVerificationFailure))
                .rollbackInconclusive("rollback".equals(draft.onInconclusive))
                .watch(time(draft.watch).orElse(Duration.ZERO))
                .build();
    }

    @CheckForNull
    private ApprovalRule approval(PathDraft.Approval draft, String in) {
        if (draft == null) {
            return null;
        }
        ApprovalChecks.Checked checked = ApprovalChecks.check(draft);
        checked.problems().forEach(problem -> problems.add(in + "approval: " + problem));
        return checked.rule();
    }

    /** An environment comes after the one that it is entered from, so there is no cycle. */
    private void froms(PathDraft draft, String place) {
        Set<String> before = new HashSet<>();
        Set<String> all = new HashSet<>();
        draft.environments.forEach(each -> all.add(each.name));
        for (PathDraft.Environment each : draft.environments) {
            String in = place + PathMessages.environment(String.valueOf(each.name));
            if (each.from != null && !all.contains(each.from)) {
                problems.add(in
                        + PathMessages.unknownFrom(
                                each.from,
                                draft.environments.stream()
                                        .map(other -> other.name)
                                        .toList()));
            } else if (each.from != null && !before.contains(each.from)) {
                problems.add(in + PathMessages.fromLater(each.from));
            }
            before.add(each.name);
        }
    }

    @NonNull
    static Optional<Duration> time(String text) {
        return text == null ? Optional.empty() : Times.parse(text);
    }
}
