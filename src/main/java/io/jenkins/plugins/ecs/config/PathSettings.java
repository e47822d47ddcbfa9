package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.ConfigMessages;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.paths.definition.PathChecks;
import io.jenkins.plugins.ecs.paths.definition.PathDraft;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.policy.PathRequired;
import io.jenkins.plugins.ecs.policy.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The paths of a job: those of all of Jenkins, and those that its folders add. A name is looked up from the outside in.
 *
 * @param byName those that can be used
 * @param problems why others cannot be used, by name
 * @param ignored the level of a path whose name an outer level uses, by name
 */
public record PathSettings(
        @NonNull Map<String, ReleasePath> byName,
        @NonNull Map<String, String> problems,
        @NonNull Map<String, String> ignored) {

    static final String GLOBAL = "the global settings";

    /** @param id {@link ReleasePath#id} */
    @NonNull
    public Optional<ReleasePath> byId(@NonNull String id) {
        return byName.values().stream().filter(path -> path.id().equals(id)).findFirst();
    }

    /** What is wrong with the global paths and with the targets that require them; empty if nothing is. */
    @NonNull
    static List<String> problems(@NonNull EcsGlobalValues values) {
        List<String> targets = values.targets().stream().map(EcsTarget::getName).toList();
        PathChecks.Checked checked = PathChecks.check(drafts(values.paths(), GLOBAL), targets, Map.of());
        List<String> problems = new ArrayList<>(checked.problems());
        if (problems.isEmpty()) {
            for (EcsTarget target : values.targets()) {
                required(target.getPolicy())
                        .forEach(name -> neverReached(target.getName(), name, checked.paths())
                                .ifPresent(problems::add));
            }
            required(values.policy).stream()
                    .filter(name -> checked.paths().stream()
                            .noneMatch(path -> path.name().equals(name)))
                    .forEach(name -> problems.add(ConfigMessages.unknownPath("policy", name, names(checked.paths()))));
        }
        return problems;
    }

    /** A target that requires a path which does not lead to it could never be deployed to. */
    private static Optional<String> neverReached(String target, String required, List<ReleasePath> paths) {
        Optional<ReleasePath> path =
                paths.stream().filter(each -> each.name().equals(required)).findFirst();
        if (path.isEmpty()) {
            return Optional.of(ConfigMessages.unknownPath("target " + target, required, names(paths)));
        }
        boolean leads = path.get().environments().stream()
                .anyMatch(each -> each.targets().contains(target));
        return leads ? Optional.empty() : Optional.of(ConfigMessages.pathElsewhere(target, required));
    }

    private static List<String> required(EcsPolicy policy) {
        return policy == null ? List.of() : SettingChecks.list(policy.getPathRequired());
    }

    private static List<String> names(List<ReleasePath> paths) {
        return paths.stream().map(ReleasePath::name).toList();
    }

    private static List<PathDraft> drafts(List<EcsPath> paths, String where) {
        return paths.stream().map(path -> path.draft(where)).toList();
    }

    /**
     * What is wrong with the paths of a folder; empty if nothing is.
     *
     * @param outer the paths that its jobs have without it
     * @param targets the targets that its jobs can use
     */
    @NonNull
    static List<String> problems(
            @NonNull List<EcsPath> paths,
            @NonNull String where,
            @NonNull PathSettings outer,
            @NonNull Collection<String> targets) {
        Map<String, String> taken = new HashMap<>();
        outer.byName().forEach((name, path) -> taken.put(name, path.where()));
        return PathChecks.check(drafts(paths, where), targets, taken).problems();
    }

    /**
     * @param levels the paths of each level, outermost first
     * @param targets the targets that the job can use
     */
    @NonNull
    static PathSettings of(@NonNull Map<String, List<EcsPath>> levels, @NonNull Collection<String> targets) {
        Map<String, ReleasePath> byName = new LinkedHashMap<>();
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, String> ignored = new LinkedHashMap<>();
        levels.forEach((where, paths) -> paths.forEach(path -> {
            String name = String.valueOf(path.getName());
            if (byName.containsKey(name)) {
                // Of an old file: a form would have refused it.
                ignored.put(name, where);
                return;
            }
            PathChecks.Checked checked = PathChecks.check(List.of(path.draft(where)), targets, Map.of());
            if (checked.problems().isEmpty()) {
                byName.put(name, checked.paths().get(0));
            } else {
                problems.putIfAbsent(name, where + ": " + String.join("; ", checked.problems()));
            }
        }));
        return new PathSettings(byName, problems, ignored);
    }

    /** The rules of a level, of which {@code pathRequired} only warns if all paths that it names only warn. */
    @NonNull
    Policy warning(@NonNull Policy policy) {
        boolean warns = policy.rules().stream()
                .filter(PathRequired.class::isInstance)
                .map(PathRequired.class::cast)
                .anyMatch(rule -> rule.names().stream().allMatch(name -> warns(name, rule.levels())));
        if (!warns) {
            return policy;
        }
        Set<String> names = new TreeSet<>(policy.warnOnly());
        names.add(PathRequired.NAME);
        return policy.warningOnly(names);
    }

    private boolean warns(String name, List<String> levels) {
        ReleasePath path = byName.get(name);
        return path != null && path.warns() && levels.contains(path.where());
    }

    /**
     * @param name null for the only one
     * @throws IllegalArgumentException if there is no such path; the message names the existing ones
     */
    @NonNull
    public ReleasePath path(String name) {
        if (name == null && byName.size() == 1) {
            return byName.values().iterator().next();
        }
        ReleasePath found = name == null ? null : byName.get(name);
        if (found == null) {
            String problem = name == null ? null : problems.get(name);
            throw new IllegalArgumentException(
                    problem == null ? ConfigMessages.noPath(name, byName.keySet()) : "path: " + problem);
        }
        return found;
    }
}
