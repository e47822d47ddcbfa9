package io.jenkins.plugins.ecs.paths;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.RuleResults;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.decide.after.CurrentVerification;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import io.jenkins.plugins.ecs.verify.VerifyState;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs rounds of a release: one condition, deployment, verification or rollback at a time, then {@link ReleaseDecider}
 * decides what is next. It has no state and can be replaced at any time.
 */
public final class ReleaseDriver {

    /** Conditions are judged again at least this often, in milliseconds: the path or the proof may change. */
    static final long JUDGE_AGAIN = 300_000;

    private static final long ASK_AGAIN = 1_000;

    private final ReleaseWorld world;
    private final Clock clock;
    private final ReleaseJournal journal;

    /** The state saved last. */
    private ReleaseState facts;

    public ReleaseDriver(@NonNull ReleaseWorld world, @NonNull Clock clock, @NonNull ReleaseJournal journal) {
        this.world = world;
        this.clock = clock;
        this.journal = journal;
    }

    /**
     * One round, which never waits. The last state given to {@link ReleaseJournal#save} is what holds afterwards.
     *
     * @return milliseconds until the next round is due
     * @throws io.jenkins.plugins.ecs.polling.ReadPendingException if it is to be run again once more was read
     */
    public long round(@NonNull ReleaseState state) {
        facts = state;
        if (state.hasEnded()) {
            return 0;
        }
        if (state.isQueued()) {
            take(ReleaseDecider.queued(state, world.ask(state), clock.millis()));
            return facts.isQueued() ? ASK_AGAIN : 0;
        }
        EnvironmentRun here = state.current();
        long in = round(here);
        return facts.hasEnded() ? 0 : turn(here, in);
    }

    private long round(EnvironmentRun here) {
        if (ReleaseDecider.isRecalled(facts)) {
            take(ReleaseDecider.recalled(facts, clock.millis()));
            return 0;
        }
        return switch (here.slot()) {
            case WAITING -> judge();
            case PLANNING -> plan(here);
            case CONFIRMING -> confirm(here);
            case PREFLIGHT -> preflight(here);
            case VERIFYING -> verify(here);
            case WATCHING -> watch(here);
            default -> roll(here);
        };
    }

    /**
     * With several targets under way, they have their rounds in turn.
     *
     * @param had the one that just had a round
     * @param in milliseconds until its next one
     * @return milliseconds until the next round
     */
    private long turn(EnvironmentRun had, long in) {
        List<EnvironmentRun> active = facts.active();
        if (active.size() < 2) {
            return in;
        }
        long now = clock.millis();
        ReleaseState turned = facts;
        Optional<EnvironmentRun> still =
                active.stream().filter(each -> each.isSame(had)).findFirst();
        if (still.isPresent()) {
            EnvironmentRun later = still.get().copy();
            later.due = now + in;
            turned = turned.on(later).with(later);
        }
        EnvironmentRun next = turned.active().stream()
                .min(Comparator.comparingLong(each -> each.due))
                .orElseThrow();
        save(turned.on(next));
        return Math.max(0, next.due - now);
    }

    private long judge() {
        long now = clock.millis();
        Optional<Defined> defined = definedNow();
        if (defined.isEmpty() && world.isLoading(facts)) {
            return ASK_AGAIN;
        }
        if (defined.isEmpty()) {
            take(ReleaseDecider.end(facts, Verdict.REFUSED, refusedAsDeleted(), now));
            return 0;
        }
        PathEnvironment to = defined.get().environment();
        Evidence evidence = evidence(to, now);
        Admission admission = admission(defined.get(), evidence, now);
        boolean lends = to.soakInterruptedByNewer() && admission.soaks();
        Optional<String> newer = lends ? world.lend(facts) : world.reclaim(facts);
        if (newer.isPresent()) {
            take(ReleaseDecider.end(facts, Verdict.SUPERSEDED, PathMessages.interrupted(newer.get()), now));
            return 0;
        }
        Optional<EnvironmentRun> unplanned = ApprovalPlan.next(facts, admission);
        if (unplanned.isPresent()) {
            take(ApprovalPlan.begin(facts, unplanned.get(), now));
            return 0;
        }
        take(ReleaseDecider.judged(facts, admission, toConfirm(cameFrom(to), null), now));
        return facts.hasEnded() || facts.current().slot() != Slot.WAITING
                ? 0
                : Math.max(1, Math.min(JUDGE_AGAIN, admission.nextAt(now + JUDGE_AGAIN) - now));
    }

