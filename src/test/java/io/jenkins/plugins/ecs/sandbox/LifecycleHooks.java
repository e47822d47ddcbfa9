package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the Lambda functions of lifecycle hooks answer. Those that are not configured answer SUCCEEDED after 3 s. */
public final class LifecycleHooks {

    /** What becomes of an invocation. */
    public enum Result {
        SUCCEEDED,
        FAILED,
        /** The function answers {@code hookStatus IN_PROGRESS} until the hook times out. */
        IN_PROGRESS,
        /** The function's answer has no {@code hookStatus}. */
        NO_STATUS,
        /** The hook's role can't be assumed. */
        ROLE_REFUSED
    }

    record Rule(String function, Result result, Duration after) {}

    private static final Rule WELL = new Rule("", Result.SUCCEEDED, Duration.ofSeconds(3));

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    LifecycleHooks() {}

    /** @param function the function's ARN, or its end; the last rule that matches wins */
    public LifecycleHooks lambda(String function, Result result) {
        return lambda(function, result, WELL.after());
    }

    /** @param after how long the function works before it answers */
    public LifecycleHooks lambda(String function, Result result, Duration after) {
        rules.add(0, new Rule(function, result, after));
        return this;
    }

    Rule of(String arn) {
        return rules.stream()
                .filter(rule -> arn != null && arn.endsWith(rule.function()))
                .findFirst()
                .orElse(WELL);
    }
}
