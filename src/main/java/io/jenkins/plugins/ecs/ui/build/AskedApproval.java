package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.ecs.paths.approval.ApprovalOutcome;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** One approval that the build asks for: who may answer, judged by the request itself, and the answer. */
public final class AskedApproval {

    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final Run<?, ?> run;
    private final String id;
    private final ApprovalOutcome outcome;

    AskedApproval(@NonNull Run<?, ?> run, @NonNull String id, @NonNull ApprovalOutcome outcome) {
        this.run = run;
        this.id = id;
        this.outcome = outcome;
    }

    /** Why the current user may not answer; empty for one who may. */
    public String getWhyNot() {
        return ApprovingUser.whyNot(run, rule());
    }

    private Optional<ApprovalRule> rule() {
        return PendingReleases.find(id).flatMap(handler -> handler.needed(""));
    }

    /** URL of the form's action, relative to the root of Jenkins. */
    public String getAction() {
        return run.getUrl() + "ecs-deployments/asked/" + id + "/answer";
    }

    /**
     * {@code .../ecs-deployments/asked/<id>/answer}: 403 for a user who may not, 404 for an unknown answer, 409 if it is
     * no longer asked for, 503 while the step is not running here.
     */
    @POST
    @Restricted(NoExternalUse.class)
    public HttpResponse doAnswer(
            StaplerRequest2 request, @QueryParameter String answer, @QueryParameter String comment) {
        run.checkPermission(EcsPermissions.APPROVE);
        boolean approves = "APPROVE".equals(answer);
        if (!approves && !"REJECT".equals(answer)) {
            return HttpResponses.notFound();
        }
        if (outcome.end() != null) {
            return HttpResponses.errorWithoutStack(CONFLICT, AnswerMessages.NOT_ASKED);
        }
        Optional<PendingReleases.Handler> handler = PendingReleases.find(id);
        Optional<ApprovalRule> rule = rule();
        if (handler.isEmpty() || rule.isEmpty()) {
            return HttpResponses.errorWithoutStack(UNAVAILABLE, AnswerMessages.RELEASE_NOT_RUNNING);
        }
        Optional<Answer> given = ApprovingUser.answer(approves, ApprovingUser.isByToken(request), comment);
        return ApprovingUser.respond(
                run, rule.get(), given, answered -> handler.get().answer("", answered));
    }
}
