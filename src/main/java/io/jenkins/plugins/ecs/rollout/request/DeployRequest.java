package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.lookups.DefinitionLookups;
import io.jenkins.plugins.ecs.lookups.LookupValues;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.rollout.verification.DeploymentVerification;
import io.jenkins.plugins.ecs.servicedef.ServiceText;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one {@code ecsDeploy} asks for. Immutable; persisted with the build, so it holds ids and texts, never a secret. */
public final class DeployRequest extends RequestedSettings implements Cloneable {

    private static final long serialVersionUID = 1L;

    private final String region;
    private final String cluster;
    private final String service;
    private final String taskDefinition;
    private final ArrayList<ContainerChange> changes;
    private final Integer desiredCount;
    private final boolean forceNewDeployment;
    private final boolean waitForEnd;
    private Goal goal;
    private final LinkedHashMap<String, String> trace;
    private final StrategySettings strategy;
    private final CodeDeploySettings codeDeploy;
    private final String origin;
    private final WaitUntil waitUntil;
    private final boolean gated;
    private final boolean pausesCount;
    private final ArrayList<String> submitters;
    private final String target;
    private final String targetLabel;
    private final LinkedHashMap<String, String> settings;
    private final Boolean circuitBreaker;
    private final DeploymentTasks tasks;
    /** Null for none. */
    private DeploymentVerification verification;

    private final boolean irreversible;

    private final DefinitionLookups lookups;

    DeployRequest(DeployRequestBuilder b, DefinitionLookups lookups) {
        super(b.values);
        this.lookups = lookups;
        region = b.region;
        cluster = b.cluster;
        service = b.service;
        taskDefinition = b.taskDefinition;
        changes = new ArrayList<>(b.changes);
        desiredCount = b.desiredCount;
        forceNewDeployment = b.forceNewDeployment;
        waitForEnd = b.waitForEnd;
        goal = b.values.flag(Setting.REGISTER_ONLY) ? new Goal.Register() : b.goal;
        trace = new LinkedHashMap<>(b.trace);
        strategy = b.strategy;
        codeDeploy = b.codeDeploy;
        origin = b.origin;
        waitUntil = b.waitUntil;
        gated = b.gated;
        pausesCount = b.pausesCount;
        submitters = new ArrayList<>(b.submitters);
        target = b.target;
        targetLabel = b.targetLabel;
        settings = new LinkedHashMap<>(b.settings);
        circuitBreaker = b.circuitBreaker;
        tasks = b.tasks;
        verification = b.verification;
        irreversible = b.irreversible;
    }

    @NonNull
    public static DeployRequestBuilder of(@NonNull String region, @NonNull String cluster, @NonNull String service) {
        return new DeployRequestBuilder(region, cluster, service);
    }

    public String region() {
        return region;
    }

    /** Name or ARN. */
    public String cluster() {
        return cluster;
    }

    /** Name or ARN. */
    public String service() {
        return service;
    }

    /** Short name of the service, for users. */
    public String serviceName() {
        return Arns.brief(service);
    }

    /** Short name of the cluster, for users. */
    public String clusterName() {
        return Arns.brief(cluster);
    }

    /** A definition's text (JSON or YAML), a reference to a revision, or null for the live revision. */
    @Nullable
    public String taskDefinition() {
        return taskDefinition;
    }

    public List<ContainerChange> changes() {
        return Collections.unmodifiableList(changes);
    }

    /**
     * The same with what its service file looks up.
     *
     * @throws IllegalArgumentException naming each look-up that was not found or does not fit
     */
    @NonNull
    public DeployRequest withFound(@NonNull LookupValues found) {
        if (!bringsService() || lookups.isEmpty()) {
            return this;
        }
        String text = ServiceText.resolved(values.get(Setting.SERVICE_DEFINITION), found);
        DeployRequest resolved = copy();
        resolved.values = values.with(Setting.SERVICE_DEFINITION, text);
        return resolved;
    }

    /** What it is for. */
    @NonNull
    public Goal goal() {
        return goal;
    }

    /** Whether a revision is registered and the service left as it is. */
    public boolean registersOnly() {
        return goal instanceof Goal.Register;
    }

    /** What the texts of the request look up. */
    @NonNull
    public DefinitionLookups lookups() {
        return lookups;
    }

    /** Whether a revision that is named is not deployed as it is. */
    public boolean changesDefinition() {
        return !changes.isEmpty() || tag() != null || patch() != null;
    }

    /** Name of the container whose image is changed; null where there is none, or only one container. */
    @Nullable
    public String imageContainer() {
        return changes.stream()
                .filter(change -> change.image() != null && change.name() != null)
                .findFirst()
                .map(ContainerChange::name)
                .orElse(null);
    }

    @Nullable
    public Integer desiredCount() {
        return desiredCount;
    }

    public boolean forceNewDeployment() {
        return forceNewDeployment;
    }

    public boolean waitForEnd() {
        return waitForEnd;
    }

    /** Whether it is a rollback. */
    public boolean goesBack() {
        return goal instanceof Goal.RollBack || goal instanceof Goal.Undo;
    }

    /** A rollback that names no revision. */
    public boolean goesBackByItself() {
        return goesBack() && taskDefinition == null;
    }

    /** A plan changes nothing, and who follows only looks. */
    public boolean linesUp() {
        return !dryRun() && attachTo() == null;
    }

    /** The name of the target that it goes to; null where none was named. */
    @Nullable
    public String target() {
        return target;
    }

    /** What people see of the target: its label or else its name; null where none was named. */
    @Nullable
    public String targetLabel() {
        return targetLabel;
    }

