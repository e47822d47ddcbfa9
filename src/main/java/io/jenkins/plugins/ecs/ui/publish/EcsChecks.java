package io.jenkins.plugins.ecs.ui.publish;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksOutput;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.ecs.config.settings.DaemonThreads;
import io.jenkins.plugins.ecs.ui.build.CheckListener;
import io.jenkins.plugins.ecs.ui.build.CheckRunView;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Publishes a check per deployment and verification, if the Checks API plugin is installed and a publisher (such as
 * GitHub Checks) supports the job. Publishing calls a remote server, so a separate thread does it sequentially and
 * skips intermediate states. Errors are logged and have no other effect.
 */
@SuppressWarnings("deprecation")
@Extension(optional = true)
@Restricted(NoExternalUse.class)
public final class EcsChecks implements CheckListener {

    private static final Logger LOGGER = Logger.getLogger(EcsChecks.class.getName());

    /** Makes loading this extension fail early if the Checks API plugin is not installed. */
    private final Map<CheckRunView.Progress, ChecksStatus> statuses = new EnumMap<>(Map.of(
            CheckRunView.Progress.QUEUED,
            ChecksStatus.QUEUED,
            CheckRunView.Progress.IN_PROGRESS,
            ChecksStatus.IN_PROGRESS,
            CheckRunView.Progress.COMPLETED,
            ChecksStatus.COMPLETED));

    private final Map<String, CheckRunView> known = new LinkedHashMap<>();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final ThreadPoolExecutor thread = DaemonThreads.of("ecs-checks", 1, Integer.MAX_VALUE);

    private record Waiting(Run<?, ?> run, String id, CheckRunView check) {}

    @Override
    public synchronized void changed(@NonNull Run<?, ?> run, @NonNull String id, @NonNull CheckRunView check) {
        String key = run.getExternalizableId() + " " + id;
        if (!check.isNews(known.get(key))) {
            return;
        }
        if (check.conclusion() == null) {
            known.put(key, check);
        } else {
            known.remove(key);
        }
        if (waiting.put(key, new Waiting(run, id, check)) == null) {
            thread.execute(() -> publish(key));
        }
    }

    private synchronized Waiting take(String key) {
        return waiting.remove(key);
    }

    private void publish(String key) {
        Waiting next = take(key);
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            ChecksPublisherFactory.fromRun(next.run(), TaskListener.NULL)
                    .publish(details(complete(next), url(next.run())));
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(Level.WARNING, "Could not publish a check of " + key, e);
        }
    }

    /** The commits are read from builds on disk, so not on a deployment's thread, and only for the end of it. */
    private static CheckRunView complete(Waiting next) {
        CheckRunView check = next.check();
        return check.conclusion() == null
                ? check
                : check.withCommits(EcsDeploymentsAction.of(next.run()).commits(next.id()));
    }

    /** Null if Jenkins does not know its own URL. */
    @CheckForNull
    private static String url(Run<?, ?> run) {
        String root = Jenkins.get().getRootUrl();
        return root == null ? null : root + run.getUrl() + "ecs-deployments/";
    }

    private ChecksDetails details(CheckRunView check, @CheckForNull String url) {
        ChecksDetails.ChecksDetailsBuilder details = new ChecksDetails.ChecksDetailsBuilder()
                .withName(check.name())
                .withStatus(statuses.get(check.progress()))
                .withStartedAt(time(check.startedAt()))
                .withOutput(new ChecksOutput.ChecksOutputBuilder()
                        .withTitle(check.title())
                        .withSummary(check.summary())
                        .withText(check.text())
                        .build());
        CheckRunView.Conclusion conclusion = check.conclusion();
        if (conclusion != null) {
            details.withConclusion(ChecksConclusion.valueOf(conclusion.name()))
                    .withCompletedAt(time(check.finishedAt()));
        }
        return (url == null ? details : details.withDetailsURL(url)).build();
    }

    /** The Checks API expects UTC. */
    private static LocalDateTime time(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }
}
