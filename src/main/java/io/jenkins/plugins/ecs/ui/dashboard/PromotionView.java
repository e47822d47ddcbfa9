package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Job;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.paths.proof.Promotion;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A promotion on the page of a service and in REST. Its texts are plain, not escaped. */
@ExportedBean(defaultVisibility = 2)
public final class PromotionView {

    private final Promotion promotion;
    private final Job<?, ?> job;

    /** @param job that released what is promoted; null if the user may not see it */
    PromotionView(@NonNull Promotion promotion, @CheckForNull Job<?, ?> job) {
        this.promotion = promotion;
        this.job = job;
    }

    @CheckForNull
    Job<?, ?> job() {
        return job;
    }

    Promotion promotion() {
        return promotion;
    }

    /** The name of the path. */
    @Exported
    public String getPath() {
        return promotion.path().name();
    }

    /** Where the path is defined: folders may have paths of the same name. */
    @Exported
    public String getDefinedIn() {
        return promotion.path().where();
    }

    @Exported
    public String getFrom() {
        return promotion.to().from();
    }

    @Exported
    public String getTo() {
        return promotion.to().name();
    }

    @Exported
    public String getDigests() {
        return promotion.digests();
    }

    /** ARN of the revision of the task definition. */
    @Exported
    public String getRevision() {
        return promotion.proof().revision();
    }

    public String getRevisionName() {
        return DisplayText.brief(promotion.proof().revision());
    }

    /** The conditions as they are now. */
    @Exported
    public List<String> getConditions() {
        return promotion.admission().conditions().stream()
                .map(each -> each.kind().word() + " ("
                        + DisplayText.words(each.standing().name()) + "): " + each.text())
                .toList();
    }

    /** Whether a release would enter now or after waiting. */
    @Exported
    public boolean isPossible() {
        return promotion.isPossible();
    }

    /** Whether the current user may start it. */
    @Exported
    public boolean isOffered() {
        return isPossible() && job != null && job.hasPermission(EcsPermissions.PROMOTE);
    }

    /** Whether it must wait first. */
    public boolean isWaiting() {
        return promotion.admission().conditions().stream()
                .anyMatch(each -> each.standing() == Condition.Standing.WAITS);
    }

    /** @param definedIn empty for wherever it is defined */
    boolean leads(@CheckForNull String path, @NonNull String definedIn, @CheckForNull String to) {
        return getPath().equals(path)
                && getTo().equals(to)
                && (definedIn.isEmpty() || getDefinedIn().equals(definedIn));
    }

    /** What the job is told. */
    @NonNull
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("ECS_SERVICE", promotion.proof().place().service());
        parameters.put("ECS_PATH", getPath());
        parameters.put("ECS_TO", getTo());
        parameters.put("ECS_DIGEST", getDigests());
        return parameters;
    }
}
