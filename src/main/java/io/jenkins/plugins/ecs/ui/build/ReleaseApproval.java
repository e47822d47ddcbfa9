package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.ecs.config.BuildEvidence;
import io.jenkins.plugins.ecs.paths.Answer;
import io.jenkins.plugins.ecs.paths.PathApproval;
import io.jenkins.plugins.ecs.paths.ReleaseOutcome;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import io.jenkins.plugins.ecs.ui.PageMessages;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The approvals of one release: who may answer, judged by the request itself, and the answer. */
public final class ReleaseApproval {

    /** Set by Jenkins for a request with an API token. */
    private static final String BY_TOKEN = "jenkins.security.BasicHeaderApiTokenAuthenticator";

    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final Run<?, ?> run;
    private final String recordId;
    private final ReleaseOutcome outcome;

    ReleaseApproval(@NonNull Run<?, ?> run, @NonNull String recordId, @NonNull ReleaseOutcome outcome) {
        this.run = run;
        this.recordId = recordId;
        this.outcome = outcome;
    }

    /** Whether the current user may answer. */
    public boolean isAllowed(@NonNull String environment) {
        Optional<PathApproval> needed = PendingReleases.find(recordId).flatMap(handler -> handler.needed(environment));
        return needed.isPresent()
                && run.hasPermission(EcsPermissions.APPROVE)
                && whyNot(needed.get()).isEmpty();
    }

    /** URL of the form's action, relative to the root of Jenkins. */
    public String getAction() {
        return run.getUrl() + "ecs-deployments/release/" + recordId + "/answer";
    }

    /**
     * {@code .../ecs-deployments/release/<id>/answer}: 403 for a user who may not, 404 for an unknown environment or
     * answer, 409 if it is not, or no longer, asked for, 503 while the release is not running here.
     */
    @POST
    @Restricted(NoExternalUse.class)
    public HttpResponse doAnswer(
            StaplerRequest2 request, @QueryParameter String environment, @QueryParameter String answer) {
        run.checkPermission(EcsPermissions.APPROVE);
        Optional<ReleaseOutcome.Environment> asked = outcome.environments().stream()
                .filter(each -> each.name().equals(environment))
                .findFirst();
        boolean approves = "APPROVE".equals(answer);
        if (asked.isEmpty() || !(approves || "REJECT".equals(answer))) {
            return HttpResponses.notFound();
        }
        Optional<PendingReleases.Handler> handler = PendingReleases.find(recordId);
        if (!asked.get().asksForApproval()) {
            return HttpResponses.errorWithoutStack(CONFLICT, PageMessages.NOT_ASKED);
        }
        if (handler.isEmpty()) {
            return HttpResponses.errorWithoutStack(UNAVAILABLE, PageMessages.RELEASE_NOT_RUNNING);
        }
        Optional<PathApproval> needed = handler.get().needed(environment);
        if (needed.isEmpty()) {
            return HttpResponses.errorWithoutStack(CONFLICT, PageMessages.NOT_ASKED);
        }
        Optional<String> whyNot = Boolean.TRUE.equals(request.getAttribute(BY_TOKEN))
                ? Optional.of(PageMessages.NOT_BY_TOKEN)
                : whyNot(needed.get());
        if (whyNot.isPresent()) {
            return HttpResponses.errorWithoutStack(FORBIDDEN, whyNot.get());
        }
        User user = Objects.requireNonNull(User.current());
        Answer given = new Answer(user.getId(), approves, isStarter(user), System.currentTimeMillis());
        return handler.get().answer(environment, given)
                ? HttpResponses.redirectTo("../../")
                : HttpResponses.errorWithoutStack(CONFLICT, PageMessages.NOT_ASKED);
    }

    /** Administrators are not exempt: approvals are about a second pair of eyes. */
    private Optional<String> whyNot(PathApproval needed) {
        User user = User.current();
        if (user == null || !Jenkins.get().isUseSecurity()) {
            return Optional.of(PageMessages.NOT_A_USER);
        }
        if (!Approval.isAmong(needed.groups(), Jenkins.getAuthentication2())) {
            return Optional.of(PageMessages.notAnApprover(String.join(", ", needed.groups())));
        }
        return isStarter(user) && !needed.starterMayApprove()
                ? Optional.of(PageMessages.STARTED_BY_YOU)
                : Optional.empty();
    }

    private boolean isStarter(User user) {
        return BuildEvidence.starters(run).stream().anyMatch(id -> {
            User starter = User.getById(id, false);
            return starter == null ? id.equals(user.getId()) : starter.getId().equals(user.getId());
        });
    }
}
