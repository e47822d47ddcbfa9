package io.jenkins.plugins.ecs.ui.mcp;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A build that the current user may read, with those of its deployments that are asked for.
 *
 * @param deployments at least one
 */
record ReadableBuild(@NonNull Run<?, ?> run, @NonNull List<DeploymentView> deployments) {

    private static final int MOST_BUILDS = 20;
    private static final int LONGEST_NAME = 200;

    /**
     * @param job full name
     * @param number of the build; null for the newest one that has such deployments
     * @param what such a deployment is called
     * @param wanted chooses deployments
     * @throws IllegalArgumentException if there is none. A job that the user may not read is like one that does not
     *     exist
     */
    @NonNull
    static ReadableBuild find(
            @CheckForNull String job,
            @CheckForNull Integer number,
            @NonNull String what,
            @NonNull UnaryOperator<List<DeploymentView>> wanted) {
        String name = PlainLine.of(job, LONGEST_NAME);
        Job<?, ?> found = name.isEmpty() ? null : VisibleJobs.find(name);
        if (found == null || !found.hasPermission(Item.READ)) {
            throw new IllegalArgumentException(McpMessages.noJob(name));
        }
        if (number == null) {
            return Stream.<Run<?, ?>>iterate(found.getLastBuild(), build -> build != null, Run::getPreviousBuild)
                    .limit(MOST_BUILDS)
                    .map(build -> of(build, wanted))
                    .filter(build -> !build.deployments().isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(McpMessages.nothingInJob(name, MOST_BUILDS, what)));
        }
        Run<?, ?> run = found.getBuildByNumber(number);
        if (run == null) {
            throw new IllegalArgumentException(McpMessages.noBuild(name, number));
        }
        ReadableBuild build = of(run, wanted);
        if (build.deployments().isEmpty()) {
            throw new IllegalArgumentException(McpMessages.nothingInBuild(name, number, what));
        }
        return build;
    }

    private static ReadableBuild of(Run<?, ?> run, UnaryOperator<List<DeploymentView>> wanted) {
        EcsDeploymentsAction action = run.getAction(EcsDeploymentsAction.class);
        return new ReadableBuild(run, action == null ? List.of() : wanted.apply(action.getDeployments()));
    }

    @NonNull
    String job() {
        return run.getParent().getFullName();
    }

    /** Of the page, relative to the root of Jenkins. */
    @NonNull
    String url() {
        return run.getUrl() + "ecs-deployments/";
    }
}
