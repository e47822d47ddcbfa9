package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.config.settings.ConfigMessages;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.definition.TasksBefore;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.policy.Foresight;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.policy.Subject;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.templates.CreationPlan;
import io.jenkins.plugins.ecs.templates.Rendering;
import io.jenkins.plugins.ecs.templates.TeamFile;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.text.Arns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the first release of a new service creates at each target of its path, and what the rules say of it, as all is
 * configured now. AWS is not called.
 */
public final class FirstRelease {

    /** In the place of the image that is released. */
    private static final String IMAGE = "IMAGE";

    private final JobSettings settings;
    private final Rulebook rules;
    private final ReleasePath path;
    private final Template template;
    private final TeamFile file;
    private final Instant now;

    /**
     * At one target.
     *
     * @param account empty if only AWS knows it
     * @param region empty with a problem
     * @param cluster short name; empty with a problem
     * @param plan null with a problem
     * @param rules what they say, one by one
     * @param problem why the release would be refused, whatever the rules say; empty if there is none
     */
    public record At(
            @NonNull PathEnvironment environment,
            @NonNull String target,
            @NonNull String account,
            @NonNull String region,
            @NonNull String cluster,
            @Nullable CreationPlan plan,
            @NonNull List<Foresight> rules,
            @NonNull String problem) {}

    private FirstRelease(JobSettings settings, ReleasePath path, Template template, TeamFile file, Instant now) {
        this.settings = settings;
        this.rules = settings.rulebook();
        this.path = path;
        this.template = template;
        this.file = file;
        this.now = now;
    }

    /**
     * @param settings of the folder of the job
     * @param file that the template takes
     */
    @NonNull
    static List<At> of(
            @NonNull JobSettings settings,
            @NonNull ReleasePath path,
            @NonNull Template template,
            @NonNull TeamFile file,
            @NonNull Instant now) {
        FirstRelease release = new FirstRelease(settings, path, template, file, now);
        List<At> all = new ArrayList<>();
        path.environments()
                .forEach(environment ->
                        environment.targets().forEach(target -> all.add(release.at(environment, target))));
        return all;
    }

    private At at(PathEnvironment environment, String target) {
        try {
            Rendering rendering = Rendering.of(template, file, environment.name(), IMAGE);
            EcsSettings own = settings.ofTarget(target);
            RequestChecks.cluster(own.cluster()).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
            path.refusalOf(file.service()).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
            boolean hasTasks = !file.before().isEmpty() || !own.before().isEmpty();
            if (environment.before() == TasksBefore.NO && hasTasks) {
                throw new IllegalArgumentException(ConfigMessages.noTaskBefore(environment.name()));
            }
            if (environment.before() == TasksBefore.REQUIRED && !hasTasks) {
                throw new IllegalArgumentException(ConfigMessages.taskBeforeNeeded(environment.name()));
            }
            CreationPlan plan = CreationPlan.of(rendering, file.service());
            String cluster = String.valueOf(own.cluster());
            String account = settings.target(target).target().place().account();
            Change change = change(target, account, own, plan);
            return new At(
                    environment,
                    target,
                    account == null ? "" : account,
                    own.region(),
                    Arns.brief(cluster),
                    plan,
                    rules.foresight(target, change, now, unknown(account)),
                    "");
        } catch (IllegalArgumentException wrong) {
            return new At(environment, target, "", "", "", null, List.of(), String.valueOf(wrong.getMessage()));
        }
    }

    private static Set<Foresight.Unknown> unknown(String account) {
        Set<Foresight.Unknown> unknown = EnumSet.complementOf(EnumSet.of(Foresight.Unknown.CIRCUIT_BREAKER));
        if (account != null) {
            unknown.remove(Foresight.Unknown.ACCOUNT);
        }
        return unknown;
    }

    private Change change(String target, String account, EcsSettings own, CreationPlan plan) {
        String cluster = Arns.brief(String.valueOf(own.cluster()));
        List<String> roles = new ArrayList<>(plan.roles());
        roles.addAll(EcsSettings.roles(own.roleArn()));
        Change change = new Change(
                        account,
                        own.region(),
                        cluster,
                        file.service(),
                        List.copyOf(plan.otherImages().values()),
                        roles,
                        circuitBreaker(own, plan),
                        null,
                        false,
                        false,
                        Subject.named(account == null ? "" : account, own.region(), cluster, file.service(), ""),
                        Change.Context.NONE)
                .lookingUp(plan.lookUps())
                .creating();
        return change.in(new Change.Context(
                target,
                rules.isProduction(target, change),
                List.of(),
                Evidence.NONE,
                null,
                null,
                new Change.OfPath(path.name(), path.where())));
    }

    /** That of the target comes before that of the definition; a service that says nothing has none. */
    private static boolean circuitBreaker(EcsSettings own, CreationPlan plan) {
        String set = own.get(Setting.CIRCUIT_BREAKER);
        return set == null ? Boolean.TRUE.equals(plan.circuitBreaker()) : "on".equalsIgnoreCase(set);
    }
}
