package io.jenkins.plugins.ecs.steps.execution.imports;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import io.jenkins.plugins.ecs.rollout.migration.Migration;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** {@code migrationPlan: true}: a few reads and a plan in the log. A restart in between fails it; it may be run again. */
public final class MigrationExecution extends SynchronousNonBlockingStepExecution<String> {

    private static final long serialVersionUID = 1L;

    private final EcsSettings settings;
    private final String service;

    public MigrationExecution(StepContext context, EcsSettings settings, String service) {
        super(context);
        this.settings = settings;
        this.service = service;
    }

    @Override
    protected String run() throws Exception {
        TaskListener listener = getContext().get(TaskListener.class);
        try (AwsConnection aws = BuildConnections.open(getContext().get(Run.class), settings)) {
            List<String> plan = Migration.plan(aws.ecs(), aws.codeDeploy(), aws.elb(), settings.cluster(), service);
            plan.forEach(line -> listener.getLogger().println("[ecsBlueGreen] " + line));
            return String.join("\n", plan);
        } catch (IllegalArgumentException | AwsFailure failed) {
            throw new AbortException("ecsBlueGreen: " + failed.getMessage());
        }
    }
}
