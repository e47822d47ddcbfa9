package io.jenkins.plugins.ecs.verify.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import io.jenkins.plugins.ecs.aws.elb.TargetHealth;
import io.jenkins.plugins.ecs.aws.services.AlarmState;
import io.jenkins.plugins.ecs.rollout.messages.ServiceProblem;
import io.jenkins.plugins.ecs.scaling.LiveScaling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The reads of one poll, for all checks that were due. Each part is set if a check needs it and AWS returned it. If the
 * read failed, its failure is set instead.
 */
public final class CheckObservation {

    /** How many tasks of a service a verification reads at most. */
    public static final int MOST_TASKS = 500;

    /** Null if the service does not exist. */
    public EcsService service;

    public AwsFailure serviceFailure;

    /** Why there is nothing to check; null if the service is active. */
    public ServiceProblem serviceProblem;

    /** The tasks whose desired status is RUNNING. */
    public List<EcsTask> tasks = List.of();

    public AwsFailure tasksFailure;

    public Map<String, ServiceRevision> revisions = Map.of();
    public AwsFailure revisionsFailure;

    /** The task definition of the service's revision. */
    public ObjectNode definition;

    public AwsFailure definitionFailure;

    /** The service as AWS shows it, with its tags; null if no check asked for it. */
    public ObjectNode serviceTree;

    public AwsFailure serviceTreeFailure;

    /** Null if not two revisions take traffic, or if no check asked for it. */
    public TrafficSplit split;

    public AwsFailure splitFailure;

    /** The scaling of the service; that of a service without scaling if no check asked for it. */
    public LiveScaling scaling = LiveScaling.NONE;

    public AwsFailure scalingFailure;

    /** The task definition that a deployment would use; null if it cannot be determined. */
    public ObjectNode planned;

    /** Why {@link #planned} cannot be determined. */
    public String plannedProblem;

    /** The targets of each target group, by the group's ARN. */
    public Map<String, List<TargetHealth>> targets = Map.of();

    public AwsFailure targetsFailure;

    public List<AlarmState> alarms = List.of();
    public AwsFailure alarmsFailure;

    /** Results of background reads, by the index of their check; absent while they are pending. */
    public final Map<Integer, Reading> readings = new HashMap<>();

    /** When the poll of such a check was started, in epoch milliseconds. */
    public final Map<Integer, Long> since = new HashMap<>();

    /** Checks whose read is pending. */
    public final Set<Integer> pending = new HashSet<>();

    public boolean isActive() {
        return service != null && service.isActive();
    }
}
