package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.WaitUntil;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that brings a new revision in blue/green, as a canary or in linear steps. What is null stays as the service has it. */
public abstract class EcsStagedStep extends EcsRevisionStep {

    private static final long serialVersionUID = 1L;

    protected EcsStagedStep(@CheckForNull String service) {
        super(service);
    }

    /** {@code BLUE_GREEN}, {@code CANARY} or {@code LINEAR}. */
    @CheckForNull
    public String getStrategy() {
        return values().get(Setting.STRATEGY);
    }

    @DataBoundSetter
    public void setStrategy(String strategy) {
        set(Setting.STRATEGY, strategy);
    }

    @CheckForNull
    public Double getCanaryPercent() {
        return values().decimal(Setting.CANARY_PERCENT);
    }

    @DataBoundSetter
    public void setCanaryPercent(Double canaryPercent) {
        set(Setting.CANARY_PERCENT, canaryPercent);
    }

    /** Minutes. */
    @CheckForNull
    public Integer getCanaryBakeTime() {
        return values().whole(Setting.CANARY_BAKE_TIME);
    }

    @DataBoundSetter
    public void setCanaryBakeTime(Integer canaryBakeTime) {
        set(Setting.CANARY_BAKE_TIME, canaryBakeTime);
    }

    @CheckForNull
    public Double getStepPercent() {
        return values().decimal(Setting.STEP_PERCENT);
    }

    @DataBoundSetter
    public void setStepPercent(Double stepPercent) {
        set(Setting.STEP_PERCENT, stepPercent);
    }

    /** Minutes. */
    @CheckForNull
    public Integer getStepBakeTime() {
        return values().whole(Setting.STEP_BAKE_TIME);
    }

    @DataBoundSetter
    public void setStepBakeTime(Integer stepBakeTime) {
        set(Setting.STEP_BAKE_TIME, stepBakeTime);
    }

    /** Minutes. */
    @CheckForNull
    public Integer getBakeTime() {
        return values().whole(Setting.BAKE_TIME);
    }

    @DataBoundSetter
    public void setBakeTime(Integer bakeTime) {
        set(Setting.BAKE_TIME, bakeTime);
    }

    public List<String> getAlarms() {
        return names(Setting.ALARMS);
    }

    /** For the form, where a list is one line. */
    @Restricted(NoExternalUse.class)
    public String getAlarmsText() {
        return String.join(", ", getAlarms());
    }

    @DataBoundSetter
    public void setAlarms(List<String> alarms) {
        set(Setting.ALARMS, TextLines.joined(alarms));
    }

    @CheckForNull
    public String getCircuitBreaker() {
        return values().get(Setting.CIRCUIT_BREAKER);
    }

    @DataBoundSetter
    public void setCircuitBreaker(String circuitBreaker) {
        set(Setting.CIRCUIT_BREAKER, circuitBreaker);
    }

    public List<String> getPauseAt() {
        return names(Setting.PAUSE_AT);
    }

    /** For the form, where a list is one line. */
    @Restricted(NoExternalUse.class)
    public String getPauseAtText() {
        return String.join(", ", getPauseAt());
    }

    @DataBoundSetter
    public void setPauseAt(List<String> pauseAt) {
        set(Setting.PAUSE_AT, TextLines.joined(pauseAt));
    }

    /** Minutes. */
    @CheckForNull
    public Integer getPauseTimeout() {
        return values().whole(Setting.PAUSE_TIMEOUT);
    }

    @DataBoundSetter
    public void setPauseTimeout(Integer pauseTimeout) {
        set(Setting.PAUSE_TIMEOUT, pauseTimeout);
    }

    @CheckForNull
    public String getOnPauseTimeout() {
        return values().get(Setting.ON_PAUSE_TIMEOUT);
    }

    @DataBoundSetter
    public void setOnPauseTimeout(String onPauseTimeout) {
        set(Setting.ON_PAUSE_TIMEOUT, onPauseTimeout);
    }

    public boolean isTimeoutCountsPauses() {
        return values().flag(Setting.TIMEOUT_COUNTS_PAUSES);
    }

    @DataBoundSetter
    public void setTimeoutCountsPauses(boolean timeoutCountsPauses) {
        set(Setting.TIMEOUT_COUNTS_PAUSES, timeoutCountsPauses);
    }

    @CheckForNull
    public String getAlternateTargetGroup() {
        return values().get(Setting.ALTERNATE_TARGET_GROUP);
    }

    @DataBoundSetter
    public void setAlternateTargetGroup(String alternateTargetGroup) {
        set(Setting.ALTERNATE_TARGET_GROUP, alternateTargetGroup);
    }

