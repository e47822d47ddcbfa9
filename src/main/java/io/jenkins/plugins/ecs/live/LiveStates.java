package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.settings.ReadSettings;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.polling.PollerExecutor;
import java.util.Optional;

/**
 * The live states of services, for pages. Only services of targets with read credentials have one. The caller has checked
 * that the user may see a deployment of the service.
 */
@Extension
public final class LiveStates {

    private final LiveServices<ReadSettings> services = new LiveServices<>(
            BuildConnections::reading, () -> implementation().poller(), new Workers(), System::currentTimeMillis);

    @NonNull
    public static LiveStates get() {
        return ExtensionList.lookupSingleton(LiveStates.class);
    }

    private static ControllerPoller implementation() {
        return ExtensionList.lookupSingleton(ControllerPoller.class);
    }

    /**
     * What is known now; if that is too old, it is being read from here on. It never waits for AWS. Empty if nothing may be
     * read.
     *
     * @param job the job of the deployment
     * @param last the newest deployment that the user may see
     * @param account of the service; empty if unknown
     * @param newestChange when Jenkins recorded the last change of the service, in epoch milliseconds
     */
    @NonNull
    public Optional<LiveAnswer> ask(
            @NonNull Item job, @NonNull DeploymentRecord last, @NonNull String account, long newestChange) {
        String region = last.service().region();
        String cluster = last.service().cluster();
        try {
            return JobSettings.of(job)
                    .reads(last.target(), region, cluster, account)
                    .map(reads -> services.ask(
                            reads,
                            region,
                            new LiveSubject(cluster, last.service().service()),
                            newestChange));
        } catch (IllegalArgumentException wrongSettings) {
            return Optional.of(LiveAnswer.refused(
                    System.currentTimeMillis(), LiveMessages.NOT_READ, String.valueOf(wrongSettings.getMessage())));
        }
    }

    /** Those of the poller, looked up when they are needed. */
    private static final class Workers implements PollerExecutor {
        @Override
        public void run(Runnable task) {
            implementation().workers().run(task);
        }

        @Override
        public void later(Runnable task, long inMillis) {
            implementation().workers().later(task, inMillis);
        }
    }
}
