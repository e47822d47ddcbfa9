package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.steps.execution.RolloutExecution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ecsRollback}: brings a service back to what was good, and succeeds only if the service then runs that. */
public final class EcsRollbackStep extends EcsRolloutStep {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public EcsRollbackStep(String service) {
        super(service);
    }

    /** A revision; null for the last one that is known to be good. */
    @CheckForNull
    public String getTo() {
        return values().get(Setting.TO);
    }

    @DataBoundSetter
    public void setTo(String to) {
        set(Setting.TO, to);
    }

    /**
     * What this step asks for.
     *
     * @param settings the effective ones, with those of this step in them
     * @throws IllegalArgumentException naming every field that is wrong, its value and what to do
     */
    @NonNull
    public DeployRequest toRequest(@NonNull EcsSettings settings, @NonNull Map<String, String> trace) {
        List<String> problems = Stream.concat(sharedProblems(settings), Stream.of(Setting.TO.problem(getTo())))
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        DeployRequestBuilder request =
                sharedRequest(settings).taskDefinition(getTo()).goesBack(true).trace(trace);
        // Rolling back a rollback would bring back the revision that it removes.
        return getOnPermanentFailure() == null
                ? request.with(Setting.ON_PERMANENT_FAILURE, FailureReaction.FAIL)
                        .build()
                : request.build();
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return StepValidation.of(
                this,
                context,
                (settings, trace) ->
                        new RolloutExecution(context, "ecsRollback", settings, toRequest(settings, trace)));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        @Override
        public String getFunctionName() {
            return "ecsRollback";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Roll back an Amazon ECS service";
        }

        @NonNull
        @Override
        Set<String> requiredParameters() {
            return Set.of("service");
        }
    }
}
