package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.verification.VerificationResult;
import io.jenkins.plugins.ecs.tasks.TaskOutcome;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What {@code ecsDeploy} gives to the pipeline, also to sandboxed scripts. Immutable. */
public final class EcsDeploymentResult extends EcsStepResult {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    @Restricted(NoExternalUse.class)
    public EcsDeploymentResult(@NonNull Outcome outcome) {
        this.outcome = outcome;
    }

    @NonNull
    @Override
    Outcome outcome() {
        return outcome;
    }

    /** One of the names of {@link io.jenkins.plugins.ecs.rollout.state.Verdict}, e.g. {@code SUCCESS} or {@code ROLLED_BACK}. */
    @Whitelisted
    public String getStatus() {
        return String.valueOf(outcome.verdict());
    }

    /** Whether the service runs what was asked for: {@code SUCCESS} or {@code NO_CHANGE}. */
    @Whitelisted
    public boolean isSuccessful() {
        return outcome.verdict() != null && outcome.verdict().isGreen();
    }

    /** Why it did not succeed; empty if it did. */
    @Whitelisted
    public String getCause() {
        return outcome.cause();
    }

    /** What to do about it; may be empty. */
    @Whitelisted
    public String getAdvice() {
        return outcome.advice();
    }

    /** The failure report, in maps and lists; null if there is no report. */
    @CheckForNull
    @Whitelisted
    public Map<String, Object> getFailureReport() {
        return outcome.report() == null ? null : outcome.report().toMap();
    }

    /** Id of the deployment where CodeDeploy deploys the service; null where ECS does. */
    @CheckForNull
    @Whitelisted
    public String getCodeDeployDeploymentId() {
        return outcome.codeDeploymentId();
    }

    @CheckForNull
    @Whitelisted
    public String getServiceDeploymentArn() {
        return outcome.serviceDeploymentArn();
    }

    @CheckForNull
    @Whitelisted
    public String getDeploymentId() {
        return outcome.deploymentId();
    }

    /** ARN of the revision that was deployed. */
    @CheckForNull
    @Whitelisted
    public String getTaskDefinition() {
        return outcome.taskDefinition();
    }

    @CheckForNull
    @Whitelisted
    public String getPreviousTaskDefinition() {
        return outcome.previousTaskDefinition();
    }

    /** Image digests by container name. */
    @Whitelisted
    public Map<String, String> getImageDigests() {
        return new LinkedHashMap<>(outcome.imageDigests());
    }

    @Whitelisted
    public int getDesiredCount() {
        return outcome.desiredCount();
    }

    @Whitelisted
    public int getRunningCount() {
        return outcome.runningCount();
    }

    @Whitelisted
    public int getPendingCount() {
        return outcome.pendingCount();
    }

    @Whitelisted
    public int getFailedTasks() {
        return outcome.failedTasks();
    }

    /** With {@code scheduledTasks}: lists of lines, {@code moved} and {@code problems}. */
    @Whitelisted
    public Map<String, List<String>> getScheduledTasks() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        map.put("moved", new ArrayList<>(outcome.movedSchedules()));
        map.put("problems", new ArrayList<>(outcome.scheduleProblems()));
        return map;
    }

    /** With {@code scaling} in the service definition: lists of lines, {@code changed} and {@code problems}. */
    @Whitelisted
    public Map<String, List<String>> getScaling() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        map.put("changed", new ArrayList<>(outcome.scalingChanges()));
        map.put("problems", new ArrayList<>(outcome.scalingProblems()));
        return map;
    }

    /** The tasks before the deployment that began: maps of {@code status}, {@code taskArn}, {@code exitCode} and {@code cause}. */
    @Whitelisted
    public List<Map<String, Object>> getBefore() {
        return tasks(outcome.before());
    }

    /** The same of the tasks after the deployment. */
    @Whitelisted
    public List<Map<String, Object>> getAfter() {
        return tasks(outcome.after());
    }

    /**
     * The last verification after the deployment: a map of {@code status}, {@code message}, {@code acceptedBy} and {@code
     * checks}, a list of maps of {@code check}, {@code verdict}, {@code value} and {@code limit}; null if there was none.
     */
    @CheckForNull
    @Whitelisted
    public Map<String, Object> getVerification() {
        VerificationResult verification = outcome.verification();
        if (verification == null) {
            return null;
        }
        List<Map<String, String>> checks = new ArrayList<>();
        verification.checks().forEach(check -> checks.add(new LinkedHashMap<>(check)));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("status", verification.verdict());
        map.put("message", verification.message());
        map.put("acceptedBy", outcome.acceptedBy());
        map.put("checks", checks);
        return map;
    }

    private static List<Map<String, Object>> tasks(List<TaskOutcome> runs) {
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (TaskOutcome run : runs) {
            List<String> arns = new EcsTaskResult(run).getTaskArns();
            Map<String, Object> map = new LinkedHashMap<>();
            TaskVerdict verdict = run.verdict();
            map.put("status", verdict == null ? null : verdict.name());
            map.put("taskArn", arns.isEmpty() ? null : arns.get(0));
            map.put("exitCode", run.exitCode());
            map.put("cause", run.cause());
            tasks.add(map);
        }
        return tasks;
    }

    /**
     * With {@code dryRun} a map of {@code startsDeployment}, {@code reasons}, {@code definitionChanges}, {@code
     * serviceChanges}, {@code digests}, {@code tasks}, {@code summary}, {@code allowed}, {@code refusals}, {@code
     * refusedNow}, {@code ruleWarnings}, {@code passedRules} and {@code iamPolicy}; null otherwise.
     */
    @CheckForNull
    @Whitelisted
    public Map<String, Object> getPlan() {
        Plan plan = outcome.plan();
        if (plan == null) {
            return null;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("startsDeployment", plan.startsDeployment());
        map.put("reasons", new ArrayList<>(plan.reasons()));
        map.put("definitionChanges", new ArrayList<>(plan.definitionChanges()));
        map.put("serviceChanges", new ArrayList<>(plan.serviceChanges()));
        map.put("digests", new LinkedHashMap<>(plan.digests()));
        map.put("tasks", new ArrayList<>(plan.tasks()));
        map.put("summary", plan.summary());
        map.put("allowed", plan.rules().isAllowed());
        map.put("refusals", new ArrayList<>(plan.rules().refused()));
        map.put("refusedNow", new ArrayList<>(plan.rules().notYet()));
        map.put("ruleWarnings", new ArrayList<>(plan.rules().warnings()));
        map.put("passedRules", new ArrayList<>(plan.rules().passed()));
        map.put("iamPolicy", plan.iamPolicy());
        return map;
    }
}
