package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.observe.TestEndpoint;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.steps.result.EcsDeploymentException;
import io.jenkins.plugins.ecs.steps.result.EcsDeploymentResult;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A rollout whose pauses are answered by the step's block. The block runs at each pause: if it returns, ECS continues;
 * if it throws, ECS rolls back. Rounds continue meanwhile, so that an answer from elsewhere ends the block.
 */
public final class GatedRolloutExecution extends RolloutExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(GatedRolloutExecution.class.getName());
    private static final long TRY_AGAIN_IN = 1_000;
    private static final long TRY_AGAIN_AFTER_ERROR_IN = 10_000;

    /** The current run of the block, or the last one whose answer has not been processed. */
    private volatile GateBlock block;
    /** Why the block failed. */
    private Throwable refusal;

    public GatedRolloutExecution(StepContext context, String step, EcsSettings settings, DeployRequest request) {
        super(context, step, settings, request);
    }

    @Override
    public void onResume() {
        GateBlock run = block;
        if (run != null && !run.hasBegun()) {
            // The Pipeline has not saved it yet.
            block = null;
        }
        super.onResume();
        if (run != null && run.hasEnded()) {
            blockHasEnded();
        }
    }

    /** The caller holds the lock. */
    @Override
    void betweenRounds() {
        GateBlock run = block;
        if (run != null) {
            if (!isOpen(run.hookId())) {
                run.cancel();
            }
            return;
        }
        openPause().ifPresent(pause -> {
            GateBlock next = new GateBlock(pause.hookId());
            block = next;
            // The block is started elsewhere, because the load balancer must be read first.
            RolloutThreads.schedule(() -> begin(next, pause), 0);
        });
    }

    private void begin(GateBlock run, Pause pause) {
        if (isOver() || !isOpen(run.hookId())) {
            block = null;
            return;
        }
        try {
            Map<String, String> variables = environment(Outcome.of(state()), pause);
            variables.put(
                    "ECS_TEST_ENDPOINT",
                    TestEndpoint.of(connection().elb(), state().testListenerRule())
                            .orElse(""));
            EnvironmentExpander environment = EnvironmentExpander.merge(
                    getContext().get(EnvironmentExpander.class), EnvironmentExpander.constant(variables));
            run.runs(getContext()
                    .newBodyInvoker()
                    .withContext(environment)
                    .withDisplayName(pause.stage().isEmpty() ? "pause" : pause.stage())
                    .withCallback(new GateBlock.Callback(this, run))
                    .start());
        } catch (Throwable e) {
            block = null;
            LOGGER.log(Level.WARNING, "Could not start the block of a pause; trying again in the next round", e);
        }
    }

    /** The environment variables of the block; documented in docs/approvals.md. */
    @NonNull
    static Map<String, String> environment(@NonNull Outcome outcome, @NonNull Pause pause) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("ECS_REGION", outcome.region());
        variables.put("ECS_CLUSTER", outcome.cluster());
        variables.put("ECS_SERVICE", outcome.service());
        variables.put("ECS_STAGE", pause.stage());
        variables.put("ECS_HOOK_ID", pause.hookId());
        variables.put(
                "ECS_TRAFFIC_PERCENT", pause.traffic() < 0 ? "" : String.format(Locale.ROOT, "%.1f", pause.traffic()));
        variables.put("ECS_TASK_DEFINITION", text(outcome.taskDefinition()));
        variables.put("ECS_DEPLOYMENT_ARN", text(outcome.serviceDeploymentArn()));
        variables.put("ECS_CODEDEPLOY_DEPLOYMENT", text(outcome.codeDeploymentId()));
        variables.put("ECS_SERVICE_REVISION", text(outcome.serviceRevisionArn()));
        variables.put("ECS_TEST_LISTENER_RULE", text(outcome.testListenerRule()));
        return variables;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private Optional<Pause> openPause() {
        return state().pauses().stream()
                .filter(pause -> pause.isOpen() && !pause.isOptional())
                .findFirst();
    }

    private boolean isOpen(String hookId) {
        return state().pauses().stream()
                .anyMatch(pause -> pause.isOpen() && pause.hookId().equals(hookId));
    }

    /** May be called in the Pipeline's thread, so it only schedules. */
    void blockHasEnded() {
        RolloutThreads.soon(this::takeAnswerAtLast, 0);
    }

    private void takeAnswerAtLast() {
        try {
            takeAnswerOfBlock();
        } catch (Throwable e) {
            LOGGER.log(Level.WARNING, "Could not process the answer of a pause's block; trying again", e);
            RolloutThreads.soon(this::takeAnswerAtLast, TRY_AGAIN_AFTER_ERROR_IN);
        }
    }

    private void takeAnswerOfBlock() {
        GateBlock run = block;
        if (run == null || isOver()) {
            return;
        }
        if (hasEnded()) {
            block = null;
            conclude();
        } else if (run.isCancelled() || !isOpen(run.hookId())) {
            block = null;
        } else if (run.wasAborted()) {
            block = null;
            abort(run.failure());
        } else if (answer(run.hookId(), answerOf(run), "the block")) {
            refusal = run.failure() == null ? refusal : run.failure();
            block = null;
        } else {
            RolloutThreads.soon(this::takeAnswerAtLast, TRY_AGAIN_IN);
        }
    }

    private static PauseAnswer answerOf(GateBlock run) {
        return run.failure() == null ? PauseAnswer.CONTINUE : PauseAnswer.ROLLBACK;
    }

    private void abort(Throwable cause) {
        try {
            stop(cause);
        } catch (Exception e) {
            LOGGER.log(Level.WARNING, "Could not abort a deployment whose block was aborted", e);
        }
    }

    /** A step must not end while its block runs: the end of the block calls this again. */
    @Override
    void conclude() {
        GateBlock run = block;
        if (run != null && run.hasBegun() && !run.hasEnded()) {
            run.cancel();
        } else {
            super.conclude();
        }
    }

    @Override
    void released() {
        super.released();
        GateBlock run = block;
        if (run != null) {
            run.cancel();
        }
    }

    @Override
    EcsDeploymentException failure(EcsDeploymentResult result) {
        EcsDeploymentException failure = super.failure(result);
        if (refusal != null) {
            failure.initCause(refusal);
        }
        return failure;
    }
}
