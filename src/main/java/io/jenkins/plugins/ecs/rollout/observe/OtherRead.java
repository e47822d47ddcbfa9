package io.jenkins.plugins.ecs.rollout.observe;

import static io.jenkins.plugins.ecs.rollout.observe.ReadSources.tryTo;

import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.diagnosis.TaskGroup;
import io.jenkins.plugins.ecs.lookups.BuildValues;
import io.jenkins.plugins.ecs.lookups.DefinitionLookups;
import io.jenkins.plugins.ecs.lookups.LookupReader;
import io.jenkins.plugins.ecs.rollout.messages.DryRunMessages;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.scaling.LiveScaling;
import io.jenkins.plugins.ecs.schedules.ScheduleRef;
import io.jenkins.plugins.ecs.schedules.ScheduledRevision;
import io.jenkins.plugins.ecs.schedules.ScheduledTasks;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;
import java.util.Map;

/** Reads of CloudWatch, Elastic Load Balancing, Amazon ECR, CloudWatch Logs, EventBridge and Scheduler. */
public sealed interface OtherRead extends Read {

    @Override
    default Kind kind() {
        return Kind.OTHER;
    }

    /** Alarms that fail deployments of the service. */
    record Alarms(List<String> names) implements OtherRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            if (from.others() != null) {
                tryTo(
                        () -> seen.alarms = from.others().alarms().alarms(names),
                        failure -> seen.alarmsFailure = failure);
            }
        }
    }

    /** Whether the images of the revision to roll back to are still what they were when it was good. */
    record GoodImages(Map<String, String> goodDigests) implements OtherRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            seen.goodDigests = goodDigests;
            ImageReader images = new ImageReader(from.others()).at(seen.namedDefinition, goodDigests);
            seen.imageNotes = images.notes;
            seen.pins = images.pins;
            seen.unseenPins = images.unseenPins;
            seen.unmoved = images.unmoved;
        }
    }

    /** The look-ups of the request that AWS answers. */
    record Lookups() implements OtherRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            DefinitionLookups lookups = state.request.lookups();
            if (from.others() != null && !lookups.ofAws().isEmpty()) {
                LookupReader reader = new LookupReader(from.others(), state.request.region(), lookups.stateLocation());
                tryTo(
                        () -> seen.lookups = seen.lookups.and(
                                BuildValues.withoutSecrets(from.build(), reader.read(lookups.ofAws()))),
                        failure -> seen.lookupsFailure = failure);
            }
        }
    }

    /** With {@code dryRun}: the digests of these images, by container. */
    record PlannedDigests(Map<String, String> images) implements OtherRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            DeployRequest request = state.request;
            images.forEach((container, image) -> tryTo(
                    () -> seen.plannedDigests.put(
                            container,
                            from.others() == null
                                    ? DryRunMessages.NOT_LOOKED_UP
                                    : new EcrDigests(from.others()).of(image)),
                    failure -> seen.plannedDigests.put(
                            container,
                            DryRunMessages.unknownDigest(PlainText.line(AwsFailureMessages.cause(
                                    failure, request.region(), request.cluster(), request.service()))))));
        }
    }

    /** The health of the targets of the service's load balancers. */
    record Targets(List<String> groups) implements OtherRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            if (from.others() != null) {
                new FailureReader(from.others()).targets(groups, seen);
            }
        }
    }

    /** The end of the log of the container that failed. */
    record FailureLog(TaskGroup culprit) implements OtherRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            if (from.others() != null) {
                new FailureReader(from.others()).log(culprit, state.request.region(), seen);
            }
        }
    }

    /** The range of the service's scaling, and what of it is suspended. */
    record Scaling(String resourceId) implements OtherRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            if (from.others() != null) {
                tryTo(
                        () -> seen.scalableTarget = from.others().autoScaling().target(resourceId),
                        failure -> seen.scalableTargetFailure = failure);
            }
        }
    }

    /** The scaling of the service with its policies and scheduled actions. */
    record WholeScaling(String resourceId) implements OtherRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            if (from.others() != null) {
                tryTo(
                        () -> seen.wholeScaling = LiveScaling.read(from.others().autoScaling(), resourceId),
                        failure -> seen.wholeScalingFailure = failure);
            }
        }
    }

    /** The rules and schedules that may run tasks in a cluster. */
    record ScheduleCandidates(String cluster) implements OtherRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> seen.scheduleCandidates = scheduled(from).candidates(List.of(cluster)),
                    failure -> seen.scheduleFailure = failure);
        }
    }

    /** What has to be done so that a scheduled task runs the revision. */
    record ScheduledTask(ScheduleRef ref, ScheduledRevision wanted) implements OtherRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> seen.scheduleMove = scheduled(from).compare(ref, wanted),
                    failure -> seen.scheduleFailure = failure);
        }
    }

    private static ScheduledTasks scheduled(ReadSources from) {
        return new ScheduledTasks(from.others().eventBridge(), from.others().scheduler());
    }
}
