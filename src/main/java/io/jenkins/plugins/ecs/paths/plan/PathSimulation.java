package io.jenkins.plugins.ecs.paths.plan;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.PathChecks;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.PathWave;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Admission;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.proof.Approvals;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.paths.proof.Condition.Kind;
import io.jenkins.plugins.ecs.paths.proof.Condition.Standing;
import io.jenkins.plugins.ecs.paths.proof.ConditionMessages;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.Proofs;
import io.jenkins.plugins.ecs.paths.proof.ServicePlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a release would go through on a path, on a clock of its own: nothing is deployed and AWS is not called. The
 * conditions are judged by {@link Admission}, as those of a real release; all deployments and verifications succeed.
 */
public final class PathSimulation {

    private static final TreeMap<String, String> DIGESTS = new TreeMap<>(Map.of("", "sha256:simulated"));
    private static final int MOST_ROUNDS = 1_000;

    private final ReleasePath path;
    private final Assumptions given;
    private final Duration answersAfter;
    private final long start;
    private final List<Moment> moments = new ArrayList<>();
    private final Map<String, List<PathEvent>> proofs = new HashMap<>();
    private long now;
    private String stopped = "";

    private PathSimulation(ReleasePath path, Assumptions given, long start, Duration answersAfter) {
        this.path = path;
        this.given = given;
        this.start = start;
        this.now = start;
        this.answersAfter = answersAfter;
    }

    /**
     * @param start epoch milliseconds
     * @param answersAfter how long users take to approve
     */
    @NonNull
    public static PathSimulation of(
            @NonNull ReleasePath path, @NonNull Assumptions given, long start, @NonNull Duration answersAfter) {
        PathSimulation simulation = new PathSimulation(path, given, start, answersAfter);
        for (PathEnvironment each : path.environments()) {
            if (simulation.stopped.isEmpty()) {
                simulation.goThrough(each);
            }
        }
        return simulation;
    }

    private void goThrough(PathEnvironment to) {
        List<String> refusals = given.refusals(to);
        if (!refusals.isEmpty()) {
            stop(to, String.join("; ", refusals));
            return;
        }
        waitFor(to);
        if (!stopped.isEmpty()) {
            return;
        }
        confirm(to);
        List<PlannedSlot> slots =
                PathPlan.of(to).stream().filter(slot -> !slot.isCondition()).toList();
        slots.stream().filter(slot -> !isWatch(slot)).forEach(slot -> work(to, slot));
        // The waves after the first one bake, deploy and verify as well. A wave bakes while the one before is watched.
        for (PathWave wave : to.waves().subList(1, to.waves().size())) {
            now += Math.max(wave.bakeMillis(), to.watch().toMillis())
                    + Assumptions.DEPLOYMENT.toMillis()
                    + Assumptions.verification(to).toMillis();
        }
        prove(to);
        add(to, Moment.Kind.PROVEN, PlannedMessages.provenIn(to.name()));
        // The soak of the next environment counts from the proof, not from the end of the watch.
        slots.stream().filter(PathSimulation::isWatch).forEach(slot -> work(to, slot));
    }

    private static boolean isWatch(PlannedSlot slot) {
        return slot.slot().equals(PathPlan.WATCH);
    }

    private void work(PathEnvironment to, PlannedSlot slot) {
        add(to, Moment.Kind.WORKS, SimulationMessages.slot(slot));
        now += takes(slot, to);
    }

    private static long takes(PlannedSlot slot, PathEnvironment in) {
        return switch (slot.slot()) {
            case PathPlan.DEPLOY -> Assumptions.DEPLOYMENT.toMillis();
            case PathPlan.VERIFY -> Assumptions.verification(in).toMillis();
            case PathPlan.WATCH -> in.watch().toMillis();
            default -> 0;
        };
    }

    /** Until all conditions are met, or waiting is over. */
    private void waitFor(PathEnvironment to) {
        long arrived = now;
        Set<Kind> waited = EnumSet.noneOf(Kind.class);
        Set<Kind> warned = EnumSet.noneOf(Kind.class);
        if (to.approval() != null) {
            // Also said if it is given at once.
            waited.add(Kind.APPROVAL);
            add(to, Moment.Kind.WAITS, SimulationMessages.asks(to.approval()));
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Admission admission =
                    Admission.judge(to, evidence(to, arrived), now).on(path, given.service());
            tell(to, admission, waited, warned);
            if (admission.refusal().isPresent()) {
                stop(to, admission.refusal().get());
                return;
            }
            if (admission.isMet()) {
                return;
            }
            long last = arrived + PathChecks.LONGEST_WAIT.toMillis();
            if (now >= last) {
                stop(to, ConditionMessages.tooLong(admission.unmet()));
                return;
            }
            now = Math.min(last, next(admission, arrived, last));
        }
        stop(to, SimulationMessages.NO_END);
    }

