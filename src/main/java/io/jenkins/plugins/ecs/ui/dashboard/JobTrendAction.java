package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** On the page of a job that has deployed: the trend of its deployments. It has no page of its own. */
@Restricted(NoExternalUse.class)
public final class JobTrendAction implements Action {

    private final Job<?, ?> job;

    private JobTrendAction(Job<?, ?> job) {
        this.job = job;
    }

    /** From the index in memory; no build is read. */
    @NonNull
    public JobTrendView getTrend() {
        return JobTrendView.of(DeploymentIndex.get().history().all(), job.getFullName(), System.currentTimeMillis());
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return "ECS deployments";
    }

    @Override
    public String getUrlName() {
        return null;
    }

    /** Reads nothing, because it is called often for many jobs. */
    @Extension
    @Restricted(NoExternalUse.class)
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return JobTrendAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Job target) {
            return List.of(new JobTrendAction((Job<?, ?>) target));
        }
    }
}
