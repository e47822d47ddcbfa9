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

/** The pauses of one deployment on the build page: the pending ones, who may answer, and the answer. */
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

    /** The pauses that wait for an answer. */
    @NonNull
    public List<PauseView> getOpen() {
        return outcome.verdict() != null ? List.of() : views(true);
    }

    /** The pauses that are over. */
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

    /** Whether the page accepts answers. Otherwise the step's block answers, or a user outside of Jenkins. */
    public boolean isAnsweredHere() {
        return outcome.takesAnswers();
    }

    /** Whether the current user may answer. */
    public boolean isAllowed() {
        return getWhyNot().isEmpty();
    }

    /** Why the current user may not answer; empty if the user may. */
    @NonNull
    public String getWhyNot() {
        if (!isAnsweredHere()) {
            return AnswerMessages.ANSWERED_ELSEWHERE;
        }
        if (!run.hasPermission(EcsPermissions.APPROVE)) {
            return AnswerMessages.NO_PERMISSION_TO_APPROVE;
        }
        return isSubmitter() ? "" : AnswerMessages.notASubmitter(getSubmitters());
    }

    /** Who may answer, in words. */
    @NonNull
    String getForWhom() {
        if (!isAnsweredHere()) {
            return AnswerMessages.ANSWERED_ELSEWHERE;
        }
        return outcome.submitters().isEmpty() ? AnswerMessages.ALL_WHO_MAY_APPROVE : getSubmitters();
    }

    /** The users and groups who may answer; empty for all users with the permission. */
    public String getSubmitters() {
        return String.join(", ", outcome.submitters());
    }

    /** URL of the form's action, relative to the root of Jenkins. */
    public String getAction() {
        return run.getUrl() + "ecs-deployments/approval/" + recordId + "/answer";
    }

    /**
     * {@code .../ecs-deployments/approval/<id>/answer}: 403 without the permission, 404 for an unknown pause, 409 for
     * an answered one, 503 while the deployment is not being followed.
     */
    @POST
    @Restricted(NoExternalUse.class)
    public HttpResponse doAnswer(@QueryParameter String hook, @QueryParameter String answer) {
        run.checkPermission(EcsPermissions.APPROVE);
        if (!isSubmitter()) {
            return HttpResponses.errorWithoutStack(403, AnswerMessages.notASubmitter(getSubmitters()));
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
        Optional<PendingApprovals.Handler> handler = PendingApprovals.find(recordId);
        if (handler.isEmpty()) {
            return HttpResponses.errorWithoutStack(UNAVAILABLE, AnswerMessages.NOT_FOLLOWED);
        }
        String by = Jenkins.getAuthentication2().getName();
        return handler.get().answer(hook, wanted.get(), by) ? HttpResponses.redirectTo("../../") : answered();
    }

    private static HttpResponse answered() {
        return HttpResponses.errorWithoutStack(CONFLICT, AnswerMessages.ANSWERED);
    }

    private boolean isSubmitter() {
        return isAmong(outcome.submitters(), Jenkins.getAuthentication2())
                || Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** Compares the user id and the groups of the user. */
    static boolean isAmong(@NonNull List<String> submitters, @NonNull Authentication who) {
        return submitters.isEmpty()
                || submitters.contains(who.getName())
                || who.getAuthorities().stream().anyMatch(group -> submitters.contains(group.getAuthority()));
    }
}
