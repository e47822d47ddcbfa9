package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.TaskRunRecord;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import java.time.Instant;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A run of tasks in the list of the dashboard. */
@ExportedBean(defaultVisibility = 2)
public final class TaskRunRow {

    private final TaskRunRecord record;

    TaskRunRow(@NonNull TaskRunRecord record) {
        this.record = record;
    }

    @Exported
    public String getName() {
        return record.name();
    }

    /** {@code before the deployment} or {@code after the deployment}; empty for a run of its own. */
    @Exported
    public String getStage() {
        return record.stage();
    }

    @Exported
    public String getRegion() {
        return record.region();
    }

    @Exported
    public String getService() {
        return record.service();
    }

    @Exported
    public String getVerdict() {
        return record.verdict();
    }

    /** The same in lowercase words. */
    public String getState() {
        return DisplayText.words(record.verdict());
    }

    public String getTone() {
        return switch (record.verdict()) {
            case "SUCCESS" -> "good";
            case "ABORTED" -> "none";
            case "UNKNOWN" -> "warning";
            default -> "bad";
        };
    }

    @Exported
    public Integer getExitCode() {
        return record.exitCode();
    }

    @Exported
    public String getCause() {
        return record.cause();
    }

    @Exported
    public String getJob() {
        return record.job();
    }

    @Exported
    public int getBuild() {
        return record.build();
    }

    @Exported
    public String getStartedBy() {
        return record.startedBy();
    }

    /** Epoch milliseconds. */
    @Exported
    public long getFinishedAt() {
        return record.finishedAt();
    }

    public String getIso() {
        return Instant.ofEpochMilli(record.finishedAt()).toString();
    }

    public String getTime() {
        return Durations.moment(record.finishedAt());
    }

    public String getTook() {
        return Durations.text(record.finishedAt() - record.startedAt());
    }

    /** Of the build, below the root of Jenkins; empty if there is none any more. */
    public String getUrl() {
        var job = VisibleJobs.find(record.job());
        return job == null ? "" : job.getUrl() + record.build() + "/ecs-deployments/";
    }
}
