package io.jenkins.plugins.ecs.verify;

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
final class Sightings {

    /** Null when there is no such service. */
    EcsService service;

    AwsFailure serviceFailure;

    /** Why there is nothing to check, in the words of all steps; null where the service is active. */
    ServiceProblem serviceProblem;

    /** Those that are to run. */
    List<EcsTask> tasks = List.of();

    AwsFailure tasksFailure;

    Map<String, ServiceRevision> revisions = Map.of();
    AwsFailure revisionsFailure;

    /** The definition that the service is set to. */
    ObjectNode definition;

    AwsFailure definitionFailure;

    /** What a deployment would bring; null where that can't be told. */
    ObjectNode planned;

    /** Why it can't be told. */
    String plannedProblem;

    /** By ARN of their group. */
    Map<String, List<TargetHealth>> targets = Map.of();

    AwsFailure targetsFailure;

    List<AlarmState> alarms = List.of();
    AwsFailure alarmsFailure;

    /** What reads that take their own time brought, by the index of their check; absent while they are under way. */
    final Map<Integer, Reading> readings = new HashMap<>();

    /** When the look of such a check began. */
    final Map<Integer, Long> since = new HashMap<>();

    /** Checks whose read is not done yet. */
    final Set<Integer> underWay = new HashSet<>();

    boolean isActive() {
        return service != null && service.isActive();
    }
}