    /** The environment as it is configured now. */
    private record Defined(PathEnvironment environment, ReleasePath path) {}

    /** Empty if the path or the environment was deleted. */
    private Optional<Defined> definedNow() {
        return world.pathNow(facts)
                .filter(path -> path.id().equals(facts.path().id()))
                .flatMap(path -> path.environment(facts.current().name()).map(each -> new Defined(each, path)))
                .filter(now -> now.environment().from().isEmpty()
                        || !facts.environment(now.environment().from()).isEmpty());
    }

    /** The environment whose proof counts; empty if there is none, or a hotfix skips it. */
    private String cameFrom(PathEnvironment to) {
        return facts.hotfix().isEmpty() ? to.from() : "";
    }

    /**
     * Where a proof has to be confirmed before the release goes on, because it is old, or may be of another account: in the
     * environment that it comes from, and in earlier waves.
     *
     * @param except where it was just confirmed; null for none
     */
    private Optional<EnvironmentRun> toConfirm(String from, EnvironmentRun except) {
        long before = clock.millis() - ReleaseDecider.CONFIRM_AFTER.toMillis();
        return Stream.concat(facts.environment(from).stream(), facts.earlierWaves().stream())
                .filter(each -> except == null || !each.isSame(except))
                .filter(each -> verified(each)
                        .filter(proof -> proof.at() < before || each.account() == null)
                        .isPresent())
                .findFirst();
    }

    /** A wave of a hotfix is not proven, but was verified. */
    private Optional<PathEvent> verified(EnvironmentRun in) {
        return Proofs.verified(events(in), facts.path().id(), in.label(), facts.digests());
    }

    /** Of its account, as far as that is known. */
    private List<PathEvent> events(EnvironmentRun in) {
        String account = in.account();
        return world.events(in.request()).stream()
                .filter(event -> event.isIn(account))
                .toList();
    }

    private String refusedAsDeleted() {
        return PathMessages.refused(PathMessages.deleted(), facts.path());
    }

