package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.release.EnvironmentOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The approvals of one release: who may answer, judged by the request itself, and the answer. */
public final class ReleaseApproval {

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

    /** Why the current user may not answer; empty for one who may. */
    public String whyNot(@NonNull String environment) {
        return ApprovingUser.whyNot(
                run,
                find(environment)
                        .flatMap(asked ->
                                PendingReleases.find(recordId).flatMap(handler -> handler.needed(asked.name()))));
    }

    /** What is known of what is approved. */
    @NonNull
    public List<LabeledValue> evidence(@NonNull String environment) {
        return find(environment).map(this::evidence).orElse(List.of());
    }

    /** All targets of the environment with what would change there: users are asked once for all of them. */
    @NonNull
    public List<EnvironmentView> targets(@NonNull String environment) {
        return find(environment).stream()
                .flatMap(asked -> outcome.environments().stream()
                        .filter(each ->
                                each.name().equals(asked.name()) && !each.plan().isEmpty()))
                .map(EnvironmentView::new)
                .toList();
    }

    private Optional<EnvironmentOutcome> find(String label) {
        return outcome.environments().stream()
                .filter(each -> each.label().equals(label))
                .findFirst();
    }

    private List<LabeledValue> evidence(EnvironmentOutcome to) {
        List<DeploymentRecord> records =
                new VisibleJobs(Item.READ).deployments(new ServiceKey(to.region(), to.cluster(), outcome.service()));
        List<String> commits = ApprovalEvidence.running(records)
                .filter(now -> now.build().job().equals(run.getParent().getFullName()))
                .map(now -> BuildCommits.since(run, now.build().build()))
                .orElseGet(() -> BuildCommits.since(run, run.getNumber() - 1));
        return ApprovalEvidence.of(outcome, to, records, commits);
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
            StaplerRequest2 request,
            @QueryParameter String environment,
            @QueryParameter String answer,
            @QueryParameter String comment) {
        run.checkPermission(EcsPermissions.APPROVE);
        Optional<EnvironmentOutcome> asked = find(environment);
        boolean approves = "APPROVE".equals(answer);
        if (asked.isEmpty() || !(approves || "REJECT".equals(answer))) {
            return HttpResponses.notFound();
        }
        Optional<PendingReleases.Handler> handler = PendingReleases.find(recordId);
        if (!asked.get().asksForApproval()) {
            return HttpResponses.errorWithoutStack(CONFLICT, AnswerMessages.NOT_ASKED);
        }
        if (handler.isEmpty()) {
            return HttpResponses.errorWithoutStack(UNAVAILABLE, AnswerMessages.RELEASE_NOT_RUNNING);
        }
        Optional<ApprovalRule> needed = handler.get().needed(asked.get().name());
        if (needed.isEmpty()) {
            return HttpResponses.errorWithoutStack(CONFLICT, AnswerMessages.NOT_ASKED);
        }
        boolean byToken = ApprovingUser.isByToken(request);
        Optional<Answer> given = ApprovingUser.answer(approves, byToken, comment);
        return ApprovingUser.respond(
                run,
                needed.get(),
                given,
                answered -> handler.get().answer(asked.get().name(), answered));
    }
}
