package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.plan.Moment;
import io.jenkins.plugins.ecs.paths.plan.PathPlan;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.ui.build.PathCard;
import io.jenkins.plugins.ecs.ui.build.SlotView;
import java.util.List;
import java.util.Optional;

/** One environment of a path as it is defined, with what a simulated release met there. */
public final class PlannedCard extends PathCard {

    private final PathEnvironment environment;
    private final List<Moment> moments;
    private final long start;

    /**
     * @param moments all of the simulation; empty if none was made
     * @param start of the simulation, epoch milliseconds
     */
    PlannedCard(@NonNull PathEnvironment environment, @NonNull List<Moment> moments, long start) {
        this.environment = environment;
        this.moments = moments.stream()
                .filter(each -> each.environment().equals(environment.name()))
                .toList();
        this.start = start;
    }

    @NonNull
    @Override
    public String getName() {
        return environment.name();
    }

    private Optional<Moment> end() {
        return moments.stream()
                .filter(each -> each.kind() == Moment.Kind.PROVEN || each.kind() == Moment.Kind.STOPPED)
                .findFirst();
    }

    @NonNull
    @Override
    public String getWords() {
        return end().map(each -> each.kind() == Moment.Kind.PROVEN ? PathPageMessages.PROVEN : PathPageMessages.STOPPED)
                .orElse(PathPageMessages.NOT_REACHED);
    }

    @NonNull
    @Override
    public String getTone() {
        return end().map(each -> each.kind() == Moment.Kind.PROVEN ? "good" : "bad")
                .orElse("none");
    }

    @NonNull
    @Override
    public String getTime() {
        return end().map(each -> PathPageMessages.afterTime(Durations.text(each.at() - start)))
                .orElse("");
    }

    @NonNull
    @Override
    public List<SlotView> getSlots() {
        return PathPlan.of(environment).stream()
                .map(slot -> SlotView.planned(slot.slot(), slot.text()))
                .toList();
    }

    @NonNull
    @Override
    public String getCause() {
        return end().filter(each -> each.kind() == Moment.Kind.STOPPED)
                .map(Moment::text)
                .orElse("");
    }
}
