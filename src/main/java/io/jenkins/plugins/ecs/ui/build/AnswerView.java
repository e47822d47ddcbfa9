package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.text.Durations;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A user's answer, for pages and the REST API. Its texts are plain, not escaped. */
@ExportedBean(defaultVisibility = 4)
public final class AnswerView {

    private final Answer answer;

    AnswerView(@NonNull Answer answer) {
        this.answer = answer;
    }

    /** Id of the user. */
    @Exported
    public String getBy() {
        return answer.user();
    }

    @Exported
    public boolean isApproved() {
        return answer.approves();
    }

    /** May be empty. */
    @Exported
    public String getComment() {
        return answer.comment();
    }

    /** Epoch milliseconds. */
    @Exported
    public long getAt() {
        return answer.at();
    }

    /** {@code approved by Amy Smith (amy) at 2026-11-30 08:00 UTC}. */
    public String getText() {
        return AnswerMessages.answered(answer.approves(), answer.user(), answer.name(), Durations.moment(answer.at()));
    }
}
