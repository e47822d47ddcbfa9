package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.store.RecordedDeployments;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A build that was killed reports no end of its deployments, so that is an event, too. */
@Extension
@Restricted(NoExternalUse.class)
public final class LostBuilds extends RunListener<Run<?, ?>> {

    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        RecordedDeployments recorded = run.getAction(RecordedDeployments.class);
        if (recorded == null) {
            return;
        }
        List<DeploymentEvent> events = recorded.records().stream()
                .filter(DeploymentRecord::isUnderWay)
                .map(record -> event(record, run.getUrl(), System.currentTimeMillis()))
                .toList();
        EventDelivery.get().happened(run, events);
    }

    @NonNull
    static DeploymentEvent event(@NonNull DeploymentRecord record, @NonNull String path, long now) {
        DeploymentEvents.Build build = new DeploymentEvents.Build(record.build(), path);
        return DeploymentEvents.of(record.id(), EventType.UNKNOWN, "", now, build)
                .with(EventField.ACCOUNT, record.account())
                .with(EventField.REGION, record.service().region())
                .with(EventField.CLUSTER, record.service().cluster())
                .with(EventField.SERVICE, record.service().service())
                .with(EventField.TARGET, record.target())
                .with(EventField.TASK_DEFINITION, record.taskDefinition())
                .with(EventField.PREVIOUS_TASK_DEFINITION, record.before())
                .with(EventField.VERSION, record.version())
                .with(EventField.VERDICT, "UNKNOWN")
                .with(EventField.CAUSE, NotificationMessages.BUILD_ENDED)
                .with(
                        EventField.MESSAGE,
                        NotificationMessages.lost(record.service().cluster() + "/"
                                + record.service().service()))
                .build();
    }
}
