package io.jenkins.plugins.ecs.aws.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.Listing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operations of Amazon ECS that this plugin uses. Each method is one attempt; paging is done within. Every method
 * throws {@link AwsFailure} when there is no usable answer. Clusters and services are given by name or ARN.
 */
public interface EcsApi {

    /** {@code DescribeServices}; empty if there is no such service ({@code failures[].reason = MISSING}). */
    @NonNull
    Optional<EcsService> service(@NonNull String cluster, @NonNull String service);

    /** {@code DescribeServices} as AWS sent it, for what is sent back whole; empty if there is no such service. */
    @NonNull
    Optional<ObjectNode> serviceTree(@NonNull String cluster, @NonNull String service);

    /** The same with the tags of the service, for what is compared whole. */
    @NonNull
    Optional<ObjectNode> taggedServiceTree(@NonNull String cluster, @NonNull String service);

    /**
     * {@code CreateService}.
     *
     * @param input with a {@code clientToken}: then the same input may be sent again after a lost answer
     */
    @NonNull
    EcsService create(@NonNull ObjectNode input);

    /** {@code TagResource}; it may be repeated. */
    void tag(@NonNull String arn, @NonNull Map<String, String> tags);

    /** {@code UntagResource}; it may be repeated. */
    void untag(@NonNull String arn, @NonNull List<String> keys);

    /**
     * {@code DescribeTaskDefinition} with its tags put in as {@code tags}.
     *
     * @param reference ARN, {@code family:revision}, or {@code family} for its newest active revision
     */
    @NonNull
    ObjectNode taskDefinition(@NonNull String reference);

    /** {@code ListTaskDefinitions} of exactly this family, active ones only: ARNs, newest first. */
    @NonNull
    List<String> newestRevisions(@NonNull String family, int most);

    /** {@code RegisterTaskDefinition}; gives the new revision as ECS took it, with its ARN. */
    @NonNull
    ObjectNode register(@NonNull ObjectNode input);

    @NonNull
    EcsService update(@NonNull ServiceUpdate update);

    /**
     * {@code ListServiceDeployments}: brief forms, newest first.
     *
     * @param createdAfter epoch milliseconds, AWS's clock; 0 for all that AWS remembers, of which a few pages are read
     */
    @NonNull
    List<ServiceDeployment> serviceDeployments(@NonNull String cluster, @NonNull String service, long createdAfter);

    /** {@code DescribeServiceDeployments}; empty if AWS does not know it (yet). */
    @NonNull
    Optional<ServiceDeployment> serviceDeployment(@NonNull String arn);

    /** {@code DescribeServiceRevisions} by ARN (at most 20 a call, which is seen to here). */
    @NonNull
    Map<String, ServiceRevision> serviceRevisions(@NonNull Collection<String> arns);

    /** {@code DescribeServiceRevisions} as AWS sent it; empty if there is no such revision. */
    @NonNull
    Optional<ObjectNode> serviceRevisionTree(@NonNull String arn);

    /**
     * {@code ListDaemons}: the ARN of a managed daemon, which is no service; empty if there is none of that name.
     *
     * @param clusterArn the ARN, because the operation takes no name
     */
    @NonNull
    Optional<String> daemonArn(@NonNull String clusterArn, @NonNull String name);

    /** {@code StopServiceDeployment} with {@code stopType ROLLBACK}. */
    void rollBack(@NonNull String serviceDeploymentArn);

    /**
     * {@code ContinueServiceDeployment}: the answer to a PAUSE hook that awaits one.
     *
     * @param action {@code CONTINUE} or {@code ROLLBACK}
     */
    void proceed(@NonNull String serviceDeploymentArn, @NonNull String hookId, @NonNull String action);

    /**
     * {@code ListTasks} and {@code DescribeTasks} of a service.
     *
     * @param desiredStatus {@code RUNNING} or {@code STOPPED}
     * @param most maximum number of tasks to read; if so many are returned, there may be more
     */
    @NonNull
    List<EcsTask> tasks(@NonNull String cluster, @NonNull String service, @NonNull String desiredStatus, int most);

    /** {@code DescribeTasks} of these alone; those that ECS has forgotten are left out. */
    @NonNull
    List<EcsTask> tasks(@NonNull String cluster, @NonNull List<String> arns);

    /**
     * {@code RunTask}. AWS responds with 200 even if it could place only some of the tasks, or none.
     *
     * @param input with a {@code clientToken}: then the same input may be sent again after a lost answer
     */
    @NonNull
    StartedTasks run(@NonNull ObjectNode input);

    /**
     * {@code StopTask}; it may be repeated.
     *
     * @param reason at most 255 characters, shown as {@code stoppedReason}
     */
    void stopTask(@NonNull String cluster, @NonNull String task, @NonNull String reason);

    /**
     * {@code ListTasks} by {@code startedBy}: ARNs.
     *
     * @param desiredStatus {@code RUNNING} or {@code STOPPED}
     */
    @NonNull
    List<String> tasksStartedBy(@NonNull String cluster, @NonNull String startedBy, @NonNull String desiredStatus);

    /** {@code DescribeClusters}: the ARN of a cluster; empty if there is none of that name. */
    @NonNull
    Optional<String> clusterArn(@NonNull String cluster);

    /** {@code ListTagsForResource}, as AWS sent them. */
    @NonNull
    ArrayNode tags(@NonNull String arn);

    /** {@code ListClusters}: ARNs of those that are active. */
    @NonNull
    Listing<String> clusters();

    /**
     * {@code ListClusters}: names, sorted.
     *
     * @param most names; the listing is not whole if there are more
     */
    @NonNull
    Listing<String> clusterNames(int most);

    /**
     * {@code ListServices}: names, sorted.
     *
     * @param most names; the listing is not whole if there are more
     */
    @NonNull
    Listing<String> serviceNames(@NonNull String cluster, int most);

    /**
     * {@code ListTaskDefinitionFamilies}: families with an active revision, sorted.
     *
     * @param prefix what their names begin with; empty for all
     * @param most families; the listing is not whole if there are more
     */
    @NonNull
    Listing<String> families(@NonNull String prefix, int most);

    /** {@code ListServices} and {@code DescribeServices}: all services of a cluster, by what they hold on to. */
    @NonNull
    Listing<ServiceUse> servicesIn(@NonNull String cluster);

    /** {@code ListServiceDeployments} and {@code DescribeServiceDeployments}: those that have not ended. */
    @NonNull
    List<ServiceDeployment> unfinishedDeployments(@NonNull String cluster, @NonNull String service);

    /**
     * {@code ListTasks} of a family and {@code DescribeTasks}: ARNs of the revisions of the tasks of a cluster that run or
     * will run, no matter how they were started.
     */
    @NonNull
    Listing<String> revisionsOfTasks(@NonNull String cluster, @NonNull String family);

    /**
     * {@code DeleteService}; of one that is draining already it does nothing.
     *
     * @param force also with tasks that run
     */
    void deleteService(@NonNull String cluster, @NonNull String service, boolean force);

    /** {@code DeregisterTaskDefinition}; of one that is deregistered already it does nothing. */
    void deregister(@NonNull String taskDefinitionArn);
}
