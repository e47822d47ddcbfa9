package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.templates.PerPullRequest;
import io.jenkins.plugins.ecs.templates.PullRequest;
import io.jenkins.plugins.ecs.templates.TeamFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a build of a pull request may release: a service of its own, to the one environment that its file names. */
final class PullRequestRelease {

    private final PullRequest request;
    private final PerPullRequest terms;

    private PullRequestRelease(PullRequest request, PerPullRequest terms) {
        this.request = request;
        this.terms = terms;
    }

    /**
     * @param request null if the build is of a branch, whose releases are as the path has them
     * @param terms null if the file has none, or if there is no file
     * @param service that the file or the step names; null if none does
     * @throws IllegalArgumentException if the build may release nothing
     */
    @CheckForNull
    static PullRequestRelease of(
            @CheckForNull PullRequest request, @CheckForNull PerPullRequest terms, @CheckForNull String service) {
        if (request == null) {
            return null;
        }
        if (terms == null) {
            throw new IllegalArgumentException(StepMessages.noReleaseOfPullRequest(request.id()));
        }
        request.refusal(String.valueOf(service)).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        return new PullRequestRelease(request, terms);
    }

    /** The file of its service. */
    @NonNull
    TeamFile of(@NonNull TeamFile file) {
        return file.ofPullRequest(request.serviceOf(file.service()), terms);
    }

    /** The only environment that it enters. */
    @NonNull
    String environment() {
        return terms.environment();
    }

    long timeLimitMillis() {
        return terms.timeLimitMillis();
    }

    /** @param production whether a target is for production, by its name */
    @NonNull
    List<String> problems(
            @NonNull EcsReleaseStep step, @NonNull ReleasePath path, @NonNull Predicate<String> production) {
        List<String> problems = new ArrayList<>();
        String to = step.getTo();
        if (to != null && !to.equals(environment())) {
            problems.add(StepMessages.otherEnvironmentOfPullRequest(to, environment()));
        }
        if (step.getHotfix() != null) {
            problems.add(StepMessages.hotfixOfPullRequest(request.id()));
        }
        PathEnvironment entered = path.environment(environment()).orElse(null);
        if (entered == null) {
            // The checks of the file report it.
            return problems;
        }
        if (!entered.from().isEmpty()) {
            problems.add(StepMessages.notForPullRequests(environment(), "it comes from " + entered.from()));
        }
        if (entered.targets().size() > 1) {
            problems.add(StepMessages.notForPullRequests(environment(), "it has several targets"));
        }
        entered.targets().stream()
                .filter(production)
                .forEach(target -> problems.add(
                        StepMessages.notForPullRequests(environment(), "its target " + target + " is for production")));
        return problems;
    }
}
