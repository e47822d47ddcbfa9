package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.PageMessages;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A deployment, a verification or a plan as a check of a commit, in the terms of the Checks API, for GitHub and others.
 *
 * @param name always the same for a service
 * @param conclusion null while it is in progress
 * @param title a short text
 * @param summary Markdown; foreign texts are formatted as code
 * @param text Markdown; may be empty
 * @param startedAt epoch milliseconds
 * @param finishedAt epoch milliseconds; 0 while it is in progress
 */
public record CheckRunView(
        String name,
        Progress progress,
        @CheckForNull Conclusion conclusion,
        String title,
        String summary,
        String text,
        long startedAt,
        long finishedAt) {

    private static final int EVIDENCE_LINES = 25;

    /** The status of the check. */
    public enum Progress {
        QUEUED,
        IN_PROGRESS,
        COMPLETED
    }

    /** The result of the check. */
    public enum Conclusion {
        SUCCESS,
        NEUTRAL,
        FAILURE,
        TIME_OUT,
        CANCELED
    }

    @NonNull
    static CheckRunView of(@NonNull DeploymentView view) {
        Outcome outcome = view.getOutcome();
        Progress progress = outcome.verdict() != null
                ? Progress.COMPLETED
                : outcome.phase() == Phase.QUEUED ? Progress.QUEUED : Progress.IN_PROGRESS;
        Plan plan = outcome.plan();
        List<String> lines = new ArrayList<>(plan == null ? List.of(view.getSummary()) : PlanMarkdown.summary(plan));
        if (!view.getAdvice().isEmpty()) {
            lines.add(CheckRunMessages.adviceLine(view.getAdvice()));
        }
        String service = outcome.cluster() + "/" + outcome.service();
        boolean refused = plan != null && !plan.rules().isAllowed();
        return new CheckRunView(
                name(
                        outcome.isDryRun()
                                ? CheckRunMessages.planCheck(service, outcome.region())
                                : CheckRunMessages.deploymentCheck(service, outcome.region())),
                progress,
                outcome.verdict() == null ? null : refused ? Conclusion.FAILURE : conclusion(outcome.verdict()),
                refused ? CheckRunMessages.refusedPlan(title(view, progress)) : title(view, progress),
                block(lines),
                text(view),
                outcome.startedAt(),
                outcome.finishedAt());
    }

    private static String block(List<String> lines) {
        return new CheckMarkdown().block(lines).toString();
    }

    private static String name(String text) {
        return CheckMarkdown.plain(text, 100);
    }

    /** Without the percentage, so that progress alone does not publish a new state. */
    private static String title(DeploymentView view, Progress progress) {
        String state = progress == Progress.QUEUED ? Phase.QUEUED.words() : view.getPlainState();
        return CheckMarkdown.plain(state + " " + view.getVersion(), 100);
    }

    private static String text(DeploymentView view) {
        CheckMarkdown text = new CheckMarkdown();
        Outcome outcome = view.getOutcome();
        if (outcome.plan() != null) {
            PlanMarkdown.write(text, outcome.plan(), view.getRows());
            return text.toString();
        }
        view.getRows().forEach(row -> text.item(row.getLabel(), row.getValue()));
        if (outcome.report() != null) {
            text.section(
                    CheckRunMessages.FAILURE_REPORT, outcome.report().evidenceLines(view.getSummary(), EVIDENCE_LINES));
        }
        text.section(CheckRunMessages.TASK_DEFINITION_CHANGES, view.getChanges());
        return text.toString();
    }

    private static Conclusion conclusion(Verdict verdict) {
        return switch (verdict) {
            case SUCCESS, NO_CHANGE -> Conclusion.SUCCESS;
            case STARTED, REACHED, PLANNED, REGISTERED -> Conclusion.NEUTRAL;
            case ABORTED -> Conclusion.CANCELED;
            case TIMED_OUT -> Conclusion.TIME_OUT;
            default -> Conclusion.FAILURE;
        };
    }

    /** The plan of a release: of a dry run along a path. */
    @NonNull
    static CheckRunView of(@NonNull ReleaseOutcome release) {
        Verdict verdict = release.verdict();
        boolean refused = ReleasePlanMarkdown.isRefused(release);
        return new CheckRunView(
                name(CheckRunMessages.releasePlanCheck(release.service(), release.path(), release.to())),
                verdict == null ? Progress.IN_PROGRESS : Progress.COMPLETED,
                verdict == null ? null : refused ? Conclusion.FAILURE : conclusion(verdict),
                CheckMarkdown.plain(ReleasePlanMarkdown.title(release), 100),
                block(ReleasePlanMarkdown.summary(release)),
                ReleasePlanMarkdown.text(release),
                release.startedAt(),
                release.finishedAt());
    }

    @NonNull
    static CheckRunView of(@NonNull Verification verification) {
        boolean over = verification.finishedAt() != 0;
        CheckMarkdown text = new CheckMarkdown();
        verification
                .rows()
                .forEach(row -> text.item(
                        row.check(),
                        (row.verdict() == null
                                        ? PageMessages.IN_PROGRESS
                                        : row.verdict().name())
                                + (row.isDryRun() ? CheckRunMessages.DRY_RUN : "") + ": " + row.value()
                                + CheckRunMessages.expected(row.limit())));
        return new CheckRunView(
                name(CheckRunMessages.verificationCheck(
                        verification.cluster() + "/" + verification.service(), verification.region())),
                over ? Progress.COMPLETED : Progress.IN_PROGRESS,
                over ? conclusion(verification) : null,
                over ? String.valueOf(verification.verdict()).toLowerCase(java.util.Locale.ROOT) : "verifying",
                block(List.of(verification.message())),
                text.toString(),
                verification.startedAt(),
                verification.finishedAt());
    }

    private static Conclusion conclusion(Verification verification) {
        if (!verification.endedBy().isEmpty()) {
            return Conclusion.CANCELED;
        }
        if (verification.fails()) {
            return Conclusion.FAILURE;
        }
        return verification.verdict() == CheckVerdict.PASSED ? Conclusion.SUCCESS : Conclusion.NEUTRAL;
    }

    /** With the commits that a deployment brings at the end of its text. */
    @NonNull
    public CheckRunView withCommits(@NonNull List<String> commits) {
        String more = new CheckMarkdown(CheckMarkdown.MOST_BYTES_OF_COMMITS)
                .section(CheckRunMessages.COMMITS_SINCE, commits)
                .toString();
        return more.isEmpty()
                ? this
                : new CheckRunView(
                        name, progress, conclusion, title, summary, text + "\n" + more, startedAt, finishedAt);
    }

    /** Whether this state differs from another one enough to be published. */
    public boolean isNews(@CheckForNull CheckRunView known) {
        return known == null
                || progress != known.progress
                || conclusion != known.conclusion
                || !title.equals(known.title);
    }
}
