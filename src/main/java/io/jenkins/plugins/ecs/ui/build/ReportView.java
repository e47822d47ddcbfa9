package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.diagnosis.FailureReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A failure report as a page and the REST API show it. Texts are plain; whoever renders them escapes them. */
@ExportedBean(defaultVisibility = 3)
public final class ReportView {

    private final FailureReport report;

    ReportView(@NonNull FailureReport report) {
        this.report = report;
    }

    /** Id of the cause in the catalogue. */
    @Exported
    public String getCause() {
        return report.cause();
    }

    @Exported
    public String getTitle() {
        return report.title();
    }

    /** AWS's own words. */
    @Exported
    public String getEvidence() {
        return report.evidence();
    }

    @Exported
    public String getContainer() {
        return report.container();
    }

    /** How many tasks stopped for this cause; 0 where it is not from tasks. */
    @Exported
    public int getCount() {
        return report.count();
    }

    /** ECS's status, reason, circuit breaker and alarms. */
    @Exported
    public Map<String, String> getEcs() {
        return report.ecs();
    }

    /** {@code 2 x out of memory, container app: OutOfMemoryError…}, a line for each group of stopped tasks. */
    @Exported
    public List<String> getTasks() {
        List<String> lines = new ArrayList<>();
        for (Map<String, Object> group : report.tasks()) {
            Object container = group.get("container");
            lines.add(group.get("count") + " \u00d7 " + group.get("title")
                    + ("".equals(container) ? "" : ", container " + container) + ": " + group.get("reason"));
        }
        return lines;
    }

    /** A line for each target that is not well. */
    @Exported
    public List<String> getTargets() {
        return report.targets().stream()
                .map(target -> target.get("id") + ": " + target.get("state")
                        + (target.get("reason").isEmpty() ? "" : ", " + target.get("reason"))
                        + (target.get("description").isEmpty() ? "" : ", " + target.get("description")))
                .toList();
    }

    /** Which container's log, and where it is; empty where there is none. */
    @Exported
    public String getLogTitle() {
        Map<String, String> log = report.log();
        return log.isEmpty()
                ? ""
                : "Log of container " + log.get("container") + " (" + log.get("group") + ", " + log.get("stream") + ")";
    }

    @Exported
    public List<String> getLogLines() {
        return report.logLines();
    }

    /** {@code layer: why} for what could not be looked at. */
    @Exported
    public List<String> getMissing() {
        List<String> lines = new ArrayList<>();
        report.missing().forEach((layer, why) -> lines.add(layer + ": " + why));
        return lines;
    }
}
