package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.messages.VerifyStageMessages;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the settings of the verification after a deployment. */
public final class VerificationChecks {

    private static final Duration SHORTEST_WATCH = Duration.ofMinutes(5);
    private static final Duration LONGEST_WATCH = Duration.ofDays(7);

    private VerificationChecks() {}

    /** The length of a watch; zero for none, and if it is wrong. */
    @NonNull
    static Duration watch(@CheckForNull String text) {
        return text == null ? Duration.ZERO : Durations.parse(text).orElse(Duration.ZERO);
    }

    /** @param text as in {@code 2h} */
    @NonNull
    public static Optional<String> watchProblem(@NonNull String text) {
        Optional<Duration> time = Durations.parse(text);
        if (time.isEmpty()) {
            return Optional.of(VerifyStageMessages.noTime(PlainText.line(text)));
        }
        boolean inRange =
                time.get().compareTo(SHORTEST_WATCH) >= 0 && time.get().compareTo(LONGEST_WATCH) <= 0;
        return inRange ? Optional.empty() : Optional.of(VerifyStageMessages.outOfRange(PlainText.line(text)));
    }

    /**
     * Whether one value demands more than another: nobody can weaken what others demand. The longest watch counts, and a
     * rollback rather than a question, and that rather than only a failure.
     *
     * @param setting any; of all others but those of the verification nothing is stricter
     */
    public static boolean isStricter(@NonNull Setting setting, @NonNull String value, @NonNull String than) {
        if (setting == Setting.WATCH) {
            return Durations.parse(than).isPresent() && watch(value).compareTo(watch(than)) > 0;
        }
        if (setting == Setting.ON_VERIFICATION_FAILURE) {
            Optional<VerificationReaction> one = Choice.parse(VerificationReaction.class, value);
            Optional<VerificationReaction> other = Choice.parse(VerificationReaction.class, than);
            return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) > 0;
        }
        return false;
    }

    /** @param isWhole whether the step waits for the end of the deployment */
    @NonNull
    static List<String> problems(boolean verified, boolean isWhole, @NonNull SettingValues values) {
        List<String> problems = new ArrayList<>();
        if (verified && !isWhole) {
            problems.add(VerifyStageMessages.NO_END);
        }
        if (values.get(Setting.WATCH) != null && values.flag(Setting.SUSPEND_SCALING)) {
            problems.add(VerifyStageMessages.SCALING_SUSPENDED);
        }
        return problems;
    }
}
