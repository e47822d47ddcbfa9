package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
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
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The build that a step runs in: its log, its record of the deployment, its saved state. */
final class BuildRecorder {

    private static final Logger LOGGER = Logger.getLogger(BuildRecorder.class.getName());
    private static final long SAVED_WITHIN_SECONDS = 10;

    private final StepContext context;
    private final String step;
    private final String recordId;

    /**
     * @param step the function's name, which stands before each line of the log
     * @param recordId names the deployment among those of the build
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

    /** For the log of Jenkins. */
    @NonNull
    String name() {
        try {
            return run().getFullDisplayName();
        } catch (IOException | InterruptedException | RuntimeException e) {
            return "a build that can't be told";
        }
    }

    /** Whether the program still runs the step. */
    boolean isStepActive() throws IOException, InterruptedException {
        return context.get(FlowNode.class).isActive();
    }

    void say(@NonNull String line) {
        try {
            context.get(TaskListener.class).getLogger().println("[" + step + "] " + line);
        } catch (Throwable e) {
            // A log that can't be written keeps no deployment from being followed.
            LOGGER.log(Level.WARNING, "could not write to the build log: " + line, e);
        }
    }

    /**
     * Takes the newest state: for the pages, and, where it matters, for a restart.
     *
     * @throws StateNotSavedException if an act was to follow
     */
    void save(@NonNull RolloutState facts, boolean matters) {
        try {
            if (matters) {
                keep(facts);
            } else {
                EcsDeploymentsAction.of(run()).note(recordId, Outcome.of(facts), Details.of(facts));
            }
        } catch (Throwable e) {
            if (facts.isPending()) {
                throw new StateNotSavedException(e);
            }
            LOGGER.log(Level.WARNING, "could not save the state of a deployment", e);
        }
        if (!facts.hasEnded()) {
            return;
        }
        Outcome outcome = Outcome.of(facts);
        if (outcome.report() != null && facts.request().failureReport() != null) {
            archive(facts.request().failureReport(), outcome.report().toMap());
        }
    }

    /** Writes the newest state down: for the pages with the build, for a restart with the program. */
    private void keep(RolloutState facts)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        record(facts);
        if (facts.isPending()) {
            // An act follows: a restart must know of it.
            context.saveState().get(SAVED_WITHIN_SECONDS, TimeUnit.SECONDS);
        } else {
            context.saveState();
        }
    }

    /** Keeps a report as an artifact of the build; a failure to do so is said, and changes nothing. */
    private void archive(String name, Map<String, ?> report) {
        try {
            ReportArtifact.archive(run(), context.get(TaskListener.class), name, report);
            say("The failure report is the artifact " + name);
        } catch (Throwable e) {
            LOGGER.log(Level.WARNING, "could not keep a failure report as an artifact", e);
            say("The failure report could not be kept as the artifact " + name + ": " + e.getMessage());
        }
    }

    /** Writes down with the build how it ended, as well as it can. */
    void keepOutcome(@NonNull RolloutState facts) {
        try {
            record(facts);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "could not keep the outcome of a deployment with its build", e);
        }
    }

    private void record(RolloutState facts) throws IOException, InterruptedException {
        EcsDeploymentsAction.of(run()).put(recordId, Outcome.of(facts), Details.of(facts));
    }
}
