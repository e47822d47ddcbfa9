package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.verify.CheckRow;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A verification, for pages and the REST API. Its texts are plain, not escaped. */
@ExportedBean(defaultVisibility = 2)
public final class VerificationView {

    private final Verification verification;

    public VerificationView(@NonNull Verification verification) {
        this.verification = verification;
    }

    /** The worst verdict that counts, or {@code IN_PROGRESS}. */
    @Exported
    public String getStatus() {
        return verification.verdict() == null
                ? "IN_PROGRESS"
                : verification.verdict().name();
    }

    /** A status icon of Jenkins; the verdict is always shown as text, too. */
    public String getIcon() {
        return verification.verdict() == null ? "symbol-status-blue-anime" : icon(verification.verdict());
    }

    @Exported
    public String getTitle() {
        return PlainText.line(verification.cluster() + "/" + verification.service());
    }

    @Exported
    public String getRegion() {
        return verification.region();
    }

    @Exported
    public String getSummary() {
        return PlainText.line(verification.message());
    }

    /** The known remedies, one per line. */
    public List<String> getAdvice() {
        return verification.advice().stream().map(PlainText::line).toList();
    }

    @Exported
    public String getConsoleUrl() {
        return verification.consoleUrl();
    }

    /** Epoch milliseconds. */
    @Exported
    public long getStartedAt() {
        return verification.startedAt();
    }

    /** Epoch milliseconds; 0 while the verification is in progress. */
    @Exported
    public long getFinishedAt() {
        return verification.finishedAt();
    }

    /** Of a preflight, as JSON; empty if there is none. */
    @Exported
    public String getIamPolicy() {
        return verification.iamPolicy();
    }

    @Exported
    public List<Check> getChecks() {
        return verification.rows().stream()
                .map(row -> new Check(row, verification.startedAt()))
                .toList();
    }

    private static String icon(CheckVerdict verdict) {
        return switch (verdict) {
            case PASSED -> "symbol-status-blue";
            case FAILED, ERROR -> "symbol-status-red";
            case INCONCLUSIVE -> "symbol-status-yellow";
            case SKIPPED -> "symbol-status-aborted";
        };
    }

    /** One row of the table. */
    @ExportedBean(defaultVisibility = 3)
    public static final class Check {

        private final CheckRow row;
        private final long startedAt;

        Check(CheckRow row, long startedAt) {
            this.row = row;
            this.startedAt = startedAt;
        }

        @Exported
        public String getCheck() {
            return row.check();
        }

        @Exported
        public String getVerdict() {
            return row.verdict() == null ? "IN_PROGRESS" : row.verdict().name();
        }

        public String getIcon() {
            return row.verdict() == null ? "symbol-status-blue-anime" : icon(row.verdict());
        }

        @Exported
        public String getValue() {
            return PlainText.line(row.value());
        }

        @Exported
        public String getLimit() {
            return PlainText.line(row.limit());
        }

        /** Epoch milliseconds. */
        @Exported
        public long getSince() {
            return row.since();
        }

        /** The time since the start, for display. */
        public String getAfter() {
            return row.verdict() == CheckVerdict.SKIPPED ? "" : "after " + Durations.text(row.since() - startedAt);
        }

        @Exported
        public boolean isDryRun() {
            return row.isDryRun();
        }
    }
}
