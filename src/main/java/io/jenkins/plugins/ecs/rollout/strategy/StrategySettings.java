package io.jenkins.plugins.ecs.rollout.strategy;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one {@code ecsBlueGreen} asks for beyond a new revision. Null and empty mean: as the service has it. Immutable and
 * persisted with the request.
 */
public final class StrategySettings implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Strategy strategy;
    private final boolean rolling;
    private final Double canaryPercent;
    private final Integer canaryBakeMinutes;
    private final Double stepPercent;
    private final Integer stepBakeMinutes;
    private final Integer bakeMinutes;
    private final ArrayList<String> alarms;
    private final Boolean circuitBreaker;
    private final ArrayList<String> pauseAt;
    private final Integer pauseTimeoutMinutes;
    private final boolean continueAfterPause;
    private final String alternateTargetGroup;
    private final String productionListenerRule;
    private final String testListenerRule;
    private final String infrastructureRole;
    /** They are not the step's own: what they do not fit continues without them. */
    private final boolean inheritedStrategy;

    private final boolean inheritedCircuitBreaker;

    private StrategySettings(Builder b) {
        strategy = b.strategy;
        rolling = b.rolling;
        canaryPercent = b.canaryPercent;
        canaryBakeMinutes = b.canaryBakeMinutes;
        stepPercent = b.stepPercent;
        stepBakeMinutes = b.stepBakeMinutes;
        bakeMinutes = b.bakeMinutes;
        alarms = new ArrayList<>(b.alarms);
        circuitBreaker = b.circuitBreaker;
        pauseAt = new ArrayList<>(b.pauseAt);
        pauseTimeoutMinutes = b.pauseTimeoutMinutes;
        continueAfterPause = b.continueAfterPause;
        alternateTargetGroup = b.alternateTargetGroup;
        productionListenerRule = b.productionListenerRule;
        testListenerRule = b.testListenerRule;
        infrastructureRole = b.infrastructureRole;
        inheritedStrategy = b.inheritedStrategy;
        inheritedCircuitBreaker = b.inheritedCircuitBreaker;
    }

    /** A copy with the circuit breaker of a target or of other settings; null for as the service has it. */
    @NonNull
    public StrategySettings inheriting(@Nullable Boolean breaker) {
        return of(strategy)
                .rolling(rolling)
                .canary(canaryPercent, canaryBakeMinutes)
                .linear(stepPercent, stepBakeMinutes)
                .bakeMinutes(bakeMinutes)
                .alarms(alarms)
                .circuitBreaker(breaker)
                .pauseAt(pauseAt)
                .pauseTimeout(pauseTimeoutMinutes, continueAfterPause)
                .loadBalancer(alternateTargetGroup, productionListenerRule, testListenerRule, infrastructureRole)
                .inherited(inheritedStrategy, true)
                .build();
    }

    @NonNull
    public static Builder of(@Nullable Strategy strategy) {
        return new Builder(strategy);
    }

    @Nullable
    public Strategy strategy() {
        return strategy;
    }

    /** Whether the service is to be updated in a rolling update, whatever strategy it has. */
    public boolean isRolling() {
        return rolling;
    }

    @Nullable
    public Double canaryPercent() {
        return canaryPercent;
    }

    @Nullable
    public Integer canaryBakeMinutes() {
        return canaryBakeMinutes;
    }

    @Nullable
    public Double stepPercent() {
        return stepPercent;
    }

    @Nullable
    public Integer stepBakeMinutes() {
        return stepBakeMinutes;
    }

    @Nullable
    Integer bakeMinutes() {
        return bakeMinutes;
    }

    /** Names of CloudWatch alarms. */
    public List<String> alarms() {
        return Collections.unmodifiableList(alarms);
    }

    @Nullable
    public Boolean circuitBreaker() {
        return circuitBreaker;
    }

    /** Stages at which ECS is to wait for an answer; {@link StrategyChecks#NO_PAUSES} alone takes the pauses away. */
    public List<String> pauseAt() {
        return Collections.unmodifiableList(pauseAt);
    }

    @Nullable
    Integer pauseTimeoutMinutes() {
        return pauseTimeoutMinutes;
    }

    /** Whether ECS continues when nobody answered in time; otherwise it rolls back. */
    boolean continueAfterPause() {
        return continueAfterPause;
    }

    @Nullable
    String alternateTargetGroup() {
        return alternateTargetGroup;
    }

    @Nullable
    String productionListenerRule() {
        return productionListenerRule;
    }

    @Nullable
    String testListenerRule() {
        return testListenerRule;
    }

    @Nullable
    String infrastructureRole() {
        return infrastructureRole;
    }

    /** Names of the step's own parameters that are given and that only a deployment of ECS's own takes. */
    public List<String> givenForEcs() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("strategy", inheritedStrategy ? null : rolling ? StrategyPatch.ROLLING : strategy);
        all.put("canaryPercent", canaryPercent);
        all.put("canaryBakeTime", canaryBakeMinutes);
        all.put("stepPercent", stepPercent);
        all.put("stepBakeTime", stepBakeMinutes);
        all.put("bakeTime", bakeMinutes);
        all.put("circuitBreaker", inheritedCircuitBreaker ? null : circuitBreaker);
        all.put("pauseAt", pauseAt.isEmpty() ? null : pauseAt);
        all.put("alternateTargetGroup", alternateTargetGroup);
        all.put("productionListenerRule", productionListenerRule);
        all.put("testListenerRule", testListenerRule);
        all.put("infrastructureRole", infrastructureRole);
        all.values().removeIf(Objects::isNull);
        return new ArrayList<>(all.keySet());
    }

    boolean changesLoadBalancer() {
        return alternateTargetGroup != null
                || productionListenerRule != null
                || testListenerRule != null
                || infrastructureRole != null;
    }

    /** Collects settings. */
    public static final class Builder {
        private final Strategy strategy;
        private boolean rolling;
        private Double canaryPercent;
        private Integer canaryBakeMinutes;
        private Double stepPercent;
        private Integer stepBakeMinutes;
        private Integer bakeMinutes;
        private List<String> alarms = List.of();
        private Boolean circuitBreaker;
        private List<String> pauseAt = List.of();
        private Integer pauseTimeoutMinutes;
        private boolean continueAfterPause;
        private String alternateTargetGroup;
        private String productionListenerRule;
        private String testListenerRule;
        private String infrastructureRole;
        private boolean inheritedStrategy;
        private boolean inheritedCircuitBreaker;

        private Builder(Strategy strategy) {
            this.strategy = strategy;
        }

        /** A rolling update in the place of any strategy. */
        public Builder rolling(boolean isRolling) {
            rolling = isRolling;
            return this;
        }

        public Builder canary(@Nullable Double percent, @Nullable Integer bakeMinutes) {
            canaryPercent = percent;
            canaryBakeMinutes = bakeMinutes;
            return this;
        }

        public Builder linear(@Nullable Double percent, @Nullable Integer bakeMinutes) {
            stepPercent = percent;
            stepBakeMinutes = bakeMinutes;
            return this;
        }

        public Builder bakeMinutes(@Nullable Integer minutes) {
            bakeMinutes = minutes;
            return this;
        }

        public Builder alarms(@NonNull List<String> names) {
            alarms = names;
            return this;
        }

        public Builder circuitBreaker(@Nullable Boolean on) {
            circuitBreaker = on;
            return this;
        }

        public Builder pauseAt(@NonNull List<String> stages) {
            pauseAt = stages;
            return this;
        }

        /** @param goOn whether ECS continues then, instead of rolling back */
        public Builder pauseTimeout(@Nullable Integer minutes, boolean goOn) {
            pauseTimeoutMinutes = minutes;
            continueAfterPause = goOn;
            return this;
        }

        public Builder loadBalancer(
                @Nullable String alternateGroup,
                @Nullable String productionRule,
                @Nullable String testRule,
                @Nullable String role) {
            alternateTargetGroup = alternateGroup;
            productionListenerRule = productionRule;
            testListenerRule = testRule;
            infrastructureRole = role;
            return this;
        }

        /** What of it comes from a target or another setting, not from the step. */
        public Builder inherited(boolean strategyIs, boolean circuitBreakerIs) {
            inheritedStrategy = strategyIs;
            inheritedCircuitBreaker = circuitBreakerIs;
            return this;
        }

        @NonNull
        public StrategySettings build() {
            return new StrategySettings(this);
        }
    }
}
