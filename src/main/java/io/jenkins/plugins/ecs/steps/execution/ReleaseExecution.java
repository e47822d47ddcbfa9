package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.EndpointRefused;
import io.jenkins.plugins.ecs.paths.release.EnvironmentRun;
import io.jenkins.plugins.ecs.paths.release.ReleaseCommands;
import io.jenkins.plugins.ecs.paths.release.ReleaseDriver;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseProgress;
import io.jenkins.plugins.ecs.paths.release.ReleaseRecords;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.paths.release.Slot;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.steps.result.EcsReleaseException;
import io.jenkins.plugins.ecs.steps.result.EcsReleaseResult;
import io.jenkins.plugins.ecs.templates.KeptTeamFile;
import io.jenkins.plugins.ecs.text.masking.Masking;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import io.jenkins.plugins.ecs.ui.build.LogTails;
import io.jenkins.plugins.ecs.ui.build.PendingApprovals;
import io.jenkins.plugins.ecs.ui.build.PendingReleases;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                state.isDryRun(),
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
        resumeFrom(ReleaseProgress.newestTime(state()));
        reacquireLock(LockTable.get());
        takeAnswers();
        showLogs();
        say(ExecutionMessages.RELEASE_RESUMED + words());
        schedule(0);
    }

    private void takeAnswers() {
        PendingReleases.open(state().id(), new ReleaseAnswers(this));
        ReleaseRecords.ids(state())
                .forEach(id -> PendingApprovals.open(
                        id,
                        (hook, answer, by) -> interject(turn -> commands(turn).answer(state(), id, hook, answer, by))));
    }

    private void showLogs() {
        showLogs(
                ReleaseRecords.ids(state()),
                id -> ReleaseRecords.rollouts(state()).get(id),
                id -> places().at(ReleaseRecords.target(state(), id).label()));
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

    /** The reads beside a round of the verification that is in progress. */
    BackgroundReads verificationAside() {
        return places().aside(state().current().verificationKey(), placeName());
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
        return driver(turn).round(state());
    }

    @Override
    boolean goesOnWithout(int turn, EndpointRefused place) {
        return driver(turn).goesOnWithout(state(), Objects.requireNonNullElse(place.getMessage(), ""));
    }

    private ReleaseDriver driver(int turn) {
        return new ReleaseDriver(world(), clock(), new ReleaseRoundJournal(this, turn));
    }

    ReleaseCommands commands(int turn) {
        return new ReleaseCommands(world(), clock(), new ReleaseRoundJournal(this, turn));
    }

    private BuildWorld world() {
        try {
            return new BuildWorld(build().run(), state().path(), new ReleaseEngines(this));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @NonNull
    @Override
    Set<String> locked() {
        return tickets().held(state()).values().stream().collect(Collectors.toSet());
    }

    ReleaseTickets tickets() {
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
        ReleaseRecords.ids(state()).forEach(PendingApprovals::close);
        LogTails.close(ReleaseRecords.ids(state()));
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
        return ReleaseProgress.leavesOnAbort(state());
    }

    @Override
    String words() {
        return ReleaseProgress.words(state());
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
        boolean succeeds = verdict != null && (verdict.isGreen() || verdict == Verdict.PLANNED);
        if (succeeds && !isInterrupted()) {
            finish(() -> getContext().onSuccess(result));
        } else {
            fail(verdict == Verdict.ABORTED, new EcsReleaseException(result));
        }
    }

    @Override
    String goesOnAs() {
        return ReleaseProgress.goesOnAs(state());
    }

    /** It may wait for days, so an error of a round must not end it at once; a dry run waits for nothing. */
    @Override
    boolean isUnderWay() {
        return !state().isQueued() && !state().isDryRun() && !hasEnded();
    }

    @Override
    void abandonState(String why) {
        ReleaseState before = state();
        ReleaseState now = ReleaseCommands.abandon(before, why, clock());
        saved.set(now);
        changed(ReleaseRecords.rollouts(before), ReleaseRecords.rollouts(now))
                .forEach((id, rollout) -> recorder(id).keepOutcome(rollout));
        show(now);
    }

    @Override
    Throwable leftBecauseOf(Throwable cause) {
        EcsReleaseException failure = new EcsReleaseException(new EcsReleaseResult(ReleaseOutcome.of(state())));
        failure.initCause(cause);
        return failure;
    }

    BuildRecorder recorder(String id) {
        return recorder(ReleaseRecords.target(state(), id).label(), id);
    }

    /** Shows the release on the pages of the build. An error is only logged. */
    void show(ReleaseState state) {
        try {
            EcsDeploymentsAction.of(build().run()).putRelease(state.id(), ReleaseOutcome.of(state));
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Could not save a release with its build", e);
        }
    }

    synchronized void take(int turn, ReleaseState state) {
        checkCurrent(turn);
        List<EnvironmentRun> givenBack = ReleaseProgress.locksGivenBack(state(), state);
        saved.set(state);
        givenBack.forEach(each -> LockTable.get().release(tickets().id(each)));
    }
}
