package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.release.EnvironmentRun;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.release.ReleaseCommands;
import io.jenkins.plugins.ecs.paths.release.ReleaseDriver;
import io.jenkins.plugins.ecs.paths.release.ReleaseJournal;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.paths.release.Slot;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.steps.result.EcsReleaseException;
import io.jenkins.plugins.ecs.steps.result.EcsReleaseResult;
import io.jenkins.plugins.ecs.templates.KeptTeamFile;
import io.jenkins.plugins.ecs.text.masking.Masking;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import io.jenkins.plugins.ecs.ui.build.LogTails;
import io.jenkins.plugins.ecs.ui.build.PendingApprovals;
import io.jenkins.plugins.ecs.ui.build.PendingReleases;
import io.jenkins.plugins.ecs.ui.build.RunningRelease;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import io.jenkins.plugins.ecs.verify.VerifyState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Takes a release through the environments of a path. While a condition waits there is only its saved state: no
 * executor, no thread and no connection. Each environment has settings, credentials and a connection of its own.
 */
public final class ReleaseExecution extends LockingStepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ReleaseExecution.class.getName());
    private static final long ASK_AGAIN = 1_000;

    /** Of each environment, in the order of the path. */
    private final ArrayList<EcsSettings> settings;

    private final SealedState<ReleaseState> saved;

    private transient ReleasePlaces places;

    public ReleaseExecution(StepContext context, List<EcsSettings> settings, ReleaseState state) {
        super(context, "ecsRelease", settings.get(0));
        this.settings = new ArrayList<>(settings);
        this.saved = new SealedState<>(state);
    }

    ReleaseState state() {
        return saved.get();
    }

    @Override
    public boolean start() throws Exception {
        keepNoSecrets();
        ReleaseState state = state();
        say(ExecutionMessages.startOfRelease(
                state.service(),
                state.path().name(),
                state.environments().stream()
                        .filter(EnvironmentRun::isWanted)
                        .map(EnvironmentRun::label)
                        .toList(),
                state.digests().values()));
        if (!state.template().isEmpty()) {
            say(ExecutionMessages.template(state.template()));
        }
        takeAnswers();
        showLogs();
        show(state);
        schedule(0);
        return false;
    }

    /** A secret of the build may be a value in the file of the team, without looking like one. */
    private void keepNoSecrets() throws IOException, InterruptedException {
        ReleaseState state = state();
        Masking masking = masking();
        if (KeptTeamFile.holds(state.teamFile(), text -> !masking.known(text).equals(text))) {
            saved.set(state.madeFrom(state.template(), ""));
        }
    }

    @Override
    public void onResume() {
        saved.set(state().resumed());
        resumeFrom(state().newestTime());
        reacquireLock(LockTable.get());
        takeAnswers();
        showLogs();
        say(ExecutionMessages.RELEASE_RESUMED + words());
        schedule(0);
    }

    private void takeAnswers() {
        PendingReleases.open(state().id(), new Approvals());
        recordIds()
                .forEach(id -> PendingApprovals.open(
                        id,
                        (hook, answer, by) -> interject(turn -> commands(turn).answer(state(), id, hook, answer, by))));
    }

    /** Users' answers, and who may answer by the path as it is now. */
    private final class Approvals implements PendingReleases.Handler {

        @NonNull
        @Override
        public Optional<RunningRelease> running() {
            try {
                ReleaseState now = state();
                return Optional.of(new RunningRelease(build().run(), now.id(), ReleaseOutcome.of(now)));
            } catch (IOException | InterruptedException e) {
                LOGGER.log(Level.FINE, "Could not find the build of a release", e);
                return Optional.empty();
            }
        }

        @NonNull
        @Override
        public Optional<ApprovalRule> needed(@NonNull String environment) {
            try {
                return BuildWorld.pathNow(build().run(), state().path())
                        .flatMap(now -> now.environment(environment))
                        .map(PathEnvironment::approval);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean answer(@NonNull String environment, @NonNull Answer answer) {
            return interject(turn -> commands(turn).approve(state(), environment, answer));
        }
    }

    private void showLogs() {
        showLogs(
                recordIds(),
                id -> state().rollouts().get(id),
                id -> places().at(state().environments().get(index(id)).label()));
    }

    private List<String> recordIds() {
        return IntStream.range(0, state().environments().size())
                .mapToObj(i -> state().id() + "-" + i)
                .flatMap(id -> Stream.of(id, id + "-back"))
                .toList();
    }

    @Override
    EcsSettings settings() {
        return settings(state().place().orElse(state().current()));
    }

    EcsSettings settings(EnvironmentRun where) {
        return settings.get(indexOf(where));
    }

    private int indexOf(EnvironmentRun where) {
        List<EnvironmentRun> all = state().environments();
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).isSame(where))
                .findFirst()
                .orElseThrow();
    }

    @Override
    boolean needsConnection() {
        return state().place().isPresent();
    }

    private String placeName() {
        return state().place().map(EnvironmentRun::label).orElse("");
    }

    /** Each target has a connection of its own. */
    @Override
    PollerPlace place() {
        return places().at(placeName());
    }

    private synchronized ReleasePlaces places() {
        if (places == null) {
            places = new ReleasePlaces();
        }
        return places;
    }

    @Override
    void betweenRounds() {
        List<EnvironmentRun> active = state().active();
        Set<String> needed = new HashSet<>(Set.of(placeName()));
        active.stream().filter(each -> !each.isResting()).forEach(each -> needed.add(each.label()));
        places().keep(
                        needed,
                        active.stream()
                                .filter(each -> needed.contains(each.label()))
                                .map(EnvironmentRun::verificationKey)
                                .collect(Collectors.toSet()));
    }

    @Override
    long round(int turn) throws IOException, InterruptedException {
        boolean waits = !state().isQueued() && state().current().slot() == Slot.WAITING;
        if (waits && !LockTable.get().isOpen()) {
            // After a restart a newer release may yet say that it took the place of this one.
            return ASK_AGAIN;
        }
        if (needsConnection()) {
            connection();
        }
        return new ReleaseDriver(world(), clock(), new RoundJournal(turn)).round(state());
    }

    private ReleaseCommands commands(int turn) {
        return new ReleaseCommands(world(), clock(), new RoundJournal(turn));
    }

    private BuildWorld world() {
        try {
            return new BuildWorld(build().run(), state().path(), new Engines());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a round of an environment uses of AWS. */
    private final class Engines implements BuildWorld.Engines {

        @NonNull
        @Override
        public RolloutDriver rollout(@NonNull DeployRequest request, @NonNull Journal journal)
                throws IOException, InterruptedException {
            return driver(request, journal).liningUpAt(tickets().queue(state().current()));
        }

        @NonNull
        @Override
        public VerifyDriver verification(@NonNull VerifyJournal journal) throws IOException, InterruptedException {
            String about = state().current().verificationKey();
            return ReleaseExecution.this.verification(places().aside(about, placeName()), journal);
        }

        @NonNull
        @Override
        public EcsSettings settings(@NonNull EnvironmentRun where) {
            return ReleaseExecution.this.settings(where);
        }

        @NonNull
        @Override
        public DeploymentQueue.Place ask() {
            return LockTable.get().ask(tickets().ofRelease());
        }

        @NonNull
        @Override
        public Optional<String> lend() {
            return LockTable.get().lend(tickets().idOfRelease());
        }

        @NonNull
        @Override
        public Optional<String> reclaim() {
            return LockTable.get().reclaim(tickets().idOfRelease());
        }
    }

    @NonNull
    @Override
    Set<String> locked() {
        return tickets().held(state()).values().stream().collect(Collectors.toSet());
    }

    private ReleaseTickets tickets() {
        return new ReleaseTickets(this);
    }

    @NonNull
    @Override
    DeploymentLocks.Ticket ticket(@NonNull Set<String> keys) throws IOException, InterruptedException {
        return tickets().of(state().current(), keys);
    }

    @Override
    void reacquireLock(@NonNull DeploymentLocks locks) {
        tickets().takeAgain(locks);
    }

    @Override
    void released() {
        places().close();
        PendingReleases.close(state().id());
        recordIds().forEach(PendingApprovals::close);
        LogTails.close(recordIds());
        LockTable.get().release(tickets().idOfRelease());
        state().environments().forEach(each -> LockTable.get().release(tickets().id(each)));
        super.released();
    }

    @Override
    boolean hasEnded() {
        return state().hasEnded();
    }

    @Override
    boolean isAborted() {
        return state().isAborted();
    }

    @Override
    boolean isStopping() {
        return state().isAborted();
    }

    @Override
    boolean leavesOnAbort() {
        return state().leavesOnAbort();
    }

    @Override
    String words() {
        return state().words();
    }

    @Override
    void takeAbort(int turn, String by) {
        commands(turn).abort(state(), by);
    }

    @Override
    void conclude() {
        ReleaseOutcome outcome = ReleaseOutcome.of(state());
        say(outcome.message());
        EcsReleaseResult result = new EcsReleaseResult(outcome);
        Verdict verdict = outcome.verdict();
        if (verdict != null && verdict.isGreen() && !isInterrupted()) {
            finish(() -> getContext().onSuccess(result));
        } else {
            fail(verdict == Verdict.ABORTED, new EcsReleaseException(result));
        }
    }

    @Override
    String goesOnAs() {
        return state().goesOnAs();
    }

    /** It may wait for days, so an error of a round must not end it at once. */
    @Override
    boolean isUnderWay() {
        return !state().isQueued() && !hasEnded();
    }

    @Override
    void abandonState(String why) {
        ReleaseState before = state();
        ReleaseState now = ReleaseCommands.abandon(before, why, clock());
        saved.set(now);
        changed(before.rollouts(), now.rollouts()).forEach((id, rollout) -> of(id).keepOutcome(rollout));
        show(now);
    }

    @Override
    Throwable leftBecauseOf(Throwable cause) {
        EcsReleaseException failure = new EcsReleaseException(new EcsReleaseResult(ReleaseOutcome.of(state())));
        failure.initCause(cause);
        return failure;
    }

    private BuildRecorder of(String id) {
        return recorder(state().environments().get(index(id)).label(), id);
    }

    /** @param id of the record of a deployment or rollback */
    private int index(String id) {
        String rest = id.substring(state().id().length() + 1);
        int dash = rest.indexOf('-');
        return Integer.parseInt(dash < 0 ? rest : rest.substring(0, dash));
    }

    /** Shows the release on the pages of the build. An error is only logged. */
    private void show(ReleaseState state) {
        try {
            EcsDeploymentsAction.of(build().run()).putRelease(state.id(), ReleaseOutcome.of(state));
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Could not save a release with its build", e);
        }
    }

    private synchronized void take(int turn, ReleaseState state) {
        checkCurrent(turn);
        ReleaseState before = state();
        Set<String> held = tickets().held(before).keySet();
        saved.set(state);
        Set<String> still = tickets().held(state).keySet();
        for (EnvironmentRun each : state.environments()) {
            String id = tickets().id(each);
            boolean gaveUp = each.verdict() != null
                    && before.environments().stream().anyMatch(was -> was.isSame(each) && was.verdict() == null);
            if ((held.contains(id) && !still.contains(id)) || gaveUp) {
                LockTable.get().release(id);
            }
        }
    }

    /** The journal of one round: it saves and logs only while that round is the current one. */
    private final class RoundJournal implements ReleaseJournal {

        private final int turn;

        RoundJournal(int turn) {
            this.turn = turn;
        }

        @Override
        public void save(@NonNull ReleaseState before, @NonNull ReleaseState now) {
            take(turn, now);
            boolean moved = now.differsFrom(before);
            Map<String, VerifyState> seen = before.verifications();
            now.verifications().forEach((id, verification) -> {
                if (verification.isNews(seen.get(id))) {
                    show(id, verification);
                }
            });
            boolean keeps = moved;
            Map<String, RolloutState> old = before.rollouts();
            for (Map.Entry<String, RolloutState> each :
                    changed(old, now.rollouts()).entrySet()) {
                String id = each.getKey();
                boolean kept = saveRollout(of(id), old.get(id), each.getValue());
                keeps = keeps && !kept;
            }
            if (moved) {
                show(now);
                if (now.current().asksForApproval() && !before.current().asksForApproval()) {
                    sayWhereToAnswer(now.current().request());
                }
            }
            if (keeps) {
                getContext().saveState();
            }
        }

        @Override
        public void acting() {
            beginAct(turn);
        }

        @Override
        public void acted() {
            endAct(turn);
        }

        @Override
        public void say(String environment, @NonNull String line) {
            recorder(environment, recordId()).say(line);
        }
    }
}
