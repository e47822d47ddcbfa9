package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.Setting;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.WaitUntil;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategyChecks;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that brings a new revision in blue/green, as a canary or in linear steps. What is null stays as the service has it. */
public abstract class EcsStagedStep extends EcsRevisionStep {

    private static final long serialVersionUID = 1L;

    private String strategy;
    private Double canaryPercent;
    private Integer canaryBakeTime;
    private Double stepPercent;
    private Integer stepBakeTime;
    private Integer bakeTime;
    private ArrayList<String> alarms = new ArrayList<>();
    private String circuitBreaker;
    private ArrayList<String> pauseAt = new ArrayList<>();
    private Integer pauseTimeout;
    private String onPauseTimeout;
    private boolean timeoutCountsPauses;
    private String alternateTargetGroup;
    private String productionListenerRule;
    private String testListenerRule;
    private String infrastructureRole;
    private String codeDeployApplication;
    private String codeDeployGroup;
    private String deploymentConfig;
    private String appSpec;
    private ArrayList<String> autoRollback = new ArrayList<>();

    protected EcsStagedStep(@CheckForNull String service) {
        super(service);
    }

    /** {@code BLUE_GREEN}, {@code CANARY} or {@code LINEAR}. */
    @CheckForNull
    public String getStrategy() {
        return strategy;
    }

    @DataBoundSetter
    public void setStrategy(String strategy) {
        this.strategy = Util.fixEmptyAndTrim(strategy);
    }

    @CheckForNull
    public Double getCanaryPercent() {
        return canaryPercent;
    }

    @DataBoundSetter
    public void setCanaryPercent(Double canaryPercent) {
        this.canaryPercent = canaryPercent;
    }

    /** Minutes. */
    @CheckForNull
    public Integer getCanaryBakeTime() {
        return canaryBakeTime;
    }

    @DataBoundSetter
    public void setCanaryBakeTime(Integer canaryBakeTime) {
        this.canaryBakeTime = canaryBakeTime;
    }

    @CheckForNull
    public Double getStepPercent() {
        return stepPercent;
    }

    @DataBoundSetter
    public void setStepPercent(Double stepPercent) {
        this.stepPercent = stepPercent;
    }

    /** Minutes. */
    @CheckForNull
    public Integer getStepBakeTime() {
        return stepBakeTime;
    }

    @DataBoundSetter
    public void setStepBakeTime(Integer stepBakeTime) {
        this.stepBakeTime = stepBakeTime;
    }

    /** Minutes. */
    @CheckForNull
    public Integer getBakeTime() {
        return bakeTime;
    }

    @DataBoundSetter
    public void setBakeTime(Integer bakeTime) {
        this.bakeTime = bakeTime;
    }

    public List<String> getAlarms() {
        return Collections.unmodifiableList(alarms);
    }

    /** For the form, where a list is one line. */
    @Restricted(NoExternalUse.class)
    public String getAlarmsText() {
        return String.join(", ", alarms);
    }

    @DataBoundSetter
    public void setAlarms(List<String> alarms) {
        this.alarms = TextLines.clean(alarms);
    }

    /** {@code on} or {@code off}. */
    @CheckForNull
    public String getCircuitBreaker() {
        return circuitBreaker;
    }

    @DataBoundSetter
    public void setCircuitBreaker(String circuitBreaker) {
        this.circuitBreaker = Util.fixEmptyAndTrim(circuitBreaker);
    }

    public List<String> getPauseAt() {
        return Collections.unmodifiableList(pauseAt);
    }

    /** For the form, where a list is one line. */
    @Restricted(NoExternalUse.class)
    public String getPauseAtText() {
        return String.join(", ", pauseAt);
    }

    @DataBoundSetter
    public void setPauseAt(List<String> pauseAt) {
        this.pauseAt = TextLines.clean(pauseAt);
    }

    /** Minutes. */
    @CheckForNull
    public Integer getPauseTimeout() {
        return pauseTimeout;
    }

    @DataBoundSetter
    public void setPauseTimeout(Integer pauseTimeout) {
        this.pauseTimeout = pauseTimeout;
    }

    /** {@code rollback} or {@code continue}. */
    @CheckForNull
    public String getOnPauseTimeout() {
        return onPauseTimeout;
    }

    @DataBoundSetter
    public void setOnPauseTimeout(String onPauseTimeout) {
        String plain = Util.fixEmptyAndTrim(onPauseTimeout);
        this.onPauseTimeout = "rollback".equalsIgnoreCase(plain) ? null : plain;
    }

    public boolean isTimeoutCountsPauses() {
        return timeoutCountsPauses;
    }

    @DataBoundSetter
    public void setTimeoutCountsPauses(boolean timeoutCountsPauses) {
        this.timeoutCountsPauses = timeoutCountsPauses;
    }

