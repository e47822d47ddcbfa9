package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.ecs.history.OtherJobs;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.operations.OperationPolicy;
import io.jenkins.plugins.ecs.operations.state.LocatedService;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.Objects;

/** The administrators' rules for a change of a service, with what the index of this controller knows of other jobs. */
public final class OperationRules implements OperationPolicy {

    private final BuildRules rules;
    private final Run<?, ?> run;

    OperationRules(@NonNull BuildRules rules, @NonNull Run<?, ?> run) {
        this.rules = rules;
        this.run = run;
    }

    @NonNull
    @Override
    public Judgement judge(@NonNull Change change) {
        return rules.judge(change);
    }

    @CheckForNull
    @Override
    public Change.OtherDeployment newestOfOthers(@NonNull OperationState state) {
        return newestOfOthers(state, run.getParent().getFullName());
    }

    /** @param job full name of the job that changes the service */
    @CheckForNull
    public static Change.OtherDeployment newestOfOthers(@NonNull OperationState state, @NonNull String job) {
        LocatedService service = Objects.requireNonNull(state.service());
        ServiceKey key = new ServiceKey(
                state.request().region(),
                state.request().clusterName(),
                state.request().serviceName());
        return OtherJobs.newest(DeploymentIndex.get().history().of(key), job, Arns.account(service.arn()))
                .orElse(null);
    }
}
