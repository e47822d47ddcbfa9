package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.SessionKeys;
import io.jenkins.plugins.ecs.config.EcsContext;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.GeneralNonBlockingStepExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Runs the body of {@code withEcs} with its settings around it and, if that was asked for, with short-lived credentials
 * that are renewed for as long as it lasts.
 */
public final class WithEcsExecution extends GeneralNonBlockingStepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(WithEcsExecution.class.getName());
    private static final long TRY_AGAIN_IN = 60_000;

    private final SettingsLayer block;
    private final boolean export;
    /** The settings that the credentials come from; null where none are given. */
    private EcsSettings settings;

    private ExportedKeys keys;

    WithEcsExecution(@NonNull StepContext context, @NonNull SettingsLayer block, boolean export) {
        super(context);
        this.block = block;
        this.export = export;
    }

    @Override
    public boolean start() throws Exception {
        EcsContext around = EcsContext.inside(getContext().get(EcsContext.class), block);
        JobSettings job = JobSettings.of(getContext().get(Run.class).getParent());
        try {
            job.check(block);
            if (export) {
                settings = StepSettings.of(getContext(), block);
            }
        } catch (IllegalArgumentException wrong) {
            throw new AbortException("withEcs: " + wrong.getMessage());
        }
        if (!export) {
            body(around, BodyExecutionCallback.wrap(getContext()), null);
            return false;
        }
        Optional<String> forbidden = job.exportForbidden(settings);
        if (forbidden.isPresent()) {
            throw new AbortException("withEcs: " + forbidden.get());
        }
        run(() -> export(around));
        return false;
    }

    private void export(EcsContext around) throws Exception {
        try {
            keys = new ExportedKeys(settings.region(), fresh());
        } catch (AwsFailure failure) {
            throw new AbortException("withEcs: there are no credentials to give to the block: " + failure.getMessage());
        }
        getContext()
                .get(TaskListener.class)
                .getLogger()
                .println("[withEcs] Short-lived credentials for the block, with " + settings.origins());
        body(around, new ExportEnd(keys), keys);
        renewLater();
    }

    private void body(EcsContext around, BodyExecutionCallback end, @CheckForNull ExportedKeys exported)
            throws IOException, InterruptedException {
        BodyInvoker invoker = getContext().newBodyInvoker().withContext(around).withCallback(end);
        if (exported != null) {
            invoker.withContexts(
                    EnvironmentExpander.merge(
                            getContext().get(EnvironmentExpander.class), new ExportedVariables(exported)),
                    BodyInvoker.mergeConsoleLogFilters(
                            getContext().get(ConsoleLogFilter.class), new ExportedKeysFilter(exported)));
        }
        invoker.start();
    }

    private SessionKeys fresh() throws IOException, InterruptedException {
        try (AwsConnection connection = BuildConnections.open(getContext().get(Run.class), settings)) {
            return connection.session();
        }
    }

    /** Halfway to their end, so that a step that begins now has half of their time at the least. */
    private void renewLater() {
        RolloutThreads.schedule(
                this::renew, renewIn(keys.expiresAt(), Clock.systemUTC().millis()));
    }

    /** Both in epoch milliseconds; gives milliseconds. */
    static long renewIn(long expiresAt, long now) {
        return Math.max(TRY_AGAIN_IN, (expiresAt - now) / 2);
    }

    /** Steps that begin afterwards get the new ones. */
    void renew() {
        if (keys.isOver()) {
            return;
        }
        try {
            if (!getContext().get(Run.class).isBuilding()) {
                return;
            }
            keys.replace(fresh());
            renewLater();
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "could not renew the credentials of a withEcs block; trying again", e);
            RolloutThreads.schedule(this::renew, TRY_AGAIN_IN);
        }
    }

    /** The body goes on by itself; its credentials may have run out while Jenkins was down. */
    @Override
    public void onResume() {
        super.onResume();
        if (keys != null && !keys.isOver()) {
            RolloutThreads.schedule(this::renew, 0);
        }
    }
}