    @CheckForNull
    public String getProductionListenerRule() {
        return values().get(Setting.PRODUCTION_LISTENER_RULE);
    }

    @DataBoundSetter
    public void setProductionListenerRule(String productionListenerRule) {
        set(Setting.PRODUCTION_LISTENER_RULE, productionListenerRule);
    }

    @CheckForNull
    public String getTestListenerRule() {
        return values().get(Setting.TEST_LISTENER_RULE);
    }

    @DataBoundSetter
    public void setTestListenerRule(String testListenerRule) {
        set(Setting.TEST_LISTENER_RULE, testListenerRule);
    }

    @CheckForNull
    public String getInfrastructureRole() {
        return values().get(Setting.INFRASTRUCTURE_ROLE);
    }

    @DataBoundSetter
    public void setInfrastructureRole(String infrastructureRole) {
        set(Setting.INFRASTRUCTURE_ROLE, infrastructureRole);
    }

    /** Of CodeDeploy; null for the one that is found by the service. */
    @CheckForNull
    public String getCodeDeployApplication() {
        return values().get(Setting.CODE_DEPLOY_APPLICATION);
    }

    @DataBoundSetter
    public void setCodeDeployApplication(String codeDeployApplication) {
        set(Setting.CODE_DEPLOY_APPLICATION, codeDeployApplication);
    }

    @CheckForNull
    public String getCodeDeployGroup() {
        return values().get(Setting.CODE_DEPLOY_GROUP);
    }

    @DataBoundSetter
    public void setCodeDeployGroup(String codeDeployGroup) {
        set(Setting.CODE_DEPLOY_GROUP, codeDeployGroup);
    }

    /** Name of a deployment configuration of CodeDeploy. */
    @CheckForNull
    public String getDeploymentConfig() {
        return values().get(Setting.DEPLOYMENT_CONFIG);
    }

    @DataBoundSetter
    public void setDeploymentConfig(String deploymentConfig) {
        set(Setting.DEPLOYMENT_CONFIG, deploymentConfig);
    }

    /** JSON or YAML text; null for the one that is made from the service. */
    @CheckForNull
    public String getAppSpec() {
        return values().get(Setting.APP_SPEC);
    }

    @DataBoundSetter
    public void setAppSpec(String appSpec) {
        set(Setting.APP_SPEC, appSpec);
    }

    /** Events of CodeDeploy. */
    public List<String> getAutoRollback() {
        return names(Setting.AUTO_ROLLBACK);
    }

    /** For the form, where a list is one line. */
    @Restricted(NoExternalUse.class)
    public String getAutoRollbackText() {
        return String.join(", ", getAutoRollback());
    }

    @DataBoundSetter
    public void setAutoRollback(List<String> autoRollback) {
        set(Setting.AUTO_ROLLBACK, TextLines.joined(autoRollback));
    }

    /** How far the deployment is followed; {@code deployed} if the step does not have the parameter. */
    @CheckForNull
    abstract String until();

    @NonNull
    @Override
    Stream<Optional<String>> ownProblems(EcsSettings settings) {
        return Stream.of(
                Setting.STRATEGY.problem(settings.get(Setting.STRATEGY)),
                Setting.ON_PAUSE_TIMEOUT.problem(getOnPauseTimeout()),
                Setting.WAIT_UNTIL.problem(until()));
    }

    /** The settings themselves are checked with the whole request. */
    @Override
    void complete(DeployRequestBuilder request, EcsSettings settings) {
        request.strategy(StrategySettings.of(
                                Strategy.parse(settings.get(Setting.STRATEGY)).orElse(null))
                        .canary(getCanaryPercent(), getCanaryBakeTime())
                        .linear(getStepPercent(), getStepBakeTime())
                        .bakeMinutes(getBakeTime())
                        .alarms(getAlarms())
                        .circuitBreaker(circuitBreaker(settings))
                        .pauseAt(getPauseAt())
                        .pauseTimeout(getPauseTimeout(), "continue".equalsIgnoreCase(getOnPauseTimeout()))
                        .loadBalancer(
                                getAlternateTargetGroup(),
                                getProductionListenerRule(),
                                getTestListenerRule(),
                                getInfrastructureRole())
                        .inherited(getStrategy() == null, getCircuitBreaker() == null)
                        .build())
                .codeDeploy(new CodeDeploySettings(
                        getCodeDeployApplication(),
                        getCodeDeployGroup(),
                        getDeploymentConfig(),
                        getAppSpec(),
                        getAutoRollback()))
                .waitUntil(WaitUntil.parse(until()))
                .pausesCount(isTimeoutCountsPauses());
    }
}
