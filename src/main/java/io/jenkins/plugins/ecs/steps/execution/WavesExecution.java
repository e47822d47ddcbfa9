package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import io.jenkins.plugins.ecs.rollout.services.WaveService;
import io.jenkins.plugins.ecs.rollout.services.WavesDriver;
import io.jenkins.plugins.ecs.rollout.services.WavesJournal;
import io.jenkins.plugins.ecs.rollout.services.WavesOutcome;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.steps.result.EcsDeploymentException;
import io.jenkins.plugins.ecs.steps.result.EcsDeploymentResult;
import io.jenkins.plugins.ecs.steps.result.EcsServicesResult;
import io.jenkins.plugins.ecs.ui.build.LogTails;
import io.jenkins.plugins.ecs.ui.build.PendingApprovals;
import io.jenkins.plugins.ecs.verify.VerificationDrivers;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs several rollouts in a Pipeline, wave by wave, each to its own verdict. They share their rounds. */
public final class WavesExecution extends LockingStepExecution {

    private static final long serialVersionUID = 1L;

    private final SealedState<WavesState> saved;

    private transient volatile WavesDriver driver;
    /** By service. */
    private transient Map<String, VerificationDrivers> verifications;

    public WavesExecution(StepContext context, String step, EcsSettings settings, WavesState state) {
        super(context, step, settings);
        saved = new SealedState<>(state);
    }

    private WavesState state() {
        return saved.get();
    }

    @Override
    public boolean start() throws Exception {
        List<String> names = state().services().stream().map(WaveService::name).toList();
        say(ExecutionMessages.startOfServices(
                names, state().anyRequest().clusterName(), settings().origins()));
        takeAnswers();
        showLogs();
        schedule(0);
        return false;
    }

    @Override
    public void onResume() {
        saved.set(state().resumed());
        resumeFrom(state().newestTime());
        reacquireLock(LockTable.get());
        takeAnswers();
        showLogs();
        say(ExecutionMessages.DEPLOYMENTS_RESUMED + words());
        schedule(0);
    }

    /** Each deployment and each rollback may pause. */
    private void takeAnswers() {
        recordIds().forEach(id -> PendingApprovals.open(id, (hook, answer, by) -> answer(id, hook, answer, by)));
    }

    private void showLogs() {
        if (!state().anyRequest().dryRun()) {
            showLogs(recordIds(), id -> state().rollouts().get(id), id -> place());
        }
    }

    private List<String> recordIds() {
        return state().services().stream()
                .flatMap(one -> Stream.of(one.id(), one.backId()))
                .toList();
    }

    /** @return whether it was accepted */
    private boolean answer(String id, String hook, PauseAnswer answer, String by) {
        return interject(turn -> {
            synchronized (this) {
                driver = null;
                return driver().answer(state(), id, hook, answer, by, new RoundJournal(turn));
            }
        });
    }

    @Override
    void released() {
        recordIds().forEach(PendingApprovals::close);
        LogTails.close(recordIds());
        closeVerifications();
        state().services()
                .forEach(one ->
                        LockTable.get().release(wayBackId(one.state().request().service())));
        super.released();
    }

    @NonNull
    @Override
    Set<String> locked() {
        return state().isLocked() && !state().hasEnded() ? state().lockKeys() : Set.of();
    }

    @NonNull
    @Override
    DeploymentLocks.Ticket ticket(@NonNull Set<String> keys) throws IOException, InterruptedException {
        DeployRequest request = state().anyRequest();
        return ticket(keys, state().atOnce(), state().startedAt(), request, limits(keys, request));
    }

    @Override
    long round(int turn) throws IOException, InterruptedException {
        connection();
        return driver().round(state(), new RoundJournal(turn));
    }

    private synchronized WavesDriver driver() {
        if (driver == null) {
            driver = new WavesDriver(this::rollout, new Queue(), clock());
        }
        return driver;
    }

    private synchronized VerificationDrivers verifications(String service) {
        if (verifications == null) {
            verifications = new HashMap<>();
        }
        return verifications.computeIfAbsent(service, each -> verificationDrivers());
    }

    private synchronized void closeVerifications() {
        if (verifications != null) {
            verifications.values().forEach(VerificationDrivers::close);
        }
    }

