package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.rollout.state.Details;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The build of a step: its log, its record of the deployment, its saved state. */
final class BuildRecorder {

    private static final Logger LOGGER = Logger.getLogger(BuildRecorder.class.getName());
    private static final long SAVED_WITHIN_SECONDS = 10;

    private final StepContext context;
    private final String step;
    private final String recordId;

    /**
     * @param step the function's name, the prefix of each line in the log
     * @param recordId id of the deployment, unique within the build
     */
    BuildRecorder(@NonNull StepContext context, @NonNull String step, @NonNull String recordId) {
        this.context = context;
        this.step = step;
        this.recordId = recordId;
    }

    @NonNull
    Run<?, ?> run() throws IOException, InterruptedException {
        return context.get(Run.class);
    }

    /** The name of the build, for the log of Jenkins. */
    @NonNull
    String name() {
        try {
            return run().getFullDisplayName();
        } catch (IOException | InterruptedException | RuntimeException e) {
            return "an unknown build";
        }
    }

    /** Whether the Pipeline still runs the step. */
    boolean isStepActive() throws IOException, InterruptedException {
        return context.get(FlowNode.class).isActive();
    }

    void say(@NonNull String line) {
        try {
            context.get(TaskListener.class).getLogger().println("[" + step + "] " + line);
        } catch (Throwable e) {
            // An error in the log must not stop the deployment from being followed.
            LOGGER.log(Level.WARNING, "Could not write to the build log: " + line, e);
        }
    }

    /** The build goes on as {@code UNSTABLE}, and its step shows why. */
    void makeUnstable(@NonNull String why) {
        try {
            context.get(FlowNode.class).addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(why));
            run().setResult(Result.UNSTABLE);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "could not make a build unstable", e);
        }
    }

    /**
     * Records the newest state: for the pages and, if necessary, for a restart.
     *
     * @param matters whether a restart would need it
     * @param atOnce whether a restart must find it when this returns, because lines are printed
     * @throws StateNotSavedException if the state could not be saved and an action would follow
     */
    void save(@NonNull RolloutState facts, boolean matters, boolean atOnce) {
        try {
            if (matters) {
                keep(facts, atOnce);
            } else {
                EcsDeploymentsAction.of(run()).note(recordId, Outcome.of(facts), Details.of(facts));
            }
        } catch (Throwable e) {
            if (facts.isPending()) {
                throw new StateNotSavedException(e);
            }
            LOGGER.log(Level.WARNING, "Could not save the state of a deployment", e);
        }
        if (!facts.hasEnded()) {
            return;
        }
        Outcome outcome = Outcome.of(facts);
        if (outcome.report() != null && facts.request().failureReport() != null) {
            archive(facts.request().failureReport(), outcome.report().toMap());
        }
    }

    /** Saves the newest state: with the build for the pages, with the Pipeline for a restart. */
    private void keep(RolloutState facts, boolean atOnce)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        record(facts);
        if (facts.isPending() || atOnce) {
            // An action follows, or lines that must not be printed twice. A restart must find it in the state.
            context.saveState().get(SAVED_WITHIN_SECONDS, TimeUnit.SECONDS);
        } else {
            context.saveState();
        }
    }

    /** Archives a report as an artifact of the build. An error is logged and has no other effect. */
    private void archive(String name, Map<String, ?> report) {
        try {
            ReportArtifact.archive(run(), context.get(TaskListener.class), name, report);
            say(ExecutionMessages.reportArchived(name));
        } catch (Throwable e) {
            LOGGER.log(Level.WARNING, "Could not archive a failure report", e);
            say(ExecutionMessages.reportNotArchived(name, e.getMessage()));
        }
    }

    /** Saves the outcome with the build. An error is only logged. */
    void keepOutcome(@NonNull RolloutState facts) {
        try {
            record(facts);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Could not save the outcome of a deployment with its build", e);
        }
    }

    private void record(RolloutState facts) throws IOException, InterruptedException {
        EcsDeploymentsAction.of(run()).put(recordId, Outcome.of(facts), Details.of(facts));
    }
}
