package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.state.Details;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.TimedEvent;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import java.util.Map;
import java.util.function.Consumer;

/** Outcomes made by hand, for what shows them. */
public final class Outcomes {

    public static final long T0 = 1_700_000_000_000L;
    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:task-definition/";

    private final RolloutState state;
    private final long begin;

    private Outcomes(DeployRequestBuilder request, String service, long begin) {
        this.begin = begin;
        state = RolloutState.begin(request.build(), begin);
        state.images.put("app", "repo/" + service + ":2.0.0");
        state.version = "2.0.0";
        state.previous.taskDefinition = ARN + service + ":1";
    }

    public static Outcomes of(String cluster, String service) {
        return at(T0, cluster, service);
    }

    /** @param begin epoch milliseconds */
    public static Outcomes at(long begin, String cluster, String service) {
        return new Outcomes(DeployRequest.of("eu-central-1", cluster, service), service, begin);
    }

    /** At a named target. */
    public static Outcomes toTarget(long begin, String cluster, String service, String target, String label) {
        return new Outcomes(DeployRequest.of("eu-central-1", cluster, service).target(target, label), service, begin);
    }

    /** Whose pauses are answered on the build page. */
    public static Outcomes staged(long begin, String cluster, String service) {
        return new Outcomes(
                DeployRequest.of("eu-central-1", cluster, service)
                        .strategy(StrategySettings.of(Strategy.BLUE_GREEN).build()),
                service,
                begin);
    }

    /** A stage that began at that time. */
    public static TimedEvent moment(String what, long at) {
        return new TimedEvent(what, at);
    }

    /** Another deployment of the service goes first. */
    public Outcomes queued() {
        return set(s -> s.phase = Phase.QUEUED);
    }

    public Outcomes version(String version) {
        return set(s -> {
            s.version = version;
            s.images.put("app", "repo/" + s.request.serviceName() + ":" + version);
        });
    }

    /** @param hex two digits, of which the digest is made */
    public Outcomes digest(String hex) {
        return set(s -> s.digests.put("app", "sha256:" + hex.repeat(32)));
    }

    /** Of another request. */
    public static Outcomes of(long begin, DeployRequestBuilder request) {
        return new Outcomes(request, request.build().serviceName(), begin);
    }

    /** A dry run. */
    public static Outcomes dryRun(String cluster, String service) {
        return new Outcomes(DeployRequest.of("eu-central-1", cluster, service).dryRun(true), service, T0);
    }

    /** @param revision ARN of the revision that the service ran */
    public Outcomes ranBefore(String revision) {
        return set(s -> s.previous.taskDefinition = revision);
    }

    /** The dry run has ended. */
    public Outcomes planned(Plan plan) {
        return set(s -> s.plan = plan).verdict(Verdict.PLANNED, plan.summary());
    }

    /** ECS waits for an answer in a PAUSE hook. */
    public Outcomes pause(String hook) {
        return set(s -> {
            s.display.awaitsAction = true;
            s.pauses.add(new Pause(
                    hook, "POST_TEST_TRAFFIC_SHIFT", 0, begin + 20_000, begin + 14L * 86_400_000, "ROLLBACK"));
        });
    }

    /** The service was updated: two of four tasks of its revision 2 run. */
    public Outcomes underWay() {
        return set(s -> {
            s.taskDefinition = ARN + s.request.serviceName() + ":2";
            s.deploymentId = "ecs-svc/2";
            s.phase = Phase.FOLLOWING;
            s.enterStage("IN_PROGRESS", begin + 5_000);
            s.display.ownStatus = "IN_PROGRESS";
            s.counts.desiredCount = 4;
            s.counts.runningCount = 2;
            s.counts.pendingCount = 1;
            s.counts.oldCount = 3;
        });
    }

    public Outcomes stage(String lifecycleStage, Double productionWeight) {
        return set(s -> {
            s.display.ownStage = lifecycleStage;
            s.display.productionWeight = productionWeight;
            s.display.testWeight = productionWeight == null ? null : 100.0;
            s.enterStage(lifecycleStage, begin + 20_000);
        });
    }

    /** AWS's own word. */
    public Outcomes status(String status) {
        return set(s -> s.display.ownStatus = status);
    }

    public Outcomes awaits() {
        return set(s -> s.display.awaitsAction = true);
    }

    public Outcomes breaker(int failures, int threshold) {
        return set(s -> {
            s.counts.breakerFailures = failures;
            s.counts.failedTasks = failures;
            s.counts.failureThreshold = threshold;
        });
    }

    /** Ends a minute after its begin. */
    public Outcomes verdict(Verdict verdict, String cause) {
        return set(s -> {
            s.verdict = verdict;
            s.cause = cause;
            s.phase = Phase.ENDED;
            s.enterStage("ENDED", begin + 60_000);
            s.finishedAt = begin + 60_000;
            if (verdict.isGreen()) {
                s.counts.runningCount = s.counts.desiredCount;
                s.counts.pendingCount = 0;
                s.counts.oldCount = 0;
                s.digests.putIfAbsent("app", "sha256:" + "ab".repeat(32));
                s.proof = "all 4 running tasks use api:2 and its pinned image digests";
            }
            if (verdict == Verdict.ROLLED_BACK) {
                s.rollbackTaskDefinition = s.previous.taskDefinition;
            }
        });
    }

    /** Every text that AWS or a Jenkinsfile can fill. */
    public Outcomes allTexts(String text) {
        return set(s -> {
            s.cause = text;
            s.advice = text;
            s.docUrl = "javascript:alert(1)//" + text;
            s.proof = text;
            s.progress.lastSeen = text;
            s.serviceDeployment = text;
            s.deploymentId = text;
            s.taskDefinition = text;
            s.previous.taskDefinition = text;
            s.rollbackTaskDefinition = text;
            s.version = text;
            s.display.ownStatus = text;
            s.display.ownStage = text;
            s.images.putAll(Map.of(text, text));
            s.digests.put(text, text);
            s.changes.add(text);
            s.enterStage(text, begin + 1000);
            TimedEvent.add(s.events, 20, text, begin + 1000);
        });
    }

    public Outcomes event(String text) {
        return set(s -> TimedEvent.add(s.events, 20, text, begin + 2000));
    }

    public Outcomes change(String text) {
        return set(s -> s.changes.add(text));
    }

    public Outcomes advice(String advice, String docUrl) {
        return set(s -> {
            s.advice = advice;
            s.docUrl = docUrl;
        });
    }

    private Outcomes set(Consumer<RolloutState> change) {
        change.accept(state);
        return this;
    }

    public Outcome outcome() {
        return Outcome.of(state);
    }

    public Details details() {
        return Details.of(state);
    }
}
