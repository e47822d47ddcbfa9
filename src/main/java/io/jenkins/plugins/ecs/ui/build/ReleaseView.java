package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.Run;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.paths.release.ConditionOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.paths.release.Slot;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.PageMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A release on its path, for pages and the REST API. Its texts are plain, not escaped. */
@ExportedBean(defaultVisibility = 2)
public final class ReleaseView {

    private final Run<?, ?> run;
    private final String id;
    private final ReleaseOutcome outcome;

    /** @param run null where nobody can answer */
    public ReleaseView(@Nullable Run<?, ?> run, @NonNull String id, @NonNull ReleaseOutcome outcome) {
        this.run = run;
        this.id = id;
        this.outcome = outcome;
    }

    @Exported
    public String getId() {
        return id;
    }

    /** URL of its build's deployments, relative to the root of Jenkins; empty if there is no build. */
    @Exported
    public String getLink() {
        return run == null ? "" : run.getUrl() + "ecs-deployments/";
    }

    /** {@code #12}; empty if there is no build. */
    @Exported
    public String getBuildName() {
        return run == null ? "" : run.getDisplayName();
    }

    /** Whether it only reports what it would change. */
    @Exported
    public boolean isDryRun() {
        return outcome.isDryRun();
    }

    /** The verdict, or {@code IN_PROGRESS}. */
    @Exported
    public String getStatus() {
        Verdict verdict = outcome.verdict();
        return verdict == null ? "IN_PROGRESS" : verdict.name();
    }

    public boolean isRunning() {
        return outcome.verdict() == null;
    }

    /** Where it is while it is in progress, then its verdict in lowercase words. */
    public String getState() {
        if (!isRunning()) {
            return DisplayText.words(getStatus());
        }
        return outcome.isQueued()
                ? PageMessages.RELEASE_QUEUED
                : current()
                        .map(each -> BuildMessages.inEnvironment(each.getName(), each.getWords()))
                        .orElse(PageMessages.IN_PROGRESS);
    }

    /** Colour of its frame; the state is always shown as text, too. */
    public String getTone() {
        Verdict verdict = outcome.verdict();
        return verdict != null
                ? SlotView.tone(verdict)
                : current().map(EnvironmentView::getTone).orElse("busy");
    }

    public String getIcon() {
        return SlotView.icon(getTone());
    }

    private Optional<EnvironmentView> current() {
        return outcome.environments().stream()
                .filter(each -> each.verdict() == null && each.slot() != Slot.NOT_STARTED)
                .findFirst()
                .map(EnvironmentView::new);
    }

    @Exported
    public String getService() {
        return outcome.service();
    }

    @Exported
    public String getPath() {
        return outcome.path();
    }

    /** What the path is for; may be empty. */
    @Exported
    public String getDescription() {
        return outcome.description();
    }

    /** The template with the version that this release uses; empty for none. */
    @Exported
    public String getTemplate() {
        return outcome.template();
    }

    /** Why it skips the conditions about its proof; empty if it does not. */
    @Exported
    public String getHotfix() {
        return outcome.hotfix();
    }

    /** By container. */
    @Exported
    public Map<String, String> getDigests() {
        return outcome.digests();
    }

    /** What identifies the release: its digests, by container, and the commit. */
    public String getDigestText() {
        List<String> parts = new ArrayList<>();
        outcome.digests()
                .forEach((container, digest) -> parts.add(container.isEmpty() ? digest : container + " " + digest));
        if (!outcome.commit().isEmpty()) {
            parts.add(BuildMessages.commit(outcome.commit()));
        }
        return String.join(", ", parts);
    }

    /** The commit of the build; empty if it has none. */
    @Exported
    public String getCommit() {
        return outcome.commit();
    }

    /** What it waits for, or how it ended and why. */
    @Exported
    public String getSummary() {
        if (!isRunning()) {
            return outcome.message();
        }
        List<String> unmet = outcome.environments().stream()
                .filter(each -> each.verdict() == null)
                .flatMap(each -> each.conditions().stream())
                .filter(line -> line.standing().stops())
                .map(ConditionOutcome::text)
                .toList();
        return BuildMessages.release(outcome.service(), outcome.path(), getState(), unmet);
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

    /** Those that the release goes through, in their order. */
    @Exported
    public List<EnvironmentView> getEnvironments() {
        return outcome.environments().stream().map(EnvironmentView::new).toList();
    }

    /** Who may answer; null where nobody can. */
    @Nullable
    public ReleaseApproval getApproval() {
        return run == null ? null : new ReleaseApproval(run, id, outcome);
    }

    /** Changes whenever the picture does. */
    String stamp() {
        StringBuilder stamp = new StringBuilder(getStatus());
        outcome.environments().forEach(each -> {
            stamp.append(each.slot()).append(each.verdict()).append(each.checks());
            each.conditions().forEach(line -> stamp.append(line.standing()).append(line.metAt()));
            stamp.append(each.answers().size());
            each.conditions().stream()
                    .filter(line -> line.condition().equals(Condition.Kind.APPROVAL.word()))
                    .forEach(line -> stamp.append(line.text()));
        });
        return Integer.toHexString(stamp.toString().hashCode());
    }
}
