package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.ecs.config.evidence.BuildParticipants;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.proof.Approvals;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Predicate;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** The user of the current request, as one who approves. Administrators are not exempt: it needs a second person. */
final class ApprovingUser {

    /** Set by Jenkins for a request with an API token. */
    private static final String BY_TOKEN = "jenkins.security.BasicHeaderApiTokenAuthenticator";

    private static final int MOST_GROUPS = 500;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

    private ApprovingUser() {}

    static boolean isByToken(@NonNull StaplerRequest2 request) {
        return Boolean.TRUE.equals(request.getAttribute(BY_TOKEN));
    }

    /** The answer of this user; empty without a user, or while the security of Jenkins is off. */
    @NonNull
    static Optional<Answer> answer(boolean approves, boolean byToken, @CheckForNull String comment) {
        User user = User.current();
        if (user == null || !Jenkins.get().isUseSecurity()) {
            return Optional.empty();
        }
        Authentication who = Jenkins.getAuthentication2();
        ArrayList<String> groups = new ArrayList<>(who.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .limit(MOST_GROUPS)
                .toList());
        return Optional.of(new Answer(
                user.getId(),
                PlainLine.of(user.getFullName(), 100),
                groups,
                approves,
                byToken,
                PlainLine.of(comment, Answer.LONGEST_COMMENT).strip(),
                System.currentTimeMillis()));
    }

    /** Why the answer does not count; empty if it does. */
    @NonNull
    static Optional<String> whyNot(
            @NonNull Run<?, ?> run, @NonNull ApprovalRule rule, @NonNull Optional<Answer> answer) {
        return answer.isEmpty()
                ? Optional.of(AnswerMessages.NOT_A_USER)
                : Approvals.objection(rule, answer.get(), BuildParticipants.of(run))
                        .map(objection -> text(objection, rule));
    }

    /**
     * Why the current user may not answer now; empty if the user may.
     *
     * @param rule empty if nothing is asked for, or if what asks is not running here
     */
    @NonNull
    static String whyNot(@NonNull Run<?, ?> run, @NonNull Optional<ApprovalRule> rule) {
        if (rule.isEmpty()) {
            return AnswerMessages.RELEASE_NOT_RUNNING;
        }
        return run.hasPermission(EcsPermissions.APPROVE)
                ? whyNot(run, rule.get(), answer(true, false, "")).orElse("")
                : AnswerMessages.NO_PERMISSION_TO_APPROVE;
    }

    /**
     * The response to an answer that is asked for: 403 if it does not count, 409 if it is not taken any more.
     *
     * @param takes hands over the answer: whether it was taken
     */
    @NonNull
    static HttpResponse respond(
            @NonNull Run<?, ?> run,
            @NonNull ApprovalRule rule,
            @NonNull Optional<Answer> answer,
            @NonNull Predicate<Answer> takes) {
        Optional<String> whyNot = whyNot(run, rule, answer);
        if (whyNot.isPresent() || answer.isEmpty()) {
            return HttpResponses.errorWithoutStack(FORBIDDEN, whyNot.orElse(AnswerMessages.NOT_A_USER));
        }
        return takes.test(answer.get())
                ? HttpResponses.redirectTo("../../")
                : HttpResponses.errorWithoutStack(CONFLICT, AnswerMessages.NOT_ASKED);
    }

    private static String text(Approvals.Objection objection, ApprovalRule rule) {
        return switch (objection) {
            case BY_TOKEN -> AnswerMessages.NOT_BY_TOKEN;
            case NOT_AN_APPROVER -> AnswerMessages.notAnApprover(String.join(", ", rule.approvers()));
            case STARTER -> AnswerMessages.STARTED_BY_YOU;
            case STARTER_UNKNOWN -> AnswerMessages.STARTER_UNKNOWN;
            case AUTHOR -> AnswerMessages.CHANGED_BY_YOU;
        };
    }
}
