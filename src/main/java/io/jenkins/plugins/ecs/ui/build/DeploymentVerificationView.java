package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.verification.VerificationResult;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The last verification after a deployment, for pages and the REST API. Its texts are plain, not escaped. */
@ExportedBean(defaultVisibility = 2)
public final class DeploymentVerificationView {

    private final Outcome outcome;
    private final VerificationResult result;

    private DeploymentVerificationView(Outcome outcome, VerificationResult result) {
        this.outcome = outcome;
        this.result = result;
    }

    /** Null if there was none. */
    @CheckForNull
    static DeploymentVerificationView of(@NonNull Outcome outcome) {
        VerificationResult result = outcome.verification();
        return result == null ? null : new DeploymentVerificationView(outcome, result);
    }

    /** The worst verdict that counts, or {@code IN_PROGRESS}. */
    @Exported
    public String getStatus() {
        return result.verdict().isEmpty() ? "IN_PROGRESS" : result.verdict();
    }

    /** A status icon of Jenkins; the verdict is always shown as text, too. */
    public String getIcon() {
        if (result.verdict().isEmpty()) {
            return "symbol-status-blue-anime";
        }
        return result.passed() ? "symbol-status-blue" : result.failed() ? "symbol-status-red" : "symbol-status-yellow";
    }

    public String getTone() {
        if (result.verdict().isEmpty()) {
            return "busy";
        }
        return result.passed() ? "good" : result.failed() ? "bad" : "warning";
    }

    /** Which checks are bad, with their values; how many passed if none is. */
    @Exported
    public String getMessage() {
        return PlainText.line(result.message());
    }

    /** The user who has accepted the deployment although its verification did not pass; empty if none has. */
    @Exported
    public String getAcceptedBy() {
        return PlainText.line(outcome.acceptedBy());
    }

    /** The end of the watch in epoch milliseconds; 0 without one. */
    @Exported
    public long getWatchedUntil() {
        return outcome.watchedUntil();
    }

    /** What else there is to know: the watch and how it ended, who has accepted. One sentence each. */
    public List<String> getNotes() {
        return BuildMessages.verificationNotes(
                outcome.verdict() == null ? outcome.watchedUntil() : 0, outcome.watchEndedBy(), outcome.acceptedBy());
    }

    /** Each of {@code check}, {@code verdict}, {@code value}, {@code limit}. */
    @Exported
    public List<Map<String, String>> getChecks() {
        return result.checks();
    }

    String stamp() {
        return getStatus() + getMessage() + getNotes();
    }
}
