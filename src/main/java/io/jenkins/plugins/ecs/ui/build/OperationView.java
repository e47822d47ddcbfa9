package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.operations.OperationOutcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A scaling or a deletion as a user or a program sees it. Texts are plain; whoever renders them escapes them. */
@ExportedBean(defaultVisibility = 2)
public final class OperationView {

    private final OperationOutcome outcome;

    public OperationView(@NonNull OperationOutcome outcome) {
        this.outcome = outcome;
    }

    /** {@code scale} or {@code delete}. */
    @Exported
    public String getKind() {
        return outcome.kind();
    }

    /** The verdict, or {@code IN_PROGRESS}. */
    @Exported
    public String getStatus() {
        Verdict verdict = outcome.verdict();
        return verdict == null ? "IN_PROGRESS" : verdict.name();
    }

    /** The same in lowercase words. */
    public String getState() {
        Verdict verdict = outcome.verdict();
        return verdict == null ? outcome.phase() : DisplayText.words(verdict.name());
    }

    /** A status icon of Jenkins' own; never the only sign of the state. */
    public String getIcon() {
        return switch (getTone()) {
            case "busy" -> "symbol-status-blue-anime";
            case "good" -> "symbol-status-blue";
            case "none" -> "symbol-status-aborted";
            case "warning" -> "symbol-status-yellow";
            default -> "symbol-status-red";
        };
    }

    /** Colour of its frame. */
    public String getTone() {
        Verdict verdict = outcome.verdict();
        if (verdict == null) {
            return "busy";
        }
        return switch (verdict) {
            case SUCCESS, NO_CHANGE -> outcome.problems().isEmpty() ? "good" : "warning";
            case ABORTED -> "none";
            case UNKNOWN -> "warning";
            default -> "bad";
        };
    }

    public boolean isRunning() {
        return outcome.verdict() == null;
    }

    public boolean isBad() {
        return getTone().equals("bad");
    }

    @Exported
    public String getTitle() {
        return PlainText.line(outcome.cluster() + "/" + outcome.service());
    }

    @Exported
    public String getRegion() {
        return outcome.region();
    }

    @Exported
    public String getSummary() {
        return PlainText.line(outcome.message());
    }

    @Exported
    public String getAdvice() {
        return PlainText.line(outcome.advice());
    }

    /** One line for each change. */
    @Exported
    public List<String> getDone() {
        return outcome.done().stream().map(PlainText::line).toList();
    }

    /** One line for each part that could not be done. */
    @Exported
    public List<String> getProblems() {
        return outcome.problems().stream().map(PlainText::line).toList();
    }

    /** Epoch milliseconds. */
    @Exported
    public long getStartedAt() {
        return outcome.startedAt();
    }

    /** Epoch milliseconds; 0 while it is in progress. */
    @Exported
    public long getFinishedAt() {
        return outcome.finishedAt();
    }

    @Exported
    public String getConsoleUrl() {
        return outcome.consoleUrl();
    }

    /** Changes with what a page shows of it. */
    @NonNull
    String stamp() {
        return Integer.toHexString((outcome.message() + outcome.done() + outcome.problems()).hashCode());
    }
}
