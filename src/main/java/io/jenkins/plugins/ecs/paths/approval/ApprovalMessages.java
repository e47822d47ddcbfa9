package io.jenkins.plugins.ecs.paths.approval;

import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.text.PlainText;

/** What users read about an approval that is no part of a release. */
final class ApprovalMessages {

    private ApprovalMessages() {}

    static String gave(Answer answer) {
        return PlainText.line(answer.user())
                + (answer.approves() ? " approved" : " rejected")
                + (answer.comment().isEmpty() ? "" : ": " + PlainText.line(answer.comment()));
    }

    static String approvalWaits(String message, String missing) {
        return PlainText.line("waiting for approval: " + message + (missing.isEmpty() ? "" : " (" + missing + ")"));
    }

    static String approvalEnded(String end, String message, String cause) {
        return PlainText.line(end + ": " + message + (cause.isEmpty() ? "" : ": " + cause));
    }
}
