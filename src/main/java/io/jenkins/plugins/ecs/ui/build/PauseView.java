package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.text.Durations;
import java.time.Instant;
import java.util.Locale;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A pause, for pages and the REST API. Its texts are plain, not escaped. */
@ExportedBean(defaultVisibility = 2)
public final class PauseView {

    private final Pause pause;

    PauseView(@NonNull Pause pause) {
        this.pause = pause;
    }

    @Exported
    public String getHookId() {
        return pause.hookId();
    }

    /** Empty if ECS does not report it. */
    @Exported
    public String getStage() {
        return pause.stage();
    }

    @Exported
    public boolean isOpen() {
        return pause.isOpen();
    }

    /** Epoch milliseconds. */
    @Exported
    public long getSince() {
        return pause.since();
    }

    /** {@code CONTINUE} or {@code ROLLBACK}; empty if it was not answered in Jenkins. */
    @Exported
    public String getAnswer() {
        PauseAnswer answer = pause.answer();
        return answer == null ? "" : answer.name();
    }

    /** Who answered. */
    @Exported
    public String getBy() {
        return pause.by();
    }

    /** Epoch milliseconds; 0 if it was not answered in Jenkins. */
    @Exported
    public long getAnsweredAt() {
        return pause.answeredAt();
    }

    /** Epoch milliseconds, AWS's clock; 0 if AWS does not report it. */
    @Exported
    public long getExpiresAt() {
        return pause.expiresAt();
    }

    /** {@code paused at POST_TEST_TRAFFIC_SHIFT} */
    public String getTitle() {
        return AnswerMessages.paused(pause.stage());
    }

    /** The timeout of the pause and what happens then; may be empty. */
    public String getDeadline() {
        if (pause.expiresAt() == 0) {
            return "";
        }
        return AnswerMessages.pauseUntil(pause.expiresAt(), then());
    }

    private String then() {
        if (pause.isOptional()) {
            return AnswerMessages.CODE_DEPLOY_TERMINATES;
        }
        if (pause.timeoutAction().equals("STOP")) {
            return AnswerMessages.CODE_DEPLOY_STOPS;
        }
        return PauseAnswer.parse(pause.timeoutAction())
                .map(action ->
                        action == PauseAnswer.CONTINUE ? AnswerMessages.ECS_CONTINUES : AnswerMessages.ECS_ROLLS_BACK)
                .orElse("");
    }

    /** The timeout in ISO 8601, for a {@code datetime} attribute. */
    public String getExpires() {
        return Instant.ofEpochMilli(pause.expiresAt()).toString();
    }

    /** The new revision's share of the production traffic at the start of the pause; empty if no traffic is shifted. */
    public String getTraffic() {
        return pause.traffic() < 0
                ? ""
                : String.format(Locale.ROOT, "%.1f", pause.traffic()).replace(".0", "") + " %";
    }

    /** How and when the pause ended; empty while it lasts. */
    public String getEnd() {
        String end = pause.end();
        return end.isEmpty() || pause.answeredAt() == 0 ? end : end + ", " + Durations.moment(pause.answeredAt());
    }
}
