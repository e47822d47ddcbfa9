package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.HyperlinkNote;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.evidence.EvidenceAction;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.lookups.BuildValues;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.policy.Subject;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicySubject;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.lock.LockKey;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.masking.Masking;
import io.jenkins.plugins.ecs.ui.build.LogTails;
import io.jenkins.plugins.ecs.verify.VerificationDrivers;
import io.jenkins.plugins.ecs.verify.VerifyState;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step that changes services: its locks, and what its rollouts share. */
public abstract class LockingStepExecution extends PollingStepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(LockingStepExecution.class.getName());

    /** Masks the build's secrets. Created again after a restart. */
    private transient volatile Masking masking;

    LockingStepExecution(@NonNull StepContext context, @NonNull String step, EcsSettings settings) {
        super(context, step, settings);
    }

    /** The held locks; empty while waiting for them. */
    @NonNull
    abstract Set<String> locked();

    /** The ticket in the queue. */
    @NonNull
    abstract DeploymentLocks.Ticket ticket(@NonNull Set<String> keys) throws IOException, InterruptedException;

    /** Locks that were held before a restart are re-acquired. */
    @Override
    void reacquireLock(@NonNull DeploymentLocks locks) {
        Set<String> keys = locked();
        if (!keys.isEmpty()) {
            try {
                locks.takeAgain(ticket(keys));
            } catch (IOException | InterruptedException e) {
                LOGGER.log(Level.WARNING, "Could not re-acquire the lock of a deployment", e);
            }
        }
    }

    @NonNull
    final DeploymentLocks.Ticket ticket(
            @NonNull Set<String> keys,
            int atOnce,
            long queuedAt,
            @NonNull DeployRequest request,
            @NonNull Map<String, Integer> limits)
            throws IOException, InterruptedException {
        return new DeploymentLocks.Ticket(
                recordId(),
                keys,
                atOnce,
                queuedAt,
                build().run().getFullDisplayName(),
                request.whenBusy(),
                limits,
                this::isStillThere);
    }

    /**
     * The limits for concurrent deployments, by the level where they are set.
     *
     * @param keys the locks, which contain the ARNs of services and clusters
     */
    @NonNull
    final Map<String, Integer> limits(@NonNull Set<String> keys, @NonNull DeployRequest request)
            throws IOException, InterruptedException {
        return limits(settings().target(), keys, request);
    }

    /** @param target the one that is deployed to; null for none */
    @NonNull
    final Map<String, Integer> limits(
            @CheckForNull String target, @NonNull Set<String> keys, @NonNull DeployRequest request)
            throws IOException, InterruptedException {
        Rulebook rules = JobSettings.rulebook(build().run());
        Map<String, Integer> limits = new LinkedHashMap<>();
        for (String key : keys) {
            rules.policies(target, LockKey.change(key, request)).stream()
                    .filter(policy -> policy.mostDeployments() != null)
                    .forEach(policy -> limits.put(policy.where(), policy.mostDeployments()));
        }
        return limits;
    }

    /** The queue of the deployments of all builds, for a step that deploys one service at a time. */
    @NonNull
    final DeploymentQueue queue() {
        return new Queue();
    }

    private final class Queue implements DeploymentQueue {

        @NonNull
        @Override
        public Place ask(@NonNull String key) {
            try {
                return LockTable.get().ask(ticket(Set.of(key)));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @NonNull
        @Override
        public Optional<String> overtakenBy(@NonNull String key) {
            return LockTable.get().overtakenBy(recordId(), key);
        }

        @NonNull
        @Override
        public Optional<String> lend(@NonNull String key) {
            return LockTable.get().lend(recordId());
        }

        @NonNull
        @Override
        public Optional<String> reclaim(@NonNull String key) {
            return LockTable.get().reclaim(recordId());
        }
    }

    @Override
    void released() {
        LockTable.get().release(recordId());
    }

    /** The driver of a rollout's rounds, with all rules of this build. */
    @NonNull
    final RolloutDriver driver(@NonNull DeployRequest request, @NonNull Journal journal)
            throws IOException, InterruptedException {
        Run<?, ?> run = build().run();
        return new RolloutDriver(connection().ecs(), gate(), clock(), journal, ThreadLocalRandom.current()::nextDouble)
                .diagnosing(connection(), masking())
                .knowing(HistoryKnownGood.OF_ALL_BUILDS)
                .ofBuild(request.lookups().isEmpty() ? BuildValues.NONE : BuildVariables.of(getContext(), run))
                .registeringWith(
                        RolloutThreads.registrations(), connection().ecsCall().toString())
                .guardedBy(new BuildRules(run, settings()));
    }

    /** The rounds of verifications after a deployment. */
    @NonNull
    final VerificationDrivers verificationDrivers() {
        return new VerificationDrivers(BackgroundReadThreads.pool(), (aside, journal) -> {
            try {
                return verification(aside, journal);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Shows the verification of a deployment like one of {@code ecsVerify}. Those of a watch are part of the deployment. */
    final void showVerification(@NonNull String id, @NonNull RolloutState before, @NonNull RolloutState now) {
        boolean shown = now.phase() == Phase.VERIFYING;
        if (shown && now.verification.run instanceof VerifyState run && run.isNews(before.verification.run)) {
            show(id + "-verify", run);
        }
    }

    /** Records a plan that was shown: later approvals apply to it. */
    final void notePlan(@NonNull RolloutState facts) {
        Subject subject = PolicySubject.of(facts);
        String service = subject.serviceArn();
        if (facts.verdict() != Verdict.PLANNED || service == null) {
            return;
        }
        try {
            EvidenceAction.notePlanned(
                    build().run(),
                    new Evidence.Planned(
                            service, subject.deploys(), Clock.systemUTC().millis()));
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Could not save a plan with its build", e);
        }
    }

    /**
     * The record of one deployment of the step, and its lines in the log.
     *
     * @param part what it is about, such as the name of a service; null for the step as a whole
     */
    @NonNull
    final BuildRecorder recorder(@CheckForNull String part, @NonNull String id) {
        return new BuildRecorder(getContext(), part == null ? step() : step() + " " + part, id);
    }

    /**
     * Records a changed deployment, and logs where its pause is answered.
     *
     * @param old null if it has just begun
     * @return whether it was saved for a restart
     */
    final boolean saveRollout(
            @NonNull BuildRecorder recorder, @CheckForNull RolloutState old, @NonNull RolloutState now) {
        boolean matters = old == null || now.differsForARestart(old);
        recorder.save(now, matters, old != null && now.hasPrintedSince(old));
        if (isAsking(now) && (old == null || !isAsking(old))) {
            sayWhereToAnswer(now.request());
        }
        return matters;
    }

    static boolean isAsking(@NonNull RolloutState state) {
        return state.pauses().stream().anyMatch(Pause::isOpen);
    }

    /** The deployments that are not as they were before, by the ids of their records. */
    @NonNull
    static Map<String, RolloutState> changed(
            @NonNull Map<String, RolloutState> before, @NonNull Map<String, RolloutState> now) {
        Map<String, RolloutState> changed = new LinkedHashMap<>(now);
        changed.entrySet().removeIf(each -> before.get(each.getKey()) == each.getValue());
        return changed;
    }

    /** Logs the link to the build page, where the pause is answered. */
    final void sayWhereToAnswer(@NonNull DeployRequest request) {
        try {
            say(HyperlinkNote.encodeTo(
                    "/" + build().run().getUrl() + "ecs-deployments/",
                    ExecutionMessages.answerLink(request.clusterName() + "/" + request.serviceName())));
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Could not log the link for answering a pause", e);
        }
    }

    /**
     * For pages that show deployments of this step while it runs.
     *
     * @param recordIds of the deployments, which must be closed at the end
     * @param states by the id of a record; null before its deployment begins
     * @param places where a deployment reads AWS
     */
    final void showLogs(
            @NonNull Collection<String> recordIds,
            @NonNull Function<String, RolloutState> states,
            @NonNull Function<String, PollerPlace> places) {
        LogTails.open(recordIds, new ShownLogs(this::masking, states, places)::read);
    }

    final Masking masking() throws IOException, InterruptedException {
        if (masking == null) {
            masking = Masking.of(BuildSecrets.of(getContext()));
        }
        return masking;
    }
}
