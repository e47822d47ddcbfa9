package io.jenkins.plugins.ecs.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AlarmState;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.CodeDeployTarget;
import io.jenkins.plugins.ecs.aws.CodeDeployment;
import io.jenkins.plugins.ecs.aws.DeploymentGroups;
import io.jenkins.plugins.ecs.aws.EcsService;
import io.jenkins.plugins.ecs.aws.EcsTask;
import io.jenkins.plugins.ecs.aws.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ServiceRevision;
import io.jenkins.plugins.ecs.aws.TargetHealth;
import io.jenkins.plugins.ecs.diagnosis.LogPlace;
import io.jenkins.plugins.ecs.diagnosis.Masking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.Set;

/**
 * What one look at AWS showed. Each part is there if the phase asked for it and AWS answered; where AWS did not, its
 * failure is kept beside it, because what cannot be seen is not the same as what is not there.
 */
final class Observation {

    /** In {@link Phase#QUEUED}. */
    Turnstile.Place place;

    /** Null when {@code DescribeServices} says that it is missing. */
    EcsService service;

    AwsFailure serviceFailure;

    /** Nobody asked for the service this time: what is null above says nothing. */
    boolean withoutService;

    /** The service as AWS sent it, where its own settings are to be patched. */
    ObjectNode serviceTree;

    AwsFailure serviceTreeFailure;

    /** The definition that the service runs. */
    ObjectNode liveDefinition;
    /** In {@link Phase#REGISTERING}: the revision that the changes are applied to. */
    ObjectNode baseDefinition;
    /** The revision that the request names, if it names one. */
    ObjectNode namedDefinition;

    AwsFailure definitionFailure;

    /** With {@code dryRun}: by container, the digest that its image stands for, or why it is not known. */
    final Map<String, String> plannedDigests = new LinkedHashMap<>();

    /** By the hash of a definition: the revision that this Jenkins registered in the last minutes, if it did. */
    Function<String, Optional<String>> registeredHere = definition -> Optional.empty();

    /** Newest revisions of the family, by ARN. */
    final Map<String, ObjectNode> newest = new LinkedHashMap<>();

    AwsFailure newestFailure;

    /** Newest first. */
    List<ServiceDeployment> serviceDeployments = List.of();

    AwsFailure serviceDeploymentsFailure;

    /** Our own service deployment; null when AWS does not know it (yet). */
    ServiceDeployment own;

    AwsFailure ownFailure;

    Map<String, ServiceRevision> revisions = Map.of();
    AwsFailure revisionsFailure;

    /** Running or stopped ones, as the phase asks for; empty also where nobody asked. */
    List<EcsTask> tasks = List.of();

    boolean withTasks;

    /** While it is followed: tasks that run, to say what is waited for; null where nobody asked. */
    List<EcsTask> runningTasks;

    /** Whether their definition has a health check; without one their health is never known. */
    boolean hasHealthChecks;

    /** In a rollback: what builds recorded as good, newest first. */
    List<KnownGood.Revision> recorded = List.of();
    /** In a rollback: who brought the service back to its revision already, as builds recorded it; null if nobody did. */
    String broughtBackBy;
    /** In a rollback: the revision to go back to, and those before it that can't be used any more. */
    KnownGood.Revision candidate;

    final List<String> skipped = new ArrayList<>();
    /** What is to be said of its images beforehand. */
    List<String> imageNotes = List.of();
    /** By container: the image by the digest that was good. */
    Map<String, String> pins = Map.of();
    /** By container: the image by the digest that was good, where it can't be told what its tag stands for. */
    Map<String, String> unseenPins = Map.of();
    /** Containers whose tags still stand for the image that was good. */
    Set<String> unmoved = Set.of();
    /** By container: what ran when the revision to go back to was good. */
    Map<String, String> goodDigests = Map.of();

    /** In {@link Phase#TIDYING}, where it is looked at: what holds on to old revisions. */
    RevisionUse revisionUse;

    AwsFailure revisionUseFailure;

    /** Alarms that fail the service's deployments. */
    List<AlarmState> alarms = List.of();

    AwsFailure alarmsFailure;

    /** Targets of the service's load balancers. */
    List<TargetHealth> targets = List.of();

    boolean withTargets;
    AwsFailure targetsFailure;

    /** Where the log of the container that failed is; null where nothing ran. */
    LogPlace logPlace;

    List<String> logLines = List.of();
    AwsFailure logFailure;

    /** As AWS shows it; null where there is none. */
    JsonNode codeDeployGroup;
    /** How far the search for it has come; null where it was not searched for. */
    DeploymentGroups.Search groupSearch;
    /** {@code trafficRoutingConfig} of the deployment configuration; missing where it is not known. */
    JsonNode codeDeployRouting = MissingNode.getInstance();

    AwsFailure codeDeployRoutingFailure;
    /** Of the group's last good deployment; null where it is not known. */
    String lastAppSpec;

    AwsFailure lastAppSpecFailure;
    /** After a lost answer: those of the group. */
    List<CodeDeployment> codeDeployments = List.of();
    /** Our own; null when CodeDeploy does not know it (yet). {@link #own} is the same in other words. */
    CodeDeployment codeDeployment;

    CodeDeployTarget codeDeployTarget = CodeDeployTarget.NONE;
    /** The one that takes ours back. */
    CodeDeployment codeDeployRollback;

    AwsFailure codeDeployFailure;

    /** What hides secrets in the texts above. */
    Masking masking = Masking.byPatterns();

    AwsFailure tasksFailure;

    /** Null where it was not seen, also because nobody told which one it is. */
    ServiceRevision revision(String arn) {
        return arn == null ? null : revisions.get(arn);
    }
}
