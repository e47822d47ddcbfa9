package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.lookups.DefinitionLookups;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.rollout.verification.DeploymentVerification;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import java.util.List;
import java.util.Map;

/** Collects a request; what is not set stays as the service has it. */
public final class DeployRequestBuilder {
    final String region;
    final String cluster;
    final String service;
    String taskDefinition;
    List<ContainerChange> changes = List.of();
    Integer desiredCount;
    boolean forceNewDeployment;
    boolean waitForEnd = true;
    SettingValues values = SettingValues.NONE;
    Goal goal = new Goal.Deploy();
    Map<String, String> trace = Map.of();
    StrategySettings strategy;
    CodeDeploySettings codeDeploy;
    String origin;
    WaitUntil waitUntil = WaitUntil.DEPLOYED;
    boolean gated;
    boolean pausesCount;
    List<String> submitters = List.of();
    String target;
    String targetLabel;
    Map<String, String> settings = Map.of();
    Boolean circuitBreaker;
    DeploymentTasks tasks = DeploymentTasks.NONE;
    DeploymentVerification verification;
    boolean irreversible;

    private String tfstate;

    DeployRequestBuilder(String region, String cluster, String service) {
        this.region = region;
        this.cluster = cluster;
        this.service = service;
    }

    public DeployRequestBuilder taskDefinition(@Nullable String textOrReference) {
        this.taskDefinition = textOrReference;
        return this;
    }

    /** @param state of Terraform, as a text or a place in S3 */
    public DeployRequestBuilder tfstate(@Nullable String state) {
        this.tfstate = state;
        return this;
    }

    public DeployRequestBuilder changes(@NonNull List<ContainerChange> changes) {
        this.changes = changes;
        return this;
    }

    public DeployRequestBuilder desiredCount(@Nullable Integer desiredCount) {
        this.desiredCount = desiredCount;
        return this;
    }

    public DeployRequestBuilder forceNewDeployment(boolean force) {
        this.forceNewDeployment = force;
        return this;
    }

    public DeployRequestBuilder waitForEnd(boolean wait) {
        this.waitForEnd = wait;
        return this;
    }

    /** Values of {@link Setting}; those that are not given are the defaults. */
    public DeployRequestBuilder with(@NonNull SettingValues more) {
        for (Setting setting : more.given().toList()) {
            with(setting, more.get(setting));
        }
        return this;
    }

    /** @param value null for the default */
    public DeployRequestBuilder with(@NonNull Setting setting, @Nullable Object value) {
        values = values.with(setting, value);
        return this;
    }

    /** A rollback: of what is under way, or to the last revision that is known to be good, or to the one named. */
    public DeployRequestBuilder goesBack(boolean back) {
        return back ? goal(new Goal.RollBack()) : this;
    }

    /** The last one that is given counts. */
    public DeployRequestBuilder goal(@NonNull Goal what) {
        this.goal = what;
        return this;
    }

    /**
     * @param name null for none
     * @param label what people see instead of it
     */
    public DeployRequestBuilder target(@Nullable String name, @Nullable String label) {
        this.target = name;
        this.targetLabel = label;
        return this;
    }

    /** For people: each effective setting and the place that it comes from, by what it is called. */
    public DeployRequestBuilder settings(@NonNull Map<String, String> shown) {
        this.settings = shown;
        return this;
    }

    /** Of a rolling update; {@link io.jenkins.plugins.ecs.rollout.strategy.StrategySettings} has its own. */
    public DeployRequestBuilder circuitBreaker(@Nullable Boolean on) {
        this.circuitBreaker = on;
        return this;
    }

    public DeployRequestBuilder tasks(@NonNull DeploymentTasks beforeAndAfter) {
        this.tasks = beforeAndAfter;
        return this;
    }

    /** Whether a task before the deployment cannot be undone. */
    public DeployRequestBuilder irreversible(boolean task) {
        this.irreversible = task;
        return this;
    }

    /** @param checks null for none */
    public DeployRequestBuilder verification(@Nullable DeploymentVerification checks) {
        this.verification = checks;
        return this;
    }

    public DeployRequestBuilder trace(@NonNull Map<String, String> trace) {
        this.trace = trace;
        return this;
    }

    public DeployRequestBuilder strategy(@Nullable StrategySettings settings) {
        this.strategy = settings;
        return this;
    }

    public DeployRequestBuilder codeDeploy(@Nullable CodeDeploySettings settings) {
        this.codeDeploy = settings;
        return this;
    }

    /** @param build its URL or name */
    public DeployRequestBuilder origin(@Nullable String build) {
        this.origin = build;
        return this;
    }

    public DeployRequestBuilder waitUntil(@NonNull WaitUntil until) {
        this.waitUntil = until;
        return this;
    }

    public DeployRequestBuilder gated(boolean byABlock) {
        this.gated = byABlock;
        return this;
    }

    /** Whether the time of pauses is part of the timeout. */
    public DeployRequestBuilder pausesCount(boolean count) {
        this.pausesCount = count;
        return this;
    }

    public DeployRequestBuilder dryRun(boolean only) {
        return only ? goal(new Goal.Plan()) : this;
    }

    /**
     * Nothing is deployed: a deployment that is there is followed.
     *
     * @param serviceDeployment ARN
     */
    public DeployRequestBuilder attachTo(@NonNull String serviceDeployment) {
        return goal(new Goal.Follow(serviceDeployment));
    }

    public DeployRequestBuilder submitters(@NonNull List<String> names) {
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
                        taskDefinition, values.get(Setting.PATCH), values.get(Setting.SERVICE_DEFINITION), tfstate));
    }
}
