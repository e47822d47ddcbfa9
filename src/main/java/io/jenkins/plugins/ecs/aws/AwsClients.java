package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.NonNull;

/** The services of AWS beside ECS, by the same connection. */
public interface AwsClients {

    @NonNull
    ElbApi elb();

    @NonNull
    AlarmsApi alarms();

    /** @param region where the log group is, which need not be where the service is */
    @NonNull
    LogsApi logs(@NonNull String region);

    /** @param region that of the registry, which is in the name of its host */
    @NonNull
    EcrApi ecr(@NonNull String region);

    @NonNull
    CodeDeployApi codeDeploy();

    /** Rules of EventBridge that start tasks. */
    @NonNull
    EventBridgeApi eventBridge();

    /** Schedules of EventBridge Scheduler. */
    @NonNull
    SchedulerApi scheduler();
}
