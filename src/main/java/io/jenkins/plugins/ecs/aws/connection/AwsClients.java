package io.jenkins.plugins.ecs.aws.connection;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployApi;
import io.jenkins.plugins.ecs.aws.ecr.EcrApi;
import io.jenkins.plugins.ecs.aws.elb.ElbApi;
import io.jenkins.plugins.ecs.aws.services.AlarmsApi;
import io.jenkins.plugins.ecs.aws.services.ApplicationAutoScalingApi;
import io.jenkins.plugins.ecs.aws.services.CloudMapApi;
import io.jenkins.plugins.ecs.aws.services.EventBridgeApi;
import io.jenkins.plugins.ecs.aws.services.LogsApi;
import io.jenkins.plugins.ecs.aws.services.ObjectsApi;
import io.jenkins.plugins.ecs.aws.services.ParametersApi;
import io.jenkins.plugins.ecs.aws.services.SchedulerApi;
import io.jenkins.plugins.ecs.aws.services.SecretsApi;
import io.jenkins.plugins.ecs.aws.services.StacksApi;

/** The clients of AWS services other than ECS, over the same connection. */
public interface AwsClients {

    @NonNull
    ElbApi elb();

    @NonNull
    AlarmsApi alarms();

    /** @param region Region of the log group, which may differ from that of the service */
    @NonNull
    LogsApi logs(@NonNull String region);

    /** @param region Region of the registry, which is part of its host name */
    @NonNull
    EcrApi ecr(@NonNull String region);

    @NonNull
    CodeDeployApi codeDeploy();

    /** @param region Region of the secret; null for the Region of the connection */
    @NonNull
    SecretsApi secrets(@CheckForNull String region);

    /** @param region Region of the parameter; null for the Region of the connection */
    @NonNull
    ParametersApi parameters(@CheckForNull String region);

    /** Stacks of CloudFormation. */
    @NonNull
    StacksApi stacks();

    /** Objects of S3. */
    @NonNull
    ObjectsApi objects();

    /** Rules of EventBridge that start tasks. */
    @NonNull
    EventBridgeApi eventBridge();

    /** Schedules of EventBridge Scheduler. */
    @NonNull
    SchedulerApi scheduler();

    /** Namespaces of Service Connect. */
    @NonNull
    CloudMapApi cloudMap();

    /** The ranges, policies and scheduled actions of services. */
    @NonNull
    ApplicationAutoScalingApi autoScaling();
}