    private Evidence evidence(PathEnvironment to, long now) {
        EnvironmentRun asked = facts.asked();
        Evidence.Builder evidence = Evidence.of(facts.path().id(), facts.digests())
                .definition(facts.definition())
                .build(world.startedByUser(), world.buildStartedAt())
                .frozen(facts.wave().stream()
                        .flatMap(each -> world.frozen(each, now).stream())
                        .max(Comparator.comparingLong(Evidence.Frozen::until)))
                .hotfix(
                        facts.hotfix().isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Evidence.Hotfix(facts.hotfix(), world.hotfixBy())))
                .asked(new Approvals.Asked(
                        Math.max(asked.askedAt(), facts.current().askedAt()),
                        asked.answers(),
                        to.approval() == null ? Participants.NONE : world.participants()));
        facts.environment(to.from())
                .forEach(each -> evidence.upstream(each.label(), events(each), world.uses(each.request())));
        facts.environment(facts.current().name()).forEach(each -> evidence.here(each.label(), events(each)));
        List<EnvironmentRun> earlier = facts.earlierWaves();
        if (!earlier.isEmpty()) {
            long since =
                    earlier.stream().mapToLong(EnvironmentRun::finishedAt).max().orElse(now);
            evidence.bake(since, facts.current().bakeMillis());
        }
        return evidence.build();
    }

    private Admission admission(Defined defined) {
        long now = clock.millis();
        return admission(defined, evidence(defined.environment(), now), now);
    }

    private Admission admission(Defined defined, Evidence evidence, long now) {
        return Admission.judge(defined.environment(), evidence, now).on(defined.path(), facts.service());
    }

    /** What would change is read for users who are asked; nothing is changed, and nothing is refused. */
    private long plan(EnvironmentRun here) {
        EnvironmentRun target = facts.planned();
        PolicyCheck rules = world.rules(target);
        if (ApprovalPlan.goesOn(here, clock.millis())) {
            RolloutDriver driver = world.rollout(target, here.planning.request(), new Planning());
            driver.guardedBy(rules);
            long in = driver.round(here.planning);
            if (ApprovalPlan.goesOn(facts.current(), clock.millis())) {
                return in;
            }
        }
        take(ApprovalPlan.made(facts, rules, clock.millis()));
        return 0;
    }

    private long confirm(EnvironmentRun here) {
        VerifyState before = here.confirming;
        EnvironmentRun upstream = facts.confirmed();
        long in = world.verification(upstream, new Verifying(Slot.CONFIRMING)).round(before);
        journal.acted();
        VerifyState after = facts.current().confirming;
        if (!after.hasEnded()) {
            return in;
        }
        say(Verification.of(after).consoleLines());
        EnvironmentRun found = after.serviceArn() == null ? upstream : upstream.foundAt(after.serviceArn());
        facts = facts.on(found).with(found).on(here);
        Optional<Defined> defined = definedNow();
        String from = defined.map(now -> cameFrom(now.environment())).orElse("");
        boolean warns = defined.filter(now -> now.path().warns()).isPresent() && !upstream.isOf(here);
        // Without the account it is not known whose proof fails.
        Optional<PathEvent> proof = found.account() == null ? Optional.empty() : verified(found);
        take(ReleaseDecider.confirmed(facts, proof, warns, toConfirm(from, found), clock.millis()));
        return 0;
    }

    private long preflight(EnvironmentRun here) {
        if (!here.preflight.hasEnded()) {
            long in = world.verification(here, new Verifying(Slot.PREFLIGHT)).round(here.preflight);
            journal.acted();
            VerifyState after = facts.current().preflight;
            if (!after.hasEnded()) {
                return in;
            }
            say(Verification.of(after).consoleLines());
        }
        take(ReleaseDecider.preflighted(facts, clock.millis()));
        // Perhaps that of another target goes on.
        boolean waits = !facts.hasEnded() && facts.current().slot() == Slot.PREFLIGHT;
        return waits ? ASK_AGAIN : 0;
    }

    private long verify(EnvironmentRun here) {
        long in = world.verification(here, new Verifying(Slot.VERIFYING)).round(here.verifying);
        journal.acted();
        VerifyState after = facts.current().verifying;
        if (!after.hasEnded()) {
            return in;
        }
        say(Verification.of(after).consoleLines());
        take(ReleaseDecider.verified(facts, clock.millis()));
        return 0;
    }

    private long watch(EnvironmentRun here) {
        long now = clock.millis();
        if (here.watching == null && now < here.watchNextAt) {
            return here.watchNextAt - now;
        }
        if (here.watching == null || now - here.watchSeenAt > CurrentVerification.OLD) {
            take(ReleaseDecider.watch(facts, now));
            return 0;
        }
        long in = here.watching.hasEnded()
                ? 0
                : world.verification(here, new Verifying(Slot.WATCHING)).round(here.watching);
        journal.acted();
        VerifyState after = facts.current().watching;
        if (!after.hasEnded()) {
            EnvironmentRun seen = facts.current().copy();
            seen.watchSeenAt = now;
            save(facts.with(seen));
            return in;
        }
        if (Verification.of(after).verdict() != CheckVerdict.PASSED) {
            say(Verification.of(after).consoleLines());
        }
        take(ReleaseDecider.watched(facts, clock.millis()));
        return 0;
    }

    private long roll(EnvironmentRun here) {
        boolean goesBack = here.slot() == Slot.ROLLING_BACK;
        RolloutState before = goesBack ? here.back : here.rollout;
        RolloutDriver driver = world.rollout(here, before.request(), new Rolling(goesBack));
        // The rollback of what this release did itself is never held up.
        driver.guardedBy(goesBack ? PolicyCheck.NONE : new Guard(world.rules(here)));
        driver.verifyingWith((run, save, say) ->
                world.verification(here, VerifyJournal.of(save, say)).round((VerifyState) run));
        long in = driver.round(before);
        journal.acted();
        return conclude() ? 0 : in;
    }

    /** @return whether the rollout in progress has ended */
    private boolean conclude() {
        EnvironmentRun here = facts.current();
        RolloutState running = here.running();
        if (running == null || !running.hasEnded()) {
            return false;
        }
        ReleaseDecision decision = here.slot() == Slot.ROLLING_BACK
                ? ReleaseDecider.wentBack(facts, clock.millis())
                : ReleaseDecider.deployed(
                        facts, definedNow().map(this::admission), world.isLoading(facts), clock.millis());
        boolean waitsAgain = decision.state().current().slot() == Slot.WAITING
                && here.isSame(decision.state().current());
        if (!waitsAgain) {
            say(Outcome.of(running).consoleLines());
        }
        take(decision);
        return true;
    }

    private void take(ReleaseDecision decision) {
        decision.events().forEach(world::record);
        String where = facts.isQueued() ? null : facts.current().label();
        save(decision.state());
        decision.lines().forEach(line -> journal.say(where, line));
    }

    private void save(ReleaseState next) {
        if (next != facts) {
            ReleaseState before = facts;
            journal.save(before, next);
            facts = next;
        }
    }

    private void say(List<String> lines) {
        lines.forEach(line -> journal.say(facts.current().label(), line));
    }

    /**
     * Takes an answer to a pause of the deployment in progress.
     *
     * @return whether it was taken
     */
    public boolean answer(
            @NonNull ReleaseState state,
            @NonNull String recordId,
            @NonNull String hookId,
            @NonNull PauseAnswer answer,
            @NonNull String by) {
        facts = state;
        RolloutState asked = state.rollouts().get(recordId);
        Optional<EnvironmentRun> meant = state.active().stream()
                .filter(each -> asked != null && each.running() == asked)
                .findFirst();
        if (meant.isEmpty()) {
            return false;
        }
        facts = state.on(meant.get());
        boolean goesBack = meant.get().slot() == Slot.ROLLING_BACK;
        return RolloutDriver.answer(asked, hookId, answer, by, clock, new Rolling(goesBack));
    }

    /**
     * Takes a user's answer to the question whether the release may enter an environment. The caller has checked who
     * the user is.
     *
     * @return whether it was taken: the environment still waits for approval, this user may approve, and has not
     *     answered yet
     */
    public boolean approve(@NonNull ReleaseState state, @NonNull String environment, @NonNull Answer answer) {
        facts = state;
        boolean asks =
                state.active().stream().anyMatch(each -> each.name().equals(environment) && each.asksForApproval());
        if (!asks || !state.current().name().equals(environment)) {
            return false;
        }
        EnvironmentRun here = state.asked();
        Optional<ApprovalRule> rule = definedNow().map(Defined::environment).map(PathEnvironment::approval);
        if (rule.isEmpty()) {
            return false;
        }
        Approvals.Asked asked = new Approvals.Asked(
                Math.max(here.askedAt(), state.current().askedAt()), here.answers(), world.participants());
        Optional<ArrayList<Answer>> answers = Approvals.with(rule.get(), asked, answer);
        answers.ifPresent(all -> {
            EnvironmentRun answered = here.copy();
            answered.answers = all;
            save(state.on(answered).with(answered).on(state.current()));
            journal.say(environment, PathMessages.answered(answer));
        });
        return answers.isPresent();
    }

    /** Aborts the release; another round carries out what is left to do. */
    public void abort(@NonNull ReleaseState state, @NonNull String by) {
        facts = state;
        ReleaseState aborted = state.copy();
        aborted.aborted = true;
        save(aborted);
        List<EnvironmentRun> active = state.active().isEmpty() ? List.of(state.current()) : state.active();
        for (EnvironmentRun each : active) {
            if (!facts.hasEnded()) {
                facts = facts.on(each);
                abort(by);
            }
        }
    }

    private void abort(String by) {
        EnvironmentRun here = facts.current();
        RolloutState running = here.running();
        if (running != null) {
            RolloutDriver.abort(running, by, clock, new Rolling(here.slot() == Slot.ROLLING_BACK));
            conclude();
            return;
        }
        VerifyState verification = here.verification(here.slot());
        if (verification != null) {
            VerifyDriver.abort(verification, by, clock, new Verifying(here.slot()));
        }
        take(ReleaseDecider.end(facts, Verdict.ABORTED, by, clock.millis()));
    }

    /** The build ends without another round: what is known now is the result. */
    @NonNull
    public static ReleaseState abandon(@NonNull ReleaseState state, @NonNull String why, @NonNull Clock clock) {
        if (state.hasEnded()) {
            return state;
        }
        ReleaseState left = state;
        Verdict verdict = Verdict.ABORTED;
        for (EnvironmentRun each : state.active()) {
            EnvironmentRun abandoned = abandoned(each, why, clock);
            left = left.on(each).with(abandoned);
            verdict = abandoned.verdict();
        }
        return left.ended(verdict, why, clock.millis());
    }

    private static EnvironmentRun abandoned(EnvironmentRun run, String why, Clock clock) {
        RolloutState running = run.running();
        if (running == null) {
            return run.ended(Verdict.ABORTED, why, clock.millis());
        }
        RolloutState left = RolloutDriver.abandon(running, why, clock);
        EnvironmentRun copy = run.copy();
        if (run.slot() == Slot.ROLLING_BACK) {
            copy.back = left;
        } else {
            copy.rollout = left;
        }
        return copy.ended(left.verdict() == null ? Verdict.UNKNOWN : left.verdict(), why, clock.millis());
    }

    /** The rules of administrators, and the conditions of the path as they are right before a change. */
    private final class Guard implements PolicyCheck {

        private final PolicyCheck rules;

        Guard(PolicyCheck rules) {
            this.rules = rules;
        }

        @NonNull
        @Override
        public Judgement judge(@NonNull Change change) {
            Judgement judgement = rules.judge(change);
            boolean goesOn = change.subject().begunAt() > 0;
            if (!judgement.isAllowed() || goesOn) {
                return judgement;
            }
            Optional<String> failed = ReleaseDecider.recalledBy(facts);
            if (failed.isPresent()) {
                return new Judgement(List.of(PathMessages.notEntered(failed.get())), judgement.overridden());
            }
            Optional<Defined> defined = definedNow();
            if (defined.isEmpty()) {
                return new Judgement(List.of(refusedAsDeleted()), judgement.overridden());
            }
            Admission admission = admission(defined.get());
            return admission.isMet()
                    ? judgement
                    : new Judgement(
                            List.of(PathMessages.refused(admission.unmet(), facts.path())), judgement.overridden());
        }

        @NonNull
        @Override
        public Judgement judgeLookUps(@NonNull Change change) {
            return rules.judgeLookUps(change);
        }

        @NonNull
        @Override
        public RuleResults evaluate(@NonNull Change change) {
            return rules.evaluate(change);
        }

        @Override
        public boolean isAboutCircuitBreaker() {
            return rules.isAboutCircuitBreaker();
        }
    }

    private final class Rolling implements Journal {

        private final boolean goesBack;

        Rolling(boolean goesBack) {
            this.goesBack = goesBack;
        }

        @Override
        public void save(RolloutState state) {
            EnvironmentRun here = facts.current().copy();
            if (goesBack) {
                here.back = state;
            } else {
                here.rollout = state;
            }
            ReleaseDriver.this.save(facts.with(here));
        }

        @Override
        public void acting() {
            journal.acting();
        }

        @Override
        public void say(String line) {
            journal.say(facts.current().label(), line);
        }
    }

    private final class Planning implements Journal {

        @Override
        public void save(RolloutState state) {
            EnvironmentRun here = facts.current().copy();
            here.planning = state;
            ReleaseDriver.this.save(facts.with(here));
        }

        @Override
        public void acting() {
            throw new IllegalStateException("a plan changes nothing");
        }

        @Override
        public void say(String line) {
            // Its lines are those of the plan.
        }
    }

    private final class Verifying implements VerifyJournal {

        private final Slot slot;

        Verifying(Slot slot) {
            this.slot = slot;
        }

        @Override
        public void save(VerifyState state) {
            ReleaseDriver.this.save(facts.with(facts.current().verifying(slot, state)));
        }

        @Override
        public void say(String line) {
            journal.say(facts.current().label(), line);
        }
    }
}