    private RolloutDriver rollout(DeployRequest request, Journal journal) {
        try {
            return driver(request, journal)
                    .liningUpAt(new OneService(request))
                    .verifyingWith(verifications(request.service()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lock of a service is held by this step, but a rollback that was requested meanwhile goes first. */
    private final class OneService implements DeploymentQueue {

        private final DeployRequest request;

        OneService(DeployRequest request) {
            this.request = request;
        }

        @NonNull
        @Override
        public Place ask(@NonNull String key) {
            if (!request.goesBack()) {
                return overtakenBy(key).map(Place::after).orElseGet(Place::free);
            }
            try {
                return LockTable.get().ask(ofWayBack(key));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @NonNull
        @Override
        public Optional<String> overtakenBy(@NonNull String key) {
            return LockTable.get().overtakenBy(recordId(), key);
        }

        /** Other rollbacks wait for it as for any rollback. */
        private DeploymentLocks.Ticket ofWayBack(String key) throws IOException, InterruptedException {
            DeploymentLocks.Ticket all = ticket(Set.of(key));
            return new DeploymentLocks.Ticket(
                            wayBackId(request.service()),
                            all.keys(),
                            1,
                            System.currentTimeMillis(),
                            all.holder(),
                            WhenBusy.WAIT,
                            Map.of(),
                            all.alive())
                    .ofRollback();
        }
    }

    private String wayBackId(String service) {
        return recordId() + " back " + service;
    }

    /** The queue in which all services of the step wait together. */
    private final class Queue implements WavesDriver.Line {

        @NonNull
        @Override
        public DeploymentQueue.Place ask(@NonNull WavesState facts) {
            try {
                return LockTable.get().ask(ticket(facts.lockKeys()));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public int allowed(@NonNull WavesState facts) {
            try {
                return limits(facts.lockKeys(), facts.anyRequest()).values().stream()
                        .mapToInt(Integer::intValue)
                        .min()
                        .orElse(0);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** While a service is verified nothing continues in AWS, but the step must not end. */
    @Override
    boolean isUnderWay() {
        return super.isUnderWay()
                || state().services().stream()
                        .anyMatch(one -> one.state().phase().isVerification());
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

    /** The superseded round may still be running in its driver, so a new driver is created. */
    @Override
    synchronized void takeAbort(int turn, String by) {
        driver = null;
        driver().abort(state(), by, new RoundJournal(turn));
    }

    @Override
    void conclude() {
        WavesOutcome outcome = WavesOutcome.of(state());
        EcsServicesResult result = new EcsServicesResult(outcome);
        say(outcome.summary());
        state().services().forEach(one -> notePlan(one.state()));
        outcome.services().values().stream()
                .flatMap(each -> each.scheduleProblems().stream())
                .findFirst()
                .ifPresent(build()::makeUnstable);
        outcome.services().values().stream()
                .filter(each -> !each.acceptedBy().isEmpty())
                .findFirst()
                .ifPresent(each -> build().makeUnstable(each.message()));
        outcome.services().values().stream()
                .flatMap(each -> each.scalingProblems().stream())
                .findFirst()
                .ifPresent(build()::makeUnstable);
        EcsDeploymentResult failure = result.firstFailure();
        if (failure == null && !state().isAborted()) {
            finish(() -> getContext().onSuccess(result));
        } else {
            EcsDeploymentResult first =
                    failure == null ? result.getServices().values().iterator().next() : failure;
            fail(state().isAborted(), new EcsDeploymentException(first, result));
        }
    }

    @Override
    String goesOnAs() {
        return state().goesOnAs();
    }

    @Override
    void abandonState(String why) {
        WavesState before = state();
        saved.set(WavesDriver.abandon(before, why, clock()));
        changed(before.rollouts(), state().rollouts()).forEach((id, facts) -> of(id).keepOutcome(facts));
    }

    /** The record of one service, and its lines in the log. */
    private BuildRecorder of(String id) {
        String service = state().services().stream()
                .filter(one -> one.id().equals(id) || one.backId().equals(id))
                .findFirst()
                .map(WaveService::name)
                .orElse(null);
        return recorder(service, id);
    }

    private synchronized void take(int turn, WavesState facts) {
        checkCurrent(turn);
        Set<String> before = locked();
        saved.set(facts);
        if (!before.isEmpty() && !locked().equals(before)) {
            LockTable.get().keep(recordId(), locked());
        }
    }

    /** The journal of one round: it saves and logs only while that round is the current one. */
    private final class RoundJournal implements WavesJournal {

        private final int turn;

        RoundJournal(int turn) {
            this.turn = turn;
        }

        @Override
        public void save(@NonNull WavesState before, @NonNull WavesState now, RolloutState rollout, String id) {
            RolloutState old = id == null ? null : before.rollouts().get(id);
            take(turn, now);
            if (rollout == null) {
                Map<String, RolloutState> changed = changed(before.rollouts(), now.rollouts());
                changed.forEach((record, facts) -> of(record).save(facts, true, false));
                if (changed.isEmpty()) {
                    getContext().saveState();
                }
            } else {
                if (old != null) {
                    showVerification(id, old, rollout);
                }
                saveRollout(of(id), old, rollout);
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
        public void say(String service, @NonNull String line) {
            recorder(service, recordId()).say(line);
        }
    }
}
