package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.Run;
import io.jenkins.plugins.ecs.paths.approval.ApprovalOutcome;
import io.jenkins.plugins.ecs.paths.approval.ApprovalState;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An approval that the build asked for, for pages and the REST API. Its texts are plain, not escaped. */
@ExportedBean(defaultVisibility = 2)
public final class AskedApprovalView {

    private final Run<?, ?> run;
    private final String id;
    private final ApprovalOutcome outcome;

    AskedApprovalView(@Nullable Run<?, ?> run, @NonNull String id, @NonNull ApprovalOutcome outcome) {
        this.run = run;
        this.id = id;
        this.outcome = outcome;
    }

    @Exported
    public String getId() {
        return id;
    }

    /** How it ended, or {@code WAITING}. */
    @Exported
    public String getStatus() {
        ApprovalState.End end = outcome.end();
        return end == null ? "WAITING" : end.name();
    }

    public String getWords() {
        return DisplayText.words(getStatus());
    }

    public boolean isRunning() {
        return outcome.end() == null;
    }

    public String getTone() {
        ApprovalState.End end = outcome.end();
        if (end == null) {
            return "warning";
        }
        return switch (end) {
            case APPROVED -> "good";
            case ABORTED -> "none";
            default -> "bad";
        };
    }

    public String getIcon() {
        return SlotView.icon(getTone());
    }

    /** The question. */
    @Exported
    public String getMessage() {
        return outcome.message();
    }

    @Exported
    public String getSummary() {
        return outcome.summary();
    }

    /** What is missing, who approved, or why it is not approved. */
    public String getDetail() {
        return outcome.end() == null ? outcome.waits() : outcome.cause();
    }

    /** What it is about; empty if nothing was named. */
    public List<String> getSubject() {
        return outcome.subject();
    }

    @Exported
    public List<AnswerView> getAnswers() {
        return outcome.answers().stream().map(AnswerView::new).toList();
    }

    /** Epoch milliseconds. */
    @Exported
    public long getAskedAt() {
        return outcome.askedAt();
    }

    /** Epoch milliseconds; 0 for no limit of its own. */
    @Exported
    public long getExpiresAt() {
        return outcome.expiresAt();
    }

    /** Epoch milliseconds; 0 while it waits. */
    @Exported
    public long getFinishedAt() {
        return outcome.finishedAt();
    }

    /** Who may answer; null where nobody can. */
    @Nullable
    public AskedApproval getApproval() {
        return run == null ? null : new AskedApproval(run, id, outcome);
    }

    String stamp() {
        return Integer.toHexString((outcome.summary() + outcome.answers().size()).hashCode());
    }

    /** For a list of builds. */
    String state() {
        return isRunning() ? AnswerMessages.WAITS_FOR_APPROVAL : getWords();
    }
}
