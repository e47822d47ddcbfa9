package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.diagnosis.FailureReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A failure report, for pages and the REST API. Its texts are plain, not escaped. */
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

    /** The original message of AWS. */
    @Exported
    public String getEvidence() {
        return report.evidence();
    }

    @Exported
    public String getContainer() {
        return report.container();
    }

    /** Number of tasks stopped for this cause; 0 if the cause does not come from tasks. */
    @Exported
    public int getCount() {
        return report.count();
    }

    /** Status, reason, circuit breaker and alarms of ECS. */
    @Exported
    public Map<String, String> getEcs() {
        return report.ecs();
    }

    /** {@code 2 x out of memory, container app: OutOfMemoryError…}: one line per group of stopped tasks. */
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

    /** One line per target that is not healthy. */
    @Exported
    public List<String> getTargets() {
        return report.targets().stream()
                .map(target -> target.get("id") + ": " + target.get("state")
                        + (target.get("reason").isEmpty() ? "" : ", " + target.get("reason"))
                        + (target.get("description").isEmpty() ? "" : ", " + target.get("description")))
                .toList();
    }

    /** Container, log group and stream of the log; empty if there is no log. */
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

    /** {@code source: reason} for each source that could not be read. */
    @Exported
    public List<String> getMissing() {
        List<String> lines = new ArrayList<>();
        report.missing().forEach((layer, why) -> lines.add(layer + ": " + why));
        return lines;
    }
}
