package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.JsonPages;
import io.jenkins.plugins.ecs.aws.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Schedules of EventBridge Scheduler. A schedule stays JSON, because {@code UpdateSchedule} replaces all of it: what is
 * not sent goes to its default. Each method throws {@link AwsFailure} when there is no usable answer.
 */
public final class SchedulerApi {

    private final AwsCall scheduler;

    public SchedulerApi(@NonNull AwsCall scheduler) {
        this.scheduler = scheduler;
    }

    /** What {@code ListSchedules} returns: of the target only its ARN. */
    public record Summary(
            @NonNull String group,
            @NonNull String name,
            @NonNull String targetArn) {}

    /** {@code ListSchedules} in all groups. */
    @NonNull
    public Listing<Summary> schedules() {
        List<Summary> all = new ArrayList<>();
        boolean isWhole = new JsonPages(scheduler, "NextToken")
                .each(
                        "ListSchedules",
                        JsonNodeFactory.instance.objectNode().put("MaxResults", 100),
                        "Schedules",
                        each -> all.add(new Summary(
                                each.path("GroupName").asText("default"),
                                each.path("Name").asText(""),
                                each.path("Target").path("Arn").asText(""))));
        return new Listing<>(all, isWhole);
    }

    /** {@code GetSchedule}; empty if there is no such schedule. */
    @NonNull
    public Optional<ObjectNode> schedule(@NonNull String group, @NonNull String name) {
        ObjectNode input =
                JsonNodeFactory.instance.objectNode().put("GroupName", group).put("Name", name);
        try {
            return Optional.of(scheduler.call("GetSchedule", input));
        } catch (AwsFailure failure) {
            if ("ResourceNotFoundException".equals(failure.code())) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /**
     * {@code UpdateSchedule}.
     *
     * @param input with {@code GroupName}, {@code Name} and all that must stay
     */
    public void update(@NonNull ObjectNode input) {
        scheduler.call("UpdateSchedule", input);
    }

    /**
     * {@code DeleteSchedule}.
     *
     * @return whether there was one
     */
    public boolean delete(@NonNull String group, @NonNull String name) {
        try {
            scheduler.call(
                    "DeleteSchedule",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("GroupName", group)
                            .put("Name", name));
            return true;
        } catch (AwsFailure failure) {
            if ("ResourceNotFoundException".equals(failure.code())) {
                return false;
            }
            throw failure;
        }
    }
}
