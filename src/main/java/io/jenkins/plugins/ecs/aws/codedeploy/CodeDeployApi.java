package io.jenkins.plugins.ecs.aws.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What this plugin asks of CodeDeploy. Every method throws {@link AwsFailure}. */
public interface CodeDeployApi {

    /**
     * {@code ListApplications}, {@code BatchGetApplications}, {@code ListDeploymentGroups} and {@code
     * BatchGetDeploymentGroups}: continues the search for the deployment group of an ECS service. AWS lets a service be in one
     * group only.
     *
     * @param account of the service
     * @param cluster short name
     * @param service short name
     * @param turnIn called before each call: milliseconds until it may be sent; 0 for immediately
     */
    @NonNull
    DeploymentGroups.Search search(
            @NonNull String account, @NonNull String cluster, @NonNull String service, @NonNull LongSupplier turnIn);

    /** The group of an ECS service within one application, as AWS shows it; empty if there is none. */
    @NonNull
    Optional<ObjectNode> deploymentGroup(@NonNull String application, @NonNull String cluster, @NonNull String service);

    /** {@code BatchGetDeploymentGroups}: the group of that name, whatever it deploys; empty if there is none. */
    @NonNull
    Optional<ObjectNode> deploymentGroupNamed(@NonNull String application, @NonNull String group);

    /** {@code GetDeploymentConfig}; empty if there is none of that name. */
    @NonNull
    Optional<ObjectNode> deploymentConfig(@NonNull String name);

    /**
     * The content of an AppSpec: {@code GetApplicationRevision}, because deployments and groups show its digest only.
     *
     * @param revision as AWS shows it
     * @return empty if it is not text, or AWS no longer has it
     */
    @NonNull
    Optional<String> appSpec(@NonNull String application, @NonNull ObjectNode revision);

    /** {@code GetDeployment}; empty if there is none of that id. */
    @NonNull
    Optional<CodeDeployment> deployment(@NonNull String id);

    /**
     * {@code GetDeploymentTarget}.
     *
     * @param cluster short name
     * @param service short name
     * @return empty as long as the deployment has not begun with it
     */
    @NonNull
    Optional<CodeDeployTarget> target(@NonNull String id, @NonNull String cluster, @NonNull String service);

    /**
     * {@code ListDeployments} and {@code BatchGetDeployments}: those of a group, at most 100.
     *
     * @param since AWS's clock, epoch milliseconds; 0 for all
     */
    @NonNull
    List<CodeDeployment> deployments(@NonNull String application, @NonNull String group, long since);

    /** {@code CreateDeployment}; gives the id. */
    @NonNull
    String create(@NonNull ObjectNode input);

    /**
     * {@code ContinueDeployment}.
     *
     * @param waitType {@code READY_WAIT} or {@code TERMINATION_WAIT}
     */
    void proceed(@NonNull String id, @NonNull String waitType);

    /** {@code StopDeployment} with rollback. */
    void rollBack(@NonNull String id);
}
