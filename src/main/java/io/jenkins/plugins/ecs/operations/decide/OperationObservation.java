package io.jenkins.plugins.ecs.operations.decide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What was read in one round. "Cannot be read" is kept apart from "does not exist". */
public final class OperationObservation {

    private final Map<OperationRead, Object> answers = new HashMap<>();
    private final Map<OperationRead, AwsFailure> failures = new HashMap<>();

    public void put(@NonNull OperationRead read, @NonNull Object answer) {
        answers.put(read, answer);
    }

    public void put(@NonNull OperationRead read, @NonNull AwsFailure failure) {
        failures.put(read, failure);
    }

    public boolean has(@NonNull OperationRead read) {
        return answers.containsKey(read) || failures.containsKey(read);
    }

    /** The answer, where there is one. */
    @NonNull
    <T> Optional<T> answer(@NonNull OperationRead read, @NonNull Class<T> type) {
        return Optional.ofNullable(type.cast(answers.get(read)));
    }

    /** The answer of a read that gives an optional; empty also if the read failed. */
    @NonNull
    <T> Optional<T> found(@NonNull OperationRead read, @NonNull Class<T> type) {
        return answer(read, Optional.class).flatMap(found -> ((Optional<?>) found).map(type::cast));
    }

    @NonNull
    Optional<ServiceView> service(@NonNull OperationRead.Service read) {
        return found(read, ObjectNode.class).map(ServiceView::of);
    }

    @NonNull
    Optional<AwsFailure> failure(@NonNull OperationRead read) {
        return Optional.ofNullable(failures.get(read));
    }

    @NonNull
    Optional<AwsFailure> failure(@NonNull Collection<? extends OperationRead> reads) {
        return reads.stream().map(failures::get).filter(Objects::nonNull).findFirst();
    }
}
