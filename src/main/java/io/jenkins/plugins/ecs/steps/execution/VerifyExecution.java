package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.evidence.EvidenceAction;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.steps.result.EcsVerificationException;
import io.jenkins.plugins.ecs.steps.result.EcsVerificationResult;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.VerifiedService;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import io.jenkins.plugins.ecs.verify.VerifyState;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs a verification in a Pipeline, round by round. It changes nothing in AWS, so an abort ends it immediately. */
public final class VerifyExecution extends PollingStepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(VerifyExecution.class.getName());

    private final String recordName;
    private final SealedState<VerifyState> saved;
    private volatile boolean aborted;

    private transient BackgroundReads aside;

    public VerifyExecution(StepContext context, String step, EcsSettings settings, VerifyRequest request) {
        super(context, step, settings);
        this.recordName = UUID.randomUUID().toString();
        saved = new SealedState<>(
                VerifyState.begin(request, RolloutThreads.clock().millis()));
    }

    private VerifyState state() {
        return saved.get();
    }

    @Override
    public boolean start() throws Exception {
        VerifyRequest request = state().request();
        say(ExecutionMessages.start(
                ExecutionMessages.VERIFYING,
                request.clusterName(),
                request.serviceName(),
                settings().origins()));
        schedule(0);
        return false;
    }

    @Override
    public void onResume() {
        say(ExecutionMessages.VERIFICATION_RESUMED + words());
        schedule(0);
    }

    @Override
    long round(int turn) throws IOException, InterruptedException {
        return verification(aside(), new RoundJournal(turn)).round(state());
    }

    private synchronized BackgroundReads aside() {
        if (aside == null) {
            aside = new BackgroundReads(BackgroundReadThreads.pool());
        }
        return aside;
    }

    /** However it ends, a hard kill of the build included: slow checks hold threads and connections. */
    @Override
    synchronized void released() {
        if (aside != null) {
            aside.close();
        }
    }

    @Override
    boolean hasEnded() {
        return state().hasEnded();
    }

    @Override
    boolean isAborted() {
        return aborted;
    }

    @Override
    boolean isStopping() {
        return aborted;
    }

    @Override
    boolean leavesOnAbort() {
        return true;
    }

    @Override
    String words() {
        return ExecutionMessages.verifying(state().progress());
    }

    @Override
    void takeAbort(int turn, String by) {
        aborted = true;
        VerifyDriver.abort(state(), by, clock(), new RoundJournal(turn));
    }

    @Override
    void conclude() {
        Verification outcome = Verification.of(state());
        outcome.consoleLines().forEach(this::say);
        outcome.policyLines().forEach(this::say);
        EcsVerificationResult result = new EcsVerificationResult(outcome);
        if (aborted || outcome.fails()) {
            fail(aborted, new EcsVerificationException(result));
            return;
        }
        if (outcome.isUnstable()) {
            build().makeUnstable(outcome.message());
        } else {
            remember();
        }
        finish(() -> getContext().onSuccess(result));
    }

    /** Records the verification for rules that require one. */
    private void remember() {
        Optional<Evidence.Verified> found = VerifiedService.of(state());
        if (found.isEmpty()) {
            return;
        }
        try {
            EvidenceAction.noteVerified(build().run(), found.get());
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Could not save a verification as evidence with its build", e);
        }
    }

    @Override
    String goesOnAs() {
        return "";
    }

    @Override
    boolean isUnderWay() {
        return !hasEnded();
    }

    @Override
    void abandonState(String why) {
        VerifyDriver.abort(state(), why, clock(), new VerifyJournal() {
            @Override
            public void save(VerifyState facts) {
                saved.set(facts);
                show(recordName, facts);
            }

            @Override
            public void say(String line) {
                VerifyExecution.this.say(line);
            }
        });
    }

    /** @return whether a check has finished, which a restart should not lose */
    private synchronized boolean take(int turn, @NonNull VerifyState facts) {
        checkCurrent(turn);
        boolean matters = !state().progress().equals(facts.progress()) || facts.hasEnded();
        saved.set(facts);
        return matters;
    }

    /** The journal of one round: it saves and logs only while that round is the current one. */
    private final class RoundJournal implements VerifyJournal {

        private final int turn;

        RoundJournal(int turn) {
            this.turn = turn;
        }

        @Override
        public void save(VerifyState facts) {
            if (take(turn, facts)) {
                show(recordName, facts);
                getContext().saveState();
            }
        }

        @Override
        public void say(String line) {
            VerifyExecution.this.say(line);
        }
    }
}
