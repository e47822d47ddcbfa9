package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.badge.BadgeMarkup;
import java.util.Locale;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One recorded deployment, for the dashboard and the REST API. */
@ExportedBean(defaultVisibility = 2)
public final class HistoryRow {

    private final DeploymentRecord record;

    HistoryRow(@NonNull DeploymentRecord record) {
        this.record = record;
    }

    @Exported
    public String getId() {
        return record.id();
    }

    /** The verdict's name, or {@code IN_PROGRESS}. */
    @Exported
    public String getStatus() {
        return record.verdict() == null ? "IN_PROGRESS" : record.verdict().name();
    }

    public String getState() {
        return record.verdict() == null
                ? record.state().words()
                : DisplayText.words(record.verdict().name());
    }

    public String getTone() {
        return record.state().tone().name().toLowerCase(Locale.ROOT);
    }

    @Exported
    public String getVersion() {
        return record.version();
    }

    /** {@code cluster/service} */
    public String getService() {
        return record.service().cluster() + "/" + record.service().service();
    }

    @Exported
    public String getTaskDefinition() {
        return record.taskDefinition();
    }

    public String getRevision() {
        return DisplayText.brief(record.taskDefinition());
    }

    @Exported
    public Map<String, String> getImageDigests() {
        return record.digests();
    }

    @Exported
    public String getJob() {
        return record.build().job();
    }

    @Exported
    public int getBuild() {
        return record.build().build();
    }

    /** A user or a trigger. */
    @Exported
    public String getStartedBy() {
        return record.build().startedBy();
    }

    @Exported
    public String getCommit() {
        return record.build().commit();
    }

    @Exported
    public String getCause() {
        return record.cause();
    }

    /** Epoch milliseconds. */
    @Exported
    public long getStartedAt() {
        return record.startedAt();
    }

    /** Epoch milliseconds; 0 while the deployment is in progress. */
    @Exported
    public long getFinishedAt() {
        return record.finishedAt();
    }

    public String getTime() {
        return DisplayText.time(record.startedAt());
    }

    public String getIso() {
        return DisplayText.iso(record.startedAt());
    }

    public String getTook() {
        return record.finishedAt() == 0 ? "" : Durations.text(record.finishedAt() - record.startedAt());
    }

    /** Relative to the root of Jenkins. */
    public String getBuildUrl() {
        return buildUrl(record);
    }

    static String buildUrl(DeploymentRecord record) {
        StringBuilder url = new StringBuilder();
        for (String part : record.build().job().split("/")) {
            url.append("job/").append(BadgeMarkup.segment(part)).append('/');
        }
        return url.append(record.build().build()).append('/').toString();
    }

    /** Whether it is a possible rollback target. */
    public boolean isGood() {
        return record.isGreen() && !record.taskDefinition().isEmpty();
    }

    DeploymentRecord record() {
        return record;
    }
}
