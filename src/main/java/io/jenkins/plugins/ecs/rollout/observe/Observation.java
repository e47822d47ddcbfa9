package io.jenkins.plugins.ecs.rollout.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployTarget;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployment;
import io.jenkins.plugins.ecs.aws.codedeploy.DeploymentGroups;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import io.jenkins.plugins.ecs.aws.elb.TargetHealth;
import io.jenkins.plugins.ecs.aws.services.AlarmState;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import io.jenkins.plugins.ecs.diagnosis.LogPlace;
import io.jenkins.plugins.ecs.lookups.LookupValues;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.scaling.LiveScaling;
import io.jenkins.plugins.ecs.schedules.ScheduleMove;
import io.jenkins.plugins.ecs.schedules.ScheduleRef;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What one read of AWS showed. Each part is there if the phase asked for it and AWS answered; where AWS did not, its
 * failure is kept beside it, because what cannot be seen is not the same as what is not there.
 */
public final class Observation {

    /** When the first of its reads began, in epoch milliseconds of Jenkins' clock; 0 if not known. */
    public long begunAt;

    /** In {@link io.jenkins.plugins.ecs.rollout.state.Phase#QUEUED}. */
    public DeploymentQueue.Place place;

    /** Null when {@code DescribeServices} says that it is missing. */
    public EcsService service;

    public AwsFailure serviceFailure;

    private final Set<Read> made = new HashSet<>();

    /** Milliseconds until CodeDeploy may be called; 0 if everything was read. */
    public long waitMillis;

    /** The service as AWS sent it, where its own settings are to be patched. */
    public ObjectNode serviceTree;

    public AwsFailure serviceTreeFailure;

    /** Where the service does not exist: the ARN of its cluster; empty if that does not exist either, null if not read. */
    public String clusterArn;

    public AwsFailure clusterFailure;

    /** Where the service does not exist: the managed daemon of its name; null if there is none, or if it is not known. */
    public String daemonArn;

    /** The definition that the service runs. */
    public ObjectNode liveDefinition;
    /** In {@link io.jenkins.plugins.ecs.rollout.state.Phase#REGISTERING}: the revision that the changes are applied to. */
    public ObjectNode baseDefinition;
    /** The revision that the request names, if it names one. */
    public ObjectNode namedDefinition;

    public AwsFailure definitionFailure;

    /** What look-ups found, and why others found nothing. */
    public LookupValues lookups = LookupValues.NONE;
    /** One that may pass. */
    public AwsFailure lookupsFailure;
    /** Why rules do not allow them; null if they do. */
    public String lookupsRefused;

    /** With {@code dryRun}: by container, the digest that its image stands for, or why it is not known. */
    public final Map<String, String> plannedDigests = new LinkedHashMap<>();

    /** By the hash of a definition: the revision that this Jenkins registered in the last minutes, if it did. */
    public Function<String, Optional<String>> registeredHere = definition -> Optional.empty();

    /** Newest revisions of the family, by ARN. */
    public final Map<String, ObjectNode> newest = new LinkedHashMap<>();

    public AwsFailure newestFailure;

    /** Newest first. */
    public List<ServiceDeployment> serviceDeployments = List.of();

    public AwsFailure serviceDeploymentsFailure;

    /** Our own service deployment; null when AWS does not know it (yet). */
    public ServiceDeployment own;

    public AwsFailure ownFailure;

    public Map<String, ServiceRevision> revisions = Map.of();
    public AwsFailure revisionsFailure;

    /** Running or stopped ones, as the phase asks for; empty also where nobody asked. */
    public List<EcsTask> tasks = List.of();

    public boolean withTasks;

    /** While it is followed: tasks that run, to say what is waited for; null where nobody asked. */
    public List<EcsTask> runningTasks;

    /** Whether their definition has a health check; without one their health is never known. */
    public boolean hasHealthChecks;

    /** The definition that is deployed, if it was asked for. */
    public ObjectNode deployedDefinition;

    public AwsFailure deployedDefinitionFailure;

