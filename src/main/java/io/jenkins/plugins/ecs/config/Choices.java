package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.OnOtherDeployment;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;

/** What forms offer where a setting is one of a few words. */
public final class Choices {

    private Choices() {}

    /**
     * For {@code onAbort} and {@code onTimeout}.
     *
     * @param none what stands for nothing
     */
    @NonNull
    public static ListBoxModel reaction(@NonNull String none) {
        ListBoxModel items = new ListBoxModel();
        items.add(none, "");
        items.add("leave: the deployment goes on", Reaction.LEAVE.text());
        items.add("rollback: ECS is asked to roll back", Reaction.ROLLBACK.text());
        return items;
    }

    /** @param none what stands for nothing */
    @NonNull
    public static ListBoxModel onPermanentFailure(@NonNull String none) {
        ListBoxModel items = new ListBoxModel();
        items.add(none, "");
        items.add("rollback: ECS is asked to roll back at once", FailureReaction.ROLLBACK.text());
        items.add("fail: the step fails at once", FailureReaction.FAIL.text());
        items.add("wait: for what ECS makes of it", FailureReaction.WAIT.text());
        return items;
    }

    /** @param none what stands for nothing */
    @NonNull
    public static ListBoxModel whenBusy(@NonNull String none) {
        ListBoxModel items = new ListBoxModel();
        items.add(none, "");
        items.add("wait: first come, first served", WhenBusy.WAIT.text());
        items.add("fail: at once", WhenBusy.FAIL.text());
        items.add("supersedeWaiting: in the place of those that wait", WhenBusy.SUPERSEDE_WAITING.text());
        return items;
    }

    /** @param none what stands for nothing */
    @NonNull
    public static ListBoxModel onOtherDeployment(@NonNull String none) {
        ListBoxModel items = new ListBoxModel();
        items.add(none, "");
        items.add("replace: take its place", OnOtherDeployment.REPLACE.text());
        items.add("wait: for its end", OnOtherDeployment.WAIT.text());
        items.add("fail: at once", OnOtherDeployment.FAIL.text());
        return items;
    }

    /** @param none what stands for nothing */
    @NonNull
    public static ListBoxModel circuitBreaker(@NonNull String none) {
        ListBoxModel items = new ListBoxModel();
        items.add(none, "");
        items.add("on, with rollback", "on");
        items.add("off", "off");
        return items;
    }

    /** @param none what stands for nothing */
    @NonNull
    public static ListBoxModel strategy(@NonNull String none) {
        ListBoxModel items = new ListBoxModel();
        items.add(none, "");
        for (Strategy strategy : Strategy.values()) {
            items.add(strategy.name(), strategy.name());
        }
        return items;
    }
}
