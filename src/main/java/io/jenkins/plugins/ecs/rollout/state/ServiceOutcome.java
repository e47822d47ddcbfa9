package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ConsoleLinks;

/** What came of a step that was about one service: which one, and when. */
public interface ServiceOutcome {

    @NonNull
    String region();

    /** Short name. */
    @NonNull
    String cluster();

    /** Short name. */
    @NonNull
    String service();

    /** One line for users. */
    @NonNull
    String message();

    /** Epoch milliseconds. */
    long startedAt();

    /** Epoch milliseconds; 0 while it is in progress. */
    long finishedAt();

    default long durationSeconds() {
        return Math.max(0, finishedAt() - startedAt()) / 1000;
    }

    /** The service in the AWS console. */
    @NonNull
    default String consoleUrl() {
        return ConsoleLinks.service(region(), cluster(), service());
    }
}
