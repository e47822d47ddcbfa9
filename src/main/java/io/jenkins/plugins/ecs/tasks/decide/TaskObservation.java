package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was read in one round. "Cannot be read" is kept apart from "does not exist". */
public final class TaskObservation {

    /** No answer of AWS takes as long, unless it hangs. */
    private static final long SLOW = 15_000;

    private final Masking masking;
    private final long begunAt;
    private final Map<TaskRead, Object> answers = new HashMap<>();
    private final Map<TaskRead, AwsFailure> failures = new HashMap<>();

    /**
     * @param masking hides the secrets of the build in what the containers wrote
     * @param begunAt when the round began
     */
    public TaskObservation(@NonNull Masking masking, long begunAt) {
        this.masking = masking;
        this.begunAt = begunAt;
    }

    /** Whether the reads of this round hang, so that each further one may take half a minute. */
    public boolean isSlow(long now) {
        return now - begunAt > SLOW;
    }

    public void put(@NonNull TaskRead read, @NonNull Object answer) {
        answers.put(read, answer);
    }

    public void put(@NonNull TaskRead read, @NonNull AwsFailure failure) {
        failures.put(read, failure);
    }

    public boolean has(@NonNull TaskRead read) {
        return answers.containsKey(read) || failures.containsKey(read);
    }

    /** The answer, where there is one. */
    @NonNull
    public <T> Optional<T> answer(@NonNull TaskRead read, @NonNull Class<T> type) {
        return Optional.ofNullable(type.cast(answers.get(read)));
    }

    @NonNull
    public Optional<AwsFailure> failure(@NonNull TaskRead read) {
        return Optional.ofNullable(failures.get(read));
    }

    @NonNull
    public Masking masking() {
        return masking;
    }
}
