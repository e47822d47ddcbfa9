package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.steps.checks.WrittenChecks;
import io.jenkins.plugins.ecs.templates.KeptTeamFile;
import io.jenkins.plugins.ecs.templates.PerPullRequest;
import io.jenkins.plugins.ecs.templates.Rendering;
import io.jenkins.plugins.ecs.templates.TeamFile;
import io.jenkins.plugins.ecs.templates.TeamFileChecks;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.templates.Templates;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.verify.CheckSpecValidator;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a team as one release uses it. The version of its template is the one of this moment: what is rendered now is
 * what all environments get.
 */
final class ReleaseSpec {

    /** Where a service gets its requests from. */
    private static final List<String> ENTRANCES = List.of(
            "loadBalancers", "serviceRegistries", "serviceConnectConfiguration/services", "vpcLatticeConfigurations");

    /** As it is written. */
    private final TeamFile file;
    /** Of which the service is made. */
    private final TeamFile made;

    private final Template template;
    private final List<CheckSpec> checks = new ArrayList<>();
    /** Null for a branch. */
    private final PullRequestRelease request;

    private ReleaseSpec(TeamFile file, TeamFile made, Template template, @CheckForNull PullRequestRelease request) {
        this.file = file;
        this.made = made;
        this.template = template;
        this.request = request;
    }

    /**
     * @param problems gets what is wrong, with its place
     * @return null if the file or its template cannot be used at all
     */
    @CheckForNull
    static ReleaseSpec read(@NonNull String text, @NonNull Templates templates, @NonNull List<String> problems) {
        TeamFile.Reading reading = TeamFile.read(text);
        problems.addAll(reading.problems());
        TeamFile file = reading.file();
        if (file == null || !reading.problems().isEmpty()) {
            return null;
        }
        try {
            return new ReleaseSpec(file, file, templates.get(file.template()), null);
        } catch (IllegalArgumentException missing) {
            problems.add(file.problemAt("template", missing.getMessage()));
            return null;
        }
    }

    @NonNull
    String service() {
        return made.service();
    }

    /** Null if pull requests get no service of their own. */
    @CheckForNull
    PerPullRequest perPullRequest() {
        return file.perPullRequest();
    }

    /** The same for the service of a pull request. */
    @NonNull
    ReleaseSpec of(@NonNull PullRequestRelease release) {
        return new ReleaseSpec(file, release.of(file), template, release);
    }

    /** The name of the path; null if the file names none. */
    @CheckForNull
    String path() {
        return file.path();
    }

    @NonNull
    String template() {
        return template.label();
    }

    /** What the release keeps of the file. */
    @NonNull
    String kept() {
        return KeptTeamFile.of(file);
    }

    /** What the template does not take, and checks that are wrong. */
    @NonNull
    List<String> problems(@NonNull ReleasePath path) {
        List<String> problems = new ArrayList<>(TeamFileChecks.problems(file, template, path.names()));
        for (TeamFile.Check each : file.verify()) {
            try {
                checks.add(WrittenChecks.read(each.kind(), each.arguments()));
            } catch (IllegalArgumentException wrong) {
                problems.add(file.problem(each.at(), wrong.getMessage()));
            }
        }
        CheckSpecValidator.of(checks).forEach(problem -> problems.add(file.problemAt("verify", problem)));
        if (problems.isEmpty()) {
            path.environments().forEach(each -> notTwice(each, problems));
        }
        return problems;
    }

    /** A check of the path that can be there once stays as it is. */
    private void notTwice(PathEnvironment environment, List<String> problems) {
        List<CheckSpec> all = new ArrayList<>(environment.checks());
        all.addAll(checks);
        CheckSpecValidator.of(all)
                .forEach(problem ->
                        problems.add(file.problemAt("verify", StepMessages.checkOfPath(environment.name(), problem))));
    }

    /** Besides those of the path. */
    @NonNull
    List<CheckSpec> checks() {
        return checks;
    }

    /**
     * What the template and the file make for an environment.
     *
     * @param own the settings of its target: what they have of tasks stays
     * @throws IllegalArgumentException if a value cannot be where the template has it
     */
    void applyTo(
            @NonNull EcsDeployStep deploy,
            @NonNull String environment,
            @NonNull String image,
            @NonNull EcsSettings own) {
        Rendering rendering = rendering(environment, image);
        ContainerSettings container = new ContainerSettings(rendering.container());
        container.setImage(image);
        deploy.setImage(null);
        deploy.setContainers(List.of(container));
        deploy.setTaskDefinition(rendering.taskDefinition());
        deploy.setServiceDefinition(rendering.serviceDefinition());
        if (!file.after().isEmpty()) {
            List<DeploymentTask> after = new ArrayList<>(own.after());
            after.addAll(tasks(file.after()));
            deploy.setAfter(after);
        }
        if (request == null && !file.scheduledTasks().isEmpty()) {
            deploy.setScheduledTasks(String.join(", ", file.scheduledTasks()));
        }
    }

    /** @throws IllegalArgumentException if the service of a pull request would take requests from that of the environment */
    private Rendering rendering(String environment, String image) {
        Rendering rendered = Rendering.of(template, made, environment, image);
        if (request == null || !request.environment().equals(environment)) {
            return rendered;
        }
        List<String> shared = rendered.shares(Rendering.of(template, file, environment, image), ENTRANCES);
        if (!shared.isEmpty()) {
            throw new IllegalArgumentException(StepMessages.sharedWithEnvironment(shared, environment));
        }
        return rendered.shortLived(Durations.text(request.timeLimitMillis()));
    }

    /** Tasks before the deployment, after those of the target. */
    @NonNull
    List<DeploymentTask> before() {
        return tasks(file.before());
    }

    private List<DeploymentTask> tasks(List<List<String>> commands) {
        List<DeploymentTask> tasks = new ArrayList<>();
        for (List<String> each : commands) {
            DeploymentTask task = new DeploymentTask();
            task.setContainer(template.container());
            task.setCommand(each);
            tasks.add(task);
        }
        return tasks;
    }
}