    private long next(Admission admission, long arrived, long last) {
        long answered = arrived + answersAfter.toMillis();
        return Math.max(now + 1, Math.min(answered > now ? answered : last, admission.nextAt(last)));
    }

    private Evidence evidence(PathEnvironment to, long arrived) {
        return Evidence.of(path.id(), DIGESTS)
                .upstream(to.from(), proofs.getOrDefault(to.from(), List.of()), List.of())
                .build(true, start)
                .frozen(given.frozen(to, now))
                .asked(new Approvals.Asked(arrived, answers(to, arrived), Participants.NONE))
                .build();
    }

    private List<Answer> answers(PathEnvironment to, long arrived) {
        ApprovalRule needed = to.approval();
        long at = arrived + answersAfter.toMillis();
        return needed == null || now < at
                ? List.of()
                : IntStream.range(0, needed.count())
                        .mapToObj(i -> answer(needed, i, at))
                        .toList();
    }

    /** By a named user if there is one, otherwise by one of the groups. */
    private static Answer answer(ApprovalRule needed, int number, long at) {
        String user =
                number < needed.users().size() ? needed.users().get(number) : SimulationMessages.approver(number + 1);
        return new Answer(user, "", needed.groups(), true, false, "", at);
    }

    /** Each condition that is waited for once, and once more when it is met. */
    private void tell(PathEnvironment to, Admission admission, Set<Kind> waited, Set<Kind> warned) {
        for (Condition each : admission.conditions()) {
            if (each.standing() == Standing.WARNS && warned.add(each.kind())) {
                add(to, Moment.Kind.WARNS, SimulationMessages.warns(each));
            } else if (each.standing() == Standing.WAITS && waited.add(each.kind())) {
                add(to, Moment.Kind.WAITS, SimulationMessages.condition(each));
            } else if (each.isMet() && waited.remove(each.kind())) {
                add(to, Moment.Kind.MET, SimulationMessages.condition(each));
            }
        }
        boolean frozen = admission.conditions().stream().anyMatch(each -> each.kind() == Kind.FREEZE);
        if (!frozen && waited.remove(Kind.FREEZE)) {
            add(to, Moment.Kind.MET, SimulationMessages.THAWED);
        }
    }

    /** As a real release does before it goes on with an old proof. */
    private void confirm(PathEnvironment to) {
        path.environment(to.from())
                .ifPresent(from -> Proofs.of(
                                proofs.getOrDefault(from.name(), List.of()), path.id(), from.name(), DIGESTS)
                        .filter(proof -> now - proof.at() > Proofs.CONFIRM_AFTER.toMillis())
                        .ifPresent(old -> {
                            add(to, Moment.Kind.WORKS, PlannedMessages.confirms(from.name()));
                            now += Assumptions.verification(from).toMillis();
                            prove(from);
                        }));
    }

    private void prove(PathEnvironment in) {
        ServicePlace place = new ServicePlace("", "", in.target(), "");
        proofs.computeIfAbsent(in.name(), name -> new ArrayList<>())
                .add(new PathEvent(
                        PathEvent.Kind.PROVEN,
                        place,
                        path.id(),
                        in.name(),
                        in.name(),
                        DIGESTS,
                        now,
                        SimulationMessages.BUILD,
                        ""));
    }

    private void add(PathEnvironment in, Moment.Kind kind, String text) {
        moments.add(new Moment(now, in.name(), kind, text));
    }

    private void stop(PathEnvironment in, String why) {
        stopped = why;
        add(in, Moment.Kind.STOPPED, why);
    }

    /** In their order. */
    @NonNull
    public List<Moment> moments() {
        return List.copyOf(moments);
    }

    /** Why it does not reach the last environment; empty if it does. */
    @NonNull
    public String stopped() {
        return stopped;
    }

    public boolean reachesTheEnd() {
        return stopped.isEmpty();
    }

    /** How long it takes, or until it is stopped. */
    @NonNull
    public Duration takes() {
        return Duration.ofMillis(now - start);
    }

    /** Epoch milliseconds. */
    public long start() {
        return start;
    }
}