    /** In a rollback: what builds recorded as good, newest first. */
    public List<KnownGood.Revision> recorded = List.of();
    /** In a rollback: ARNs of revisions whose verification by a release did not pass. */
    public Set<String> held = Set.of();
    /** In a rollback: who brought the service back to its revision already, as builds recorded it; null if nobody did. */
    public String broughtBackBy;
    /** In a rollback: the revision to roll back to, and those before it that cannot be used any more. */
    public KnownGood.Revision candidate;

    public final List<String> skipped = new ArrayList<>();
    /** What is to be said of its images beforehand. */
    public List<String> imageNotes = List.of();
    /** By container: the image by the digest that was good. */
    public Map<String, String> pins = Map.of();
    /** By container: the image by the digest that was good, where it cannot be told what its tag stands for. */
    public Map<String, String> unseenPins = Map.of();
    /** Containers whose tags still stand for the image that was good. */
    public Set<String> unmoved = Set.of();
    /** By container: what ran when the revision to roll back to was good. */
    public Map<String, String> goodDigests = Map.of();

    /** In {@link io.jenkins.plugins.ecs.rollout.state.Phase#TIDYING}, where it is looked at: what holds on to old revisions. */
    public RevisionUse revisionUse;

    public AwsFailure revisionUseFailure;

    /** In {@link io.jenkins.plugins.ecs.rollout.state.Phase#SCHEDULING}: what may run in the cluster. */
    public Listing<ScheduleRef> scheduleCandidates = new Listing<>(List.of(), true);
    /** What has to be done with the next scheduled task; empty if it doesn't exist. */
    public Optional<ScheduleMove> scheduleMove = Optional.empty();

    public AwsFailure scheduleFailure;

    /** The scaling of the service; empty if it has none, and where nobody asked. */
    public Optional<ScalableTarget> scalableTarget = Optional.empty();

    public AwsFailure scalableTargetFailure;

    /** The same with policies and scheduled actions. */
    public LiveScaling wholeScaling = LiveScaling.NONE;

    public AwsFailure wholeScalingFailure;

    /** Alarms that fail the service's deployments. */
    public List<AlarmState> alarms = List.of();

    public AwsFailure alarmsFailure;

    /** Targets of the service's load balancers. */
    public List<TargetHealth> targets = List.of();

    public boolean withTargets;
    public AwsFailure targetsFailure;

    /** Where the log of the container that failed is; null where nothing ran. */
    public LogPlace logPlace;

    public List<String> logLines = List.of();
    public AwsFailure logFailure;

    /** As AWS shows it; null where there is none. */
    public JsonNode codeDeployGroup;
    /** How far the search for it has come; null where it was not searched for. */
    public DeploymentGroups.Search groupSearch;
    /** {@code trafficRoutingConfig} of the deployment configuration; missing where it is not known. */
    public JsonNode codeDeployRouting = MissingNode.getInstance();

    public AwsFailure codeDeployRoutingFailure;
    /** Of the group's last good deployment; null where it is not known. */
    public String lastAppSpec;

    public AwsFailure lastAppSpecFailure;
    /** After a lost answer: those of the group. */
    public List<CodeDeployment> codeDeployments = List.of();
    /** Our own; null when CodeDeploy does not know it (yet). {@link #own} is the same in other words. */
    public CodeDeployment codeDeployment;

    public CodeDeployTarget codeDeployTarget = CodeDeployTarget.NONE;
    /** The one that rolls ours back. */
    public CodeDeployment codeDeployRollback;

    public AwsFailure codeDeployFailure;

    /** What hides secrets in the texts above. */
    public Masking masking = Masking.byPatterns();

    public AwsFailure tasksFailure;

    /** Whether a read was made; it may have failed. */
    public boolean has(Read read) {
        return made.contains(read);
    }

    void made(Read read) {
        made.add(read);
    }

    /** Our deployment was read, but the service was not: that {@link #service} is null then says nothing. */
    public boolean withoutService() {
        return !made.isEmpty() && made.stream().noneMatch(EcsRead.Service.class::isInstance);
    }

    /** Null if it was not read, or if its ARN is unknown. */
    public ServiceRevision revision(String arn) {
        return arn == null ? null : revisions.get(arn);
    }

    /** The entry of {@code deployments[]} with this id, if the service shows it. */
    public Optional<EcsDeployment> entry(String deploymentId) {
        return service == null ? Optional.empty() : service.deployment(deploymentId);
    }
}
