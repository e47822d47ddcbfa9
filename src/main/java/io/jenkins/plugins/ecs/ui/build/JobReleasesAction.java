package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * On the page of a job: its releases that are running or wait, otherwise those of the newest build that had any. Dry
 * runs are only on the pages of their builds. Also {@code …/job/x/ecs-releases/api/json}. Requires permission to read
 * the job.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class JobReleasesAction implements Action {

    private static final int MOST_RELEASES = 20;
    private static final int MOST_BUILDS = 10;

    private final Job<?, ?> job;

    private JobReleasesAction(Job<?, ?> job) {
        this.job = job;
    }

    /** Newest first. */
    @NonNull
    @Exported(inline = true)
    public List<ReleaseView> getReleases() {
        List<ReleaseView> running = PendingReleases.running().stream()
                .filter(each -> each.run().getParent().equals(job))
                .sorted(Comparator.comparingInt(
                                (RunningRelease each) -> each.run().getNumber())
                        .reversed())
                .limit(MOST_RELEASES)
                .map(RunningRelease::view)
                .toList();
        return running.isEmpty() ? ofNewestBuild() : running;
    }

    private List<ReleaseView> ofNewestBuild() {
        return Stream.<Run<?, ?>>iterate(job.getLastBuild(), build -> build != null, Run::getPreviousBuild)
                .limit(MOST_BUILDS)
                .map(build -> build.getAction(EcsDeploymentsAction.class))
                .filter(Objects::nonNull)
                .map(JobReleasesAction::releasesOf)
                .filter(releases -> !releases.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<ReleaseView> releasesOf(EcsDeploymentsAction build) {
        return build.getReleases().stream()
                .filter(release -> !release.isDryRun())
                .toList();
    }

    public Api getApi() {
        return new Api(this);
    }

    /** No link beside the page: the releases are on it. */
    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return "ECS releases";
    }

    @Override
    public String getUrlName() {
        return "ecs-releases";
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
            return JobReleasesAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Job target) {
            return List.of(new JobReleasesAction((Job<?, ?>) target));
        }
    }
}
