package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;
import org.springframework.security.core.Authentication;

/** The pauses of one deployment on the build page: what waits, who may answer, and the answer itself. */
public final class Approval {

    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final Run<?, ?> run;
    private final String recordId;
    private final Outcome outcome;

    Approval(@NonNull Run<?, ?> run, @NonNull String recordId, @NonNull Outcome outcome) {
        this.run = run;
        this.recordId = recordId;
        this.outcome = outcome;
    }

    /** Those that wait for an answer. */
    @NonNull
    public List<PauseView> getOpen() {
        return outcome.verdict() != null ? List.of() : views(true);
    }

    /** Those that are over. */
    @NonNull
    public List<PauseView> getAnswered() {
        return views(false);
    }

    private List<PauseView> views(boolean open) {
        return outcome.pauses().stream()
                .filter(pause -> pause.isOpen() == open)
                .map(PauseView::new)
                .toList();
    }

    /** Whether there is anything to show. */
    public boolean isShown() {
        return !outcome.pauses().isEmpty();
    }

    /** Whether the page takes answers; otherwise the step's block gives them, or nobody here. */
    public boolean isAnsweredHere() {
        return outcome.takesAnswers();
    }

    /** Whether who looks at the page may answer. */
    public boolean isAllowed() {
        return isAnsweredHere() && run.hasPermission(EcsPermissions.APPROVE) && isSubmitter();
    }

    /** Who may answer besides having the permission; empty for all that have it. */
    public String getSubmitters() {
        return String.join(", ", outcome.submitters());
    }

    /** Where the form posts to, below the root of Jenkins. */
    public String getAction() {
        return run.getUrl() + "ecs-deployments/approval/" + recordId + "/answer";
    }

    /**
     * {@code .../ecs-deployments/approval/<id>/answer}: 403 without the right, 404 for a pause that is not there, 409 for
     * one that is answered, 503 while the deployment is not followed.
     */
    @POST
    @Restricted(NoExternalUse.class)
    public HttpResponse doAnswer(@QueryParameter String hook, @QueryParameter String answer) {
        run.checkPermission(EcsPermissions.APPROVE);
        if (!isSubmitter()) {
            return HttpResponses.errorWithoutStack(403, "You are not among those who may answer: " + getSubmitters());
        }
        Optional<PauseAnswer> wanted = PauseAnswer.parse(answer);
        Optional<Pause> pause = outcome.pauses().stream()
                .filter(each -> each.hookId().equals(hook))
                .findFirst();
        if (wanted.isEmpty() || pause.isEmpty()) {
            return HttpResponses.notFound();
        }
        if (!outcome.takesAnswers() || !pause.get().isOpen()) {
            return answered();
        }
        Optional<PendingApprovals.Clerk> clerk = PendingApprovals.find(recordId);
        if (clerk.isEmpty()) {
            return HttpResponses.errorWithoutStack(
                    UNAVAILABLE, "Nothing follows this deployment at the moment. Try again in a minute");
        }
        String by = Jenkins.getAuthentication2().getName();
        return clerk.get().answer(hook, wanted.get(), by) ? HttpResponses.redirectTo("../../") : answered();
    }

    private static HttpResponse answered() {
        return HttpResponses.errorWithoutStack(CONFLICT, "This pause is over, or somebody has answered it already");
    }

    private boolean isSubmitter() {
        return isAmong(outcome.submitters(), Jenkins.getAuthentication2())
                || Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** By user id, or by a group that the user belongs to. */
    static boolean isAmong(@NonNull List<String> submitters, @NonNull Authentication who) {
        return submitters.isEmpty()
                || submitters.contains(who.getName())
                || who.getAuthorities().stream().anyMatch(group -> submitters.contains(group.getAuthority()));
    }
}
