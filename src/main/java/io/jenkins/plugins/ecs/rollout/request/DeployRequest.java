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
    private final Goal goal;
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

    private DeployRequest(Builder b, DefinitionLookups lookups) {
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
    public static Builder of(@NonNull String region, @NonNull String cluster, @NonNull String service) {
        return new Builder(region, cluster, service);
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
        try {
            DeployRequest resolved = (DeployRequest) clone();
            resolved.values = values.with(Setting.SERVICE_DEFINITION, text);
            return resolved;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
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

    /** Whether a task before the deployment cannot be undone, so that the previous revision may not work any more. */
    public boolean isIrreversible() {
        return irreversible;
    }

    /** The same for a caller that verifies the deployment itself. */
    @NonNull
    public DeployRequest withoutVerification() {
        try {
            DeployRequest copy = (DeployRequest) clone();
            copy.verification = null;
            return copy;
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
        Builder back = rollbackOnly(to, from).with(Setting.SCHEDULED_TASKS, values.get(Setting.SCHEDULED_TASKS));
        return back.build();
    }

    /** The same; scheduled tasks, which have not followed the deployment yet, stay as they are. */
    @NonNull
    public DeployRequest backWithoutSchedules(@NonNull String to, @NonNull String from) {
        return rollbackOnly(to, from).build();
    }

    private Builder rollbackOnly(String to, String from) {
        Builder back = of(region, cluster, service)
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

    /** Collects a request; what is not set stays as the service has it. */
    public static final class Builder {
        private final String region;
        private final String cluster;
        private final String service;
        private String taskDefinition;
        private List<ContainerChange> changes = List.of();
        private Integer desiredCount;
        private boolean forceNewDeployment;
        private boolean waitForEnd = true;
        private SettingValues values = SettingValues.NONE;
        private Goal goal = new Goal.Deploy();
        private Map<String, String> trace = Map.of();
        private StrategySettings strategy;
        private CodeDeploySettings codeDeploy;
        private String origin;
        private WaitUntil waitUntil = WaitUntil.DEPLOYED;
        private boolean gated;
        private boolean pausesCount;
        private List<String> submitters = List.of();
        private String target;
        private String targetLabel;
        private Map<String, String> settings = Map.of();
        private Boolean circuitBreaker;
        private DeploymentTasks tasks = DeploymentTasks.NONE;
        private DeploymentVerification verification;
        private boolean irreversible;

        private String tfstate;

        private Builder(String region, String cluster, String service) {
            this.region = region;
            this.cluster = cluster;
            this.service = service;
        }

        public Builder taskDefinition(@Nullable String textOrReference) {
            this.taskDefinition = textOrReference;
            return this;
        }

        /** @param state of Terraform, as a text or a place in S3 */
        public Builder tfstate(@Nullable String state) {
            this.tfstate = state;
            return this;
        }

        public Builder changes(@NonNull List<ContainerChange> changes) {
            this.changes = changes;
            return this;
        }

        public Builder desiredCount(@Nullable Integer desiredCount) {
            this.desiredCount = desiredCount;
            return this;
        }

        public Builder forceNewDeployment(boolean force) {
            this.forceNewDeployment = force;
            return this;
        }

        public Builder waitForEnd(boolean wait) {
            this.waitForEnd = wait;
            return this;
        }

        /** Values of {@link Setting}; those that are not given are the defaults. */
        public Builder with(@NonNull SettingValues more) {
            for (Setting setting : more.given().toList()) {
                with(setting, more.get(setting));
            }
            return this;
        }

        /** @param value null for the default */
        public Builder with(@NonNull Setting setting, @Nullable Object value) {
            values = values.with(setting, value);
            return this;
        }

        /** A rollback: of what is under way, or to the last revision that is known to be good, or to the one named. */
        public Builder goesBack(boolean back) {
            return back ? goal(new Goal.RollBack()) : this;
        }

        /** The last one that is given counts. */
        public Builder goal(@NonNull Goal what) {
            this.goal = what;
            return this;
        }

        /**
         * @param name null for none
         * @param label what people see instead of it
         */
        public Builder target(@Nullable String name, @Nullable String label) {
            this.target = name;
            this.targetLabel = label;
            return this;
        }

        /** For people: each effective setting and the place that it comes from, by what it is called. */
        public Builder settings(@NonNull Map<String, String> shown) {
            this.settings = shown;
            return this;
        }

        /** Of a rolling update; {@link io.jenkins.plugins.ecs.rollout.strategy.StrategySettings} has its own. */
        public Builder circuitBreaker(@Nullable Boolean on) {
            this.circuitBreaker = on;
            return this;
        }

        public Builder tasks(@NonNull DeploymentTasks beforeAndAfter) {
            this.tasks = beforeAndAfter;
            return this;
        }

        /** Whether a task before the deployment cannot be undone. */
        public Builder irreversible(boolean task) {
            this.irreversible = task;
            return this;
        }

        /** @param checks null for none */
        public Builder verification(@Nullable DeploymentVerification checks) {
            this.verification = checks;
            return this;
        }

        public Builder trace(@NonNull Map<String, String> trace) {
            this.trace = trace;
            return this;
        }

        public Builder strategy(@Nullable StrategySettings settings) {
            this.strategy = settings;
            return this;
        }

        public Builder codeDeploy(@Nullable CodeDeploySettings settings) {
            this.codeDeploy = settings;
            return this;
        }

        /** @param build its URL or name */
        public Builder origin(@Nullable String build) {
            this.origin = build;
            return this;
        }

        public Builder waitUntil(@NonNull WaitUntil until) {
            this.waitUntil = until;
            return this;
        }

        public Builder gated(boolean byABlock) {
            this.gated = byABlock;
            return this;
        }

        /** Whether the time of pauses is part of the timeout. */
        public Builder pausesCount(boolean count) {
            this.pausesCount = count;
            return this;
        }

        public Builder dryRun(boolean only) {
            return only ? goal(new Goal.Plan()) : this;
        }

        /**
         * Nothing is deployed: a deployment that is there is followed.
         *
         * @param serviceDeployment ARN
         */
        public Builder attachTo(@NonNull String serviceDeployment) {
            return goal(new Goal.Follow(serviceDeployment));
        }

        public Builder submitters(@NonNull List<String> names) {
            this.submitters = names;
            return this;
        }

        /** @throws IllegalArgumentException naming each field that is wrong, its value and what to do */
        @NonNull
        public DeployRequest build() {
            // A text that is wrong cannot be searched for look-ups.
            DeployRequest unchecked = new DeployRequest(this, DefinitionLookups.of(null, null, null, null));
            List<String> problems = DeployRequestChecks.problems(unchecked, goal, tfstate);
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
            return new DeployRequest(
                    this,
                    DefinitionLookups.of(
                            taskDefinition,
                            values.get(Setting.PATCH),
                            values.get(Setting.SERVICE_DEFINITION),
                            tfstate));
        }
    }
}
