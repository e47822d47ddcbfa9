package io.jenkins.plugins.ecs.verify.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AlarmState;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcsService;
import io.jenkins.plugins.ecs.aws.EcsTask;
import io.jenkins.plugins.ecs.aws.ServiceRevision;
import io.jenkins.plugins.ecs.aws.TargetHealth;
import io.jenkins.plugins.ecs.rollout.ServiceProblem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one look showed, for all checks that were due. Each part is there if one of them asked for it and AWS answered;
 * where AWS did not, its failure is kept beside it.
 */
public final class CheckObservation {

    /** A verification reads no more tasks of a service. */
    public static final int MOST_TASKS = 500;

    /** Null when there is no such service. */
    public EcsService service;

    public AwsFailure serviceFailure;

    /** Why there is nothing to check, in the words of all steps; null where the service is active. */
    public ServiceProblem serviceProblem;

    /** Those that are to run. */
    public List<EcsTask> tasks = List.of();

    public AwsFailure tasksFailure;

    public Map<String, ServiceRevision> revisions = Map.of();
    public AwsFailure revisionsFailure;

    /** The definition that the service is set to. */
    public ObjectNode definition;

    public AwsFailure definitionFailure;

    /** What a deployment would bring; null where that can't be told. */
    public ObjectNode planned;

    /** Why it can't be told. */
    public String plannedProblem;

    /** By ARN of their group. */
    public Map<String, List<TargetHealth>> targets = Map.of();

    public AwsFailure targetsFailure;

    public List<AlarmState> alarms = List.of();
    public AwsFailure alarmsFailure;

    /** What reads that take their own time brought, by the index of their check; absent while they are under way. */
    public final Map<Integer, Reading> readings = new HashMap<>();

    /** When the look of such a check began. */
    public final Map<Integer, Long> since = new HashMap<>();

    /** Checks whose read is not done yet. */
    public final Set<Integer> underWay = new HashSet<>();

    public boolean isActive() {
        return service != null && service.isActive();
    }
}
