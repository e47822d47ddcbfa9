package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.text.Durations;
import java.time.Instant;
import java.util.Locale;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A pause as pages and the REST API show it. Texts are plain; whoever renders them escapes them. */
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

    /** Empty where ECS does not show it. */
    @Exported
    public String getStage() {
        return pause.stage();
    }

    @Exported
    public boolean isOpen() {
        return pause.isOpen();
    }

    /** {@code CONTINUE} or {@code ROLLBACK}; empty where no answer was given here. */
    @Exported
    public String getAnswer() {
        PauseAnswer answer = pause.answer();
        return answer == null ? "" : answer.name();
    }

    /** Who gave it. */
    @Exported
    public String getBy() {
        return pause.by();
    }

    /** Epoch milliseconds; 0 where no answer was given here. */
    @Exported
    public long getAnsweredAt() {
        return pause.answeredAt();
    }

    /** Epoch milliseconds, AWS's clock; 0 where it does not say. */
    @Exported
    public long getExpiresAt() {
        return pause.expiresAt();
    }

    /** {@code paused at POST_TEST_TRAFFIC_SHIFT} */
    public String getTitle() {
        return pause.stage().isEmpty() ? "paused" : "paused at " + pause.stage();
    }

    /** What becomes of it if nobody answers; may be empty. */
    public String getDeadline() {
        if (pause.expiresAt() == 0) {
            return "";
        }
        return "until " + Durations.moment(pause.expiresAt()) + then();
    }

    private String then() {
        if (pause.isOptional()) {
            return "; then CodeDeploy takes the old tasks away by itself";
        }
        if (pause.timeoutAction().equals("STOP")) {
            return "; then CodeDeploy stops the deployment";
        }
        return PauseAnswer.parse(pause.timeoutAction())
                .map(action ->
                        action == PauseAnswer.CONTINUE ? "; then ECS continues by itself" : "; then ECS rolls back")
                .orElse("");
    }

    /** The same for a machine. */
    public String getExpires() {
        return Instant.ofEpochMilli(pause.expiresAt()).toString();
    }

    /** The new revision's share of the production traffic when it began; empty where ECS shifts none. */
    public String getTraffic() {
        return pause.traffic() < 0
                ? ""
                : String.format(Locale.ROOT, "%.1f", pause.traffic()).replace(".0", "") + " %";
    }

    /** How it ended, and when; empty while it lasts. */
    public String getEnd() {
        String end = pause.end();
        return end.isEmpty() || pause.answeredAt() == 0 ? end : end + ", " + Durations.moment(pause.answeredAt());
    }
}
