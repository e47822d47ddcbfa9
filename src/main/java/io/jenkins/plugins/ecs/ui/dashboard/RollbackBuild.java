package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Job;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.ui.deploy.ParameterizedBuild;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Starts the rollback job for a recorded deployment. Parameters tell the job what to roll back to and where. */
final class RollbackBuild {

    private RollbackBuild() {}

    @NonNull
    static Map<String, String> parameters(@NonNull DeploymentRecord good) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("ECS_REGION", good.service().region());
        parameters.put("ECS_CLUSTER", good.service().cluster());
        parameters.put("ECS_SERVICE", good.service().service());
        parameters.put("ECS_TASK_DEFINITION", good.taskDefinition());
        return parameters;
    }

    /** @return why the job could not be started; empty if it was */
    @NonNull
    static Optional<String> schedule(@NonNull Job<?, ?> job, @NonNull DeploymentRecord good) {
        return ParameterizedBuild.schedule(job, parameters(good));
    }
}
