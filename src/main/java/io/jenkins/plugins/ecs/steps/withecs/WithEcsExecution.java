package io.jenkins.plugins.ecs.steps.withecs;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.CallerIdentity;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SessionKeys;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.evidence.BeginningAction;
import io.jenkins.plugins.ecs.config.settings.EcsContext;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.steps.StepSettings;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.Durations;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
    /** The settings that the credentials come from; null if none are set. */
    private EcsSettings settings;

    private ExportedKeys keys;
    /** What would be noise the second time. */
    private transient String lastSaid;

    WithEcsExecution(@NonNull StepContext context, @NonNull SettingsLayer block, boolean export) {
        super(context);
        this.block = block;
        this.export = export;
    }

    @Override
    public boolean start() throws Exception {
        EcsContext around = EcsContext.inside(getContext().get(EcsContext.class), block);
        Run<?, ?> run = getContext().get(Run.class);
        BeginningAction.note(run);
        JobSettings job = JobSettings.of(run.getParent());
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
        run(() -> export(around));
        return false;
    }

    private void export(EcsContext around) throws Exception {
        SessionKeys first;
        try {
            first = fresh();
        } catch (ExportRefused refused) {
            throw new AbortException("withEcs: exportCredentials: blocked by policy: " + refused.getMessage());
        } catch (AwsFailure failure) {
            throw new AbortException("withEcs: there are no credentials to give to the block: " + failure.getMessage());
        }
        keys = new ExportedKeys(settings.region(), first);
        getContext()
                .get(TaskListener.class)
                .getLogger()
                .println("[withEcs] Short-lived credentials for the block, with " + settings.origins());
        body(around, new ExportEnd(keys), keys);
        renewLater();
    }

    /** Rules forbid credentials for the block. */
    private static final class ExportRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ExportRefused(String why) {
            super(why, null, false, false);
        }
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

    /** The rules are asked each time, as they are then. */
    private SessionKeys fresh() throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        try (AwsConnection connection = BuildConnections.open(run, settings)) {
            CallerIdentity identity = identity(connection);
            Judgement judgement = JobSettings.rulebook(run)
                    .judgeExport(
                            settings.target(),
                            identity == null ? null : identity.account(),
                            settings.region(),
                            roles(BuildConnections.roles(run, settings), identity),
                            Clock.systemUTC().instant());
            judgement.warnings().forEach(this::warn);
            if (!judgement.isAllowed()) {
                throw new ExportRefused(judgement.text());
            }
            return connection.session();
        }
    }

    /** Null if AWS does not report it: then no target is known to be elsewhere. */
    @CheckForNull
    private static CallerIdentity identity(AwsConnection connection) {
        try {
            return connection.identity();
        } catch (AwsFailure unknown) {
            LOGGER.log(Level.FINE, "the identity of exported credentials is not known", unknown);
            return null;
        }
    }

    /** Those that are configured, and the one that AWS reports, such as the controller's own. */
    static List<String> roles(@NonNull List<String> configured, @CheckForNull CallerIdentity identity) {
        Optional<String> reported = identity == null ? Optional.empty() : identity.role();
        boolean isConfigured =
                reported.isPresent() && configured.stream().anyMatch(role -> Arns.isSameRole(role, reported.get()));
        if (reported.isEmpty() || isConfigured) {
            return configured;
        }
        List<String> all = new ArrayList<>(configured);
        all.add(reported.get());
        return all;
    }

    private void warn(String warning) {
        sayOnce("[withEcs] Warning: a rule in warn mode would have blocked these credentials: " + warning);
    }

    private void sayOnce(String line) {
        if (line.equals(lastSaid)) {
            return;
        }
        lastSaid = line;
        try {
            getContext().get(TaskListener.class).getLogger().println(line);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "could not write to the build log: " + line, e);
        }
    }

    /** Halfway to their end, so that a step that begins now has half of their time at the least. */
    private void renewLater() {
        RenewalThreads.schedule(
                this::renew, renewIn(keys.expiresAt(), Clock.systemUTC().millis()));
    }

    /** Both in epoch milliseconds; gives milliseconds. */
    public static long renewIn(long expiresAt, long now) {
        return Math.max(TRY_AGAIN_IN, (expiresAt - now) / 2);
    }

    /** Steps that begin afterwards get the new ones. */
    public void renew() {
        if (keys.isOver()) {
            return;
        }
        try {
            if (!getContext().get(Run.class).isBuilding()) {
                return;
            }
            keys.replace(fresh());
            renewLater();
        } catch (ExportRefused refused) {
            sayOnce("[withEcs] The credentials of the block are not renewed, blocked by policy: " + refused.getMessage()
                    + " They are good until " + Durations.moment(keys.expiresAt()));
            RenewalThreads.schedule(this::renew, TRY_AGAIN_IN);
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "could not renew the credentials of a withEcs block; trying again", e);
            RenewalThreads.schedule(this::renew, TRY_AGAIN_IN);
        }
    }

    /** The body continues by itself; its credentials may have expired while Jenkins was down. */
    @Override
    public void onResume() {
        super.onResume();
        if (keys != null && !keys.isOver()) {
            RenewalThreads.schedule(this::renew, 0);
        }
    }
}