    @CheckForNull
    public String getAlternateTargetGroup() {
        return alternateTargetGroup;
    }

    @DataBoundSetter
    public void setAlternateTargetGroup(String alternateTargetGroup) {
        this.alternateTargetGroup = Util.fixEmptyAndTrim(alternateTargetGroup);
    }

    @CheckForNull
    public String getProductionListenerRule() {
        return productionListenerRule;
    }

    @DataBoundSetter
    public void setProductionListenerRule(String productionListenerRule) {
        this.productionListenerRule = Util.fixEmptyAndTrim(productionListenerRule);
    }

    @CheckForNull
    public String getTestListenerRule() {
        return testListenerRule;
    }

    @DataBoundSetter
    public void setTestListenerRule(String testListenerRule) {
        this.testListenerRule = Util.fixEmptyAndTrim(testListenerRule);
    }

    @CheckForNull
    public String getInfrastructureRole() {
        return infrastructureRole;
    }

    @DataBoundSetter
    public void setInfrastructureRole(String infrastructureRole) {
        this.infrastructureRole = Util.fixEmptyAndTrim(infrastructureRole);
    }

    @NonNull
    @Override
    public SettingsLayer layer() {
        return super.layer().with(Setting.STRATEGY, strategy).with(Setting.CIRCUIT_BREAKER, circuitBreaker);
    }

    /** Of CodeDeploy; null for the one that is found by the service. */
    @CheckForNull
    public String getCodeDeployApplication() {
        return codeDeployApplication;
    }

    @DataBoundSetter
    public void setCodeDeployApplication(String codeDeployApplication) {
        this.codeDeployApplication = Util.fixEmptyAndTrim(codeDeployApplication);
    }

    @CheckForNull
    public String getCodeDeployGroup() {
        return codeDeployGroup;
    }

    @DataBoundSetter
    public void setCodeDeployGroup(String codeDeployGroup) {
        this.codeDeployGroup = Util.fixEmptyAndTrim(codeDeployGroup);
    }

    /** Name of a deployment configuration of CodeDeploy. */
    @CheckForNull
    public String getDeploymentConfig() {
        return deploymentConfig;
    }

    @DataBoundSetter
    public void setDeploymentConfig(String deploymentConfig) {
        this.deploymentConfig = Util.fixEmptyAndTrim(deploymentConfig);
    }

    /** JSON or YAML. */
    @CheckForNull
    public String getAppSpec() {
        return appSpec;
    }

    @DataBoundSetter
    public void setAppSpec(String appSpec) {
        this.appSpec = Util.fixEmptyAndTrim(appSpec);
    }

    /** Events of CodeDeploy, or {@code NONE}. */
    public List<String> getAutoRollback() {
        return Collections.unmodifiableList(autoRollback);
    }

    /** For the form, where a list is one line. */
    @Restricted(NoExternalUse.class)
    public String getAutoRollbackText() {
        return String.join(", ", autoRollback);
    }

    @DataBoundSetter
    public void setAutoRollback(List<String> autoRollback) {
        this.autoRollback = TextLines.clean(autoRollback);
    }

    /** How far the deployment is followed; {@code deployed} where the step can't be told. */
    @CheckForNull
    abstract String until();

    @NonNull
    @Override
    Stream<Optional<String>> ownProblems(EcsSettings settings) {
        return Stream.of(
                StrategyChecks.strategy(settings.get(Setting.STRATEGY)),
                StrategyChecks.circuitBreaker(settings.get(Setting.CIRCUIT_BREAKER)),
                StrategyChecks.onPauseTimeout(onPauseTimeout),
                WaitUntil.problem(until()));
    }

    /** The settings themselves are checked with the whole request. */
    @Override
    void complete(DeployRequest.Builder request, EcsSettings settings) {
        request.strategy(StrategySettings.of(
                                Strategy.parse(settings.get(Setting.STRATEGY)).orElse(null))
                        .canary(canaryPercent, canaryBakeTime)
                        .linear(stepPercent, stepBakeTime)
                        .bakeMinutes(bakeTime)
                        .alarms(alarms)
                        .circuitBreaker(circuitBreaker(settings))
                        .pauseAt(pauseAt)
                        .pauseTimeout(pauseTimeout, "continue".equalsIgnoreCase(onPauseTimeout))
                        .loadBalancer(
                                alternateTargetGroup, productionListenerRule, testListenerRule, infrastructureRole)
                        .inherited(strategy == null, circuitBreaker == null)
                        .build())
                .codeDeploy(new CodeDeploySettings(
                        codeDeployApplication, codeDeployGroup, deploymentConfig, appSpec, autoRollback))
                .waitUntil(WaitUntil.parse(until()))
                .pausesCount(timeoutCountsPauses);
    }
}
