package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Tells administrators of receivers that are disabled, or have failed for an hour while events wait for them. */
@Extension
@Restricted(NoExternalUse.class)
public final class FailingReceivers extends AdministrativeMonitor {

    private static final long PATIENCE = TimeUnit.HOURS.toMillis(1);

    public FailingReceivers() {
        super("ecsFailingReceivers");
    }

    @Override
    public String getDisplayName() {
        return "Receivers of Amazon ECS notifications";
    }

    @Override
    public boolean isActivated() {
        return !getReceivers().isEmpty();
    }

    @NonNull
    public List<String> getReceivers() {
        return failing(EventDelivery.get().outbox().lanes(), Receivers::name, System.currentTimeMillis());
    }

    @NonNull
    static List<String> failing(@NonNull Map<String, LaneState> lanes, @NonNull UnaryOperator<String> names, long now) {
        return lanes.entrySet().stream()
                .filter(each -> !each.getValue().waiting().isEmpty() && isBad(each.getValue(), now))
                .map(each -> NotificationMessages.failing(names.apply(each.getKey()), problem(each.getValue())))
                .toList();
    }

    private static boolean isBad(LaneState state, long now) {
        return !state.disabledBecause().isEmpty()
                || (state.failingSince() != 0 && now - state.failingSince() >= PATIENCE);
    }

    private static String problem(LaneState state) {
        return state.disabledBecause().isEmpty() ? state.lastProblem() : state.disabledBecause();
    }
}
