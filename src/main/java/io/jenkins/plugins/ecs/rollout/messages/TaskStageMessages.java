package io.jenkins.plugins.ecs.rollout.messages;

import io.jenkins.plugins.ecs.text.PlainText;

/** Messages about tasks before and after a deployment. */
public final class TaskStageMessages {

    public static final String BEFORE = "before the deployment";
    public static final String AFTER = "after the deployment";
    private static final String AFTER_ADVICE = "mend it and deploy again, or roll back with ecsRollback";
    public static final String NO_ROLLBACK_BY_CODE_DEPLOY =
            "onAfterFailure: 'rollback' is not possible for a service that CodeDeploy deploys";
    public static final String CODE_DEPLOY_ADVICE = "use onAfterFailure: 'fail', or remove the tasks in 'after'";

    private TaskStageMessages() {}

    /** {@code the task before the deployment}, or {@code task 2 of 3 before the deployment}. */
    public static String task(int number, int of, String stage) {
        return of == 1 ? "the task " + stage : "task " + number + " of " + of + " " + stage;
    }

    /** @param command may be empty */
    public static String starting(String task, String command) {
        return "Running " + task + (command.isEmpty() ? "" : ": " + command);
    }

    public static String succeeded(String task, String how, String after) {
        return PlainText.sentence(task) + " succeeded after " + after + ": " + how;
    }

    /** @param ofTask what to do about the task itself; may be empty */
    public static String afterAdvice(String ofTask) {
        return ofTask.isEmpty() ? AFTER_ADVICE : ofTask + "; " + AFTER_ADVICE;
    }

    /** As a cause. */
    public static String failed(String task, String why, String consequence) {
        return task + " failed: " + why + ". " + consequence;
    }

    /** As a cause. */
    public static String unknown(String task, String why, String consequence) {
        return "the end of " + task + " is unknown: " + why + ". " + consequence;
    }

    /** As a cause. */
    public static String blocked(String task, String why, String consequence) {
        return task + " was not started: " + why + ". " + consequence;
    }

    /** @param unused the revision that was registered; empty for none */
    public static String untouched(String unused) {
        return "The service was not changed" + (unused.isEmpty() ? "" : "; " + unused + " is registered and not used");
    }

    public static String stays(String revision) {
        return "The service keeps running " + revision;
    }

    public static String nothingToRollBackTo(String revision) {
        return "The service keeps running " + revision
                + ", because the revision that ran before the deployment was the same";
    }

    public static String noPrevious(String revision) {
        return "The service keeps running " + revision + ", because there was no revision before it";
    }

    public static String rollingBack(String cause, String to) {
        return PlainText.sentence(cause) + ". Rolling back to " + to + " (onAfterFailure: rollback)";
    }

    public static String rolledBack(String revision) {
        return "Rolled back to " + revision;
    }

    public static String rollbackEnded(String verdict, String cause) {
        return "The rollback ended as " + verdict + (cause.isEmpty() ? "" : ": " + cause);
    }

    public static String rollbackContinues(String what) {
        return "the rollback after a failed task is left as it is" + (what.isEmpty() ? "" : "; " + what);
    }

    public static String stopped(String stage) {
        return "the task " + stage + " was stopped";
    }

    public static String notStarted(String stage) {
        return "no task " + stage + " was started";
    }

    /** For a plan. */
    public static String planned(String task, String command) {
        return "run " + task + (command.isEmpty() ? "" : ": " + command);
    }
}