    /** By what people call it: each effective setting and the place that it comes from. */
    public Map<String, String> settings() {
        return settings == null ? Map.of() : Collections.unmodifiableMap(settings);
    }

    /** Whether the deployment is to have a circuit breaker that rolls back; null for as the service has it. */
    @Nullable
    public Boolean circuitBreaker() {
        return strategy == null ? circuitBreaker : strategy.circuitBreaker();
    }

    /** Whether settings of the service change with the deployment. */
    public boolean changesSettings() {
        return strategy != null || circuitBreaker != null || bringsService();
    }

    /** Which tasks run before and after the deployment. */
    @NonNull
    public DeploymentTasks tasks() {
        return tasks;
    }

    /** What is verified after the deployment; null for nothing. */
    @Nullable
    public DeploymentVerification verification() {
        return verification;
    }

    /** After what cannot be undone a user decides. */
    @NonNull
    @Override
    public VerificationReaction onVerificationFailure() {
        VerificationReaction asked = super.onVerificationFailure();
        return irreversible && asked == VerificationReaction.ROLLBACK ? VerificationReaction.HOLD : asked;
    }

    /** A deployment that cannot succeed is left, too. */
    @Nullable
    @Override
    public FailureReaction onPermanentFailure() {
        FailureReaction asked = super.onPermanentFailure();
        return irreversible && asked != FailureReaction.WAIT ? FailureReaction.FAIL : asked;
    }

    @Override
    public Reaction onTimeout() {
        return irreversible ? Reaction.LEAVE : super.onTimeout();
    }

    @Override
    public Reaction onAbort() {
        return irreversible ? Reaction.LEAVE : super.onAbort();
    }

    /** Whether a task before the deployment cannot be undone, so that the previous revision may not work any more. */
    public boolean isIrreversible() {
        return irreversible;
    }

    /** The same with a verification, and what its failure leads to. */
    @NonNull
    public DeployRequest verifiedBy(@NonNull DeploymentVerification checks, @NonNull VerificationReaction reaction) {
        DeployRequest copy = copy();
        copy.verification = checks;
        copy.values = copy.values.with(Setting.ON_VERIFICATION_FAILURE, reaction);
        return copy;
    }

    /** The same for a plan: nothing is changed. */
    @NonNull
    public DeployRequest planned() {
        DeployRequest copy = copy();
        copy.goal = new Goal.Plan();
        return copy;
    }

    private DeployRequest copy() {
        try {
            return (DeployRequest) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** ARN of the revision that is to be taken back: if the service is set to another one, it is left alone. */
    @Nullable
    public String goesBackFrom() {
        return goal instanceof Goal.Undo undo ? undo.from() : null;
    }

    /**
     * The rollback from this deployment.
     *
     * @param to ARN of the revision that the service had before
     * @param from ARN of the one that was deployed
     */
    @NonNull
    public DeployRequest back(@NonNull String to, @NonNull String from) {
        DeployRequestBuilder back =
                rollbackOnly(to, from).with(Setting.SCHEDULED_TASKS, values.get(Setting.SCHEDULED_TASKS));
        return back.build();
    }

    /** The same; scheduled tasks, which have not followed the deployment yet, stay as they are. */
    @NonNull
    public DeployRequest backWithoutSchedules(@NonNull String to, @NonNull String from) {
        return rollbackOnly(to, from).build();
    }

    private DeployRequestBuilder rollbackOnly(String to, String from) {
        DeployRequestBuilder back = of(region, cluster, service)
                .taskDefinition(to)
                .with(values.only(setting -> setting.kind().type() == SettingKind.Type.TIME))
                .with(Setting.ON_PERMANENT_FAILURE, FailureReaction.FAIL)
                .goal(new Goal.Undo(from))
                .trace(trace);
        back.submitters = submitters();
        back.target = target;
        back.targetLabel = targetLabel;
        back.settings = settings();
        return back;
    }

    /** Traceability tags for the task definition: job, build, commit. */
    public Map<String, String> trace() {
        return Collections.unmodifiableMap(trace);
    }

    /** Null for a deployment as the service has it. */
    @Nullable
    public StrategySettings strategy() {
        return strategy;
    }

    /** What is asked of CodeDeploy where it deploys the service; null for nothing. */
    @Nullable
    public CodeDeploySettings codeDeploy() {
        return codeDeploy;
    }

    /** The build that asks for it: its URL, or its name where Jenkins does not know its own URL. */
    public String origin() {
        return origin == null ? trace.getOrDefault("jenkins:job", "Jenkins") : origin;
    }

    /** How far it is followed. */
    public WaitUntil waitUntil() {
        return waitUntil == null ? WaitUntil.DEPLOYED : waitUntil;
    }

    /** Whether a block of the pipeline answers pauses, not a person on the build page. */
    public boolean isGated() {
        return gated;
    }

    /** Whether the time of a pause is not part of the timeout. */
    public boolean clockStopsAtPauses() {
        return !waitUntil().isPause() && !pausesCount;
    }

    /** Whether a user may answer a pause on the build page. */
    public boolean takesAnswers() {
        return !gated;
    }

    /** Nothing is to be changed: what would be done is worked out and told. */
    public boolean dryRun() {
        return goal instanceof Goal.Plan;
    }

    /** ARN of the service deployment that someone else started and that is to be followed; null for one of our own. */
    @Nullable
    public String attachTo() {
        return goal instanceof Goal.Follow follow ? follow.serviceDeployment() : null;
    }

    /** Users and groups who alone may answer a pause; empty for all that have the permission. */
    public List<String> submitters() {
        return submitters == null ? List.of() : Collections.unmodifiableList(submitters);
    }
}
