package io.jenkins.plugins.ecs.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.ecs.aws.Endpoints;
import io.jenkins.plugins.ecs.config.evidence.BeginningAction;
import io.jenkins.plugins.ecs.config.settings.ConfigMessages;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.EndpointRefused;
import io.jenkins.plugins.ecs.config.settings.ReadSettings;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.policy.PathRequired;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.templates.Templates;
import io.jenkins.plugins.ecs.text.PlainText;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What admins have set for a job: in its folders, and for all of Jenkins. A target's name is looked up from the outside
 * in: whoever configures a folder can't put a target of their own in the place of one that was set for them.
 */
public final class JobSettings {

    /** A snapshot: all values come from the same state of the settings. */
    private final EcsGlobalValues global;
    /** Nearest first. */
    private final LinkedHashMap<String, EcsFolderProperty> folders = new LinkedHashMap<>();
    /** Errors of settings that could not be read. */
    private final List<String> unreadable = new ArrayList<>();

    private boolean loading;

    private JobSettings(EcsGlobalConfiguration configuration) {
        String broken = configuration.unreadable();
        if (broken != null) {
            unreadable.add(broken);
        }
        this.global = configuration.snapshot();
    }

    /** @param item a job, or the folder that a form is about; null for Jenkins itself */
    @NonNull
    public static JobSettings of(@CheckForNull Item item) {
        JobSettings settings = new JobSettings(EcsGlobalConfiguration.get());
        Object place = item;
        while (place instanceof Item inside) {
            if (inside instanceof AbstractFolder<?> folder) {
                settings.add(folder);
            }
            place = inside.getParent();
        }
        return settings;
    }

    /** Whether Jenkins loads one of the folders, whose settings are missing for the moment. */
    public boolean isLoading() {
        return loading;
    }

    private void add(AbstractFolder<?> folder) {
        var properties = folder.getProperties();
        EcsFolderProperty property = properties == null ? null : properties.get(EcsFolderProperty.class);
        if (properties == null) {
            // While Jenkins reloads the folder, it has no properties.
            loading = true;
            unreadable.add(ConfigMessages.folderLoading(place(folder.getFullName())));
        } else if (property != null) {
            folders.put(folder.getFullName(), property);
            String broken = property.unreadable();
            if (broken != null) {
                unreadable.add(place(folder.getFullName()) + ": " + broken);
            }
        }
    }

    /**
     * All layers merged.
     *
     * @param near the settings of the step and the blocks around it, nearest first
     * @throws IllegalArgumentException if a value is missing or wrong; the message names each
     */
    @NonNull
    public EcsSettings merge(@NonNull List<SettingsLayer> near) {
        List<SettingsLayer> layers = new ArrayList<>(near);
        addFolders(layers);
        SettingsLayer ofGlobal = global.layer();
        String target = layers.stream()
                .map(layer -> layer.get(Setting.TARGET))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(ofGlobal.get(Setting.TARGET));
        EcsTarget named = target == null ? null : target(target).target();
        if (named != null) {
            layers.add(named.layer("target " + target));
        }
        layers.add(ofGlobal);
        EcsSettings merged = EcsSettings.merge(layers, endpoints(target).ecs() != null);
        if (named == null) {
            return merged;
        }
        checkCluster(named, merged);
        return merged.keeping(named.getLabel(), named.getEndpointOverride());
    }

    /** The layers below a form: folders and global settings, without the target that they set. */
    @NonNull
    EcsSettings mergeOfForm(@NonNull SettingsLayer form, boolean endpointOverridden) {
        List<SettingsLayer> layers = new ArrayList<>(List.of(form));
        addFolders(layers);
        layers.add(global.layer());
        return EcsSettings.merge(layers, endpointOverridden);
    }

    private void addFolders(List<SettingsLayer> layers) {
        folders.forEach((name, property) -> {
            EcsDefaults defaults = property.getDefaults();
            if (defaults != null) {
                layers.add(defaults.layer(place(name)));
            }
        });
    }

    private static void checkCluster(EcsTarget target, EcsSettings merged) {
        String cluster = merged.cluster();
        if (cluster != null && !target.has(cluster)) {
            throw new IllegalArgumentException(ConfigMessages.otherCluster(
                    cluster, merged.place(Setting.CLUSTER), target.getName(), target.allClusters()));
        }
    }

    /**
     * Validates a part of the settings, before all of them are known.
     *
     * @throws IllegalArgumentException if a value is wrong; the message names each
     */
    public void check(@NonNull SettingsLayer part) {
        String target = part.get(Setting.TARGET);
        boolean overridden = endpoints(target).ecs() != null;
        List<String> problems = Stream.of(
                        SettingChecks.region(part.get(Setting.REGION), overridden),
                        Setting.CLUSTER.problem(part.get(Setting.CLUSTER)),
                        Setting.ROLE_ARN.problem(part.get(Setting.ROLE_ARN)),
                        Setting.EXTERNAL_ID.problem(part.get(Setting.EXTERNAL_ID)))
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /**
     * The endpoints of a target. The target's own endpoint is used for all services.
     *
     * @param target the name of the target; null for none
     * @throws IllegalArgumentException if the target does not exist
     * @throws EndpointRefused if the target has an endpoint that no administrator has allowed
     */
    @NonNull
    Endpoints endpoints(@CheckForNull String target) {
        PlacedTarget placed = target == null ? null : target(target);
        String own = placed == null ? null : placed.target().getEndpointOverride();
        if (own == null) {
            return EcsGlobalConfiguration.effectiveEndpoints(global);
        }
        if (placed.folder() != null && !EcsGlobalConfiguration.allowsEndpoint(global, own)) {
            throw new EndpointRefused(ConfigMessages.endpointOfTargetRefused(target, place(placed.folder()), own));
        }
        return Endpoints.all(URI.create(own));
    }

    /**
     * The endpoints of a build. If its target was deleted or renamed meanwhile, the build continues with its original
     * endpoint, as long as that endpoint is still allowed.
     *
     * @throws EndpointRefused if the endpoint is not, or no longer, allowed
     */
    @NonNull
    public Endpoints endpoints(@NonNull EcsSettings settings) {
        String target = settings.target();
        if (target == null || targets().containsKey(target)) {
            return endpoints(target);
        }
        String own = settings.targetEndpoint();
        if (own != null && !EcsGlobalConfiguration.allowsEndpoint(global, own) && !isOfTargetOfJenkins(own)) {
            throw new EndpointRefused(ConfigMessages.endpointOfDeletedTargetRefused(target, own));
        }
        return own == null ? EcsGlobalConfiguration.effectiveEndpoints(global) : Endpoints.all(URI.create(own));
    }

    /** URL of the queue with the events of ECS for a build; empty if its target has none, or was deleted. */
    @NonNull
    public Optional<String> eventQueue(@NonNull EcsSettings settings) {
        String target = settings.target();
        return target == null || isTargetGone(settings)
                ? Optional.empty()
                : Optional.ofNullable(target(target).target().getEventQueue());
    }

    /**
     * How pages read the live state of a service that was deployed to a target; empty if the target has no credentials for
     * that, does not exist any more, or the service is not in its Region, clusters and account.
     *
     * @param target name of the target; may be empty
     * @param account of the service; empty if unknown
     * @throws IllegalArgumentException if settings of the target are wrong
     */
    @NonNull
    public Optional<ReadSettings> reads(
            @NonNull String target, @NonNull String region, @NonNull String cluster, @NonNull String account) {
        PlacedTarget placed = targets().get(target);
        if (placed == null) {
            return Optional.empty();
        }
        EcsTarget set = placed.target();
        String credentialsId = set.getReadCredentialsId();
        if (credentialsId == null) {
            return Optional.empty();
        }
        String ofAccount = set.getAccount();
        String ofRegion = set.getRegion();
        boolean here = set.has(cluster)
                && (account.isEmpty() || ofAccount == null || account.equals(ofAccount))
                && region.equals(ofRegion == null ? ofTarget(target).region() : ofRegion);
        return here
                ? Optional.of(new ReadSettings(
                        target,
                        placed.folder(),
                        region,
                        endpoints(target),
                        credentialsId,
                        EcsSettings.roles(set.getReadRoleArn()),
                        global.allowControllerCredentials))
                : Optional.empty();
    }

    /** Whether the target that a build started with was deleted or renamed. */
    public boolean isTargetGone(@NonNull EcsSettings settings) {
        return settings.target() != null && !targets().containsKey(settings.target());
    }

    private boolean isOfTargetOfJenkins(String endpoint) {
        return global.targets().stream().anyMatch(target -> endpoint.equals(target.getEndpointOverride()));
    }

    /**
     * @throws IllegalArgumentException if the target does not exist; the message names the existing ones
     */
    @NonNull
    public PlacedTarget target(@NonNull String name) {
        PlacedTarget found = targets().get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    ConfigMessages.unknownTarget(name, targets().keySet()));
        }
        return found;
    }

    /** All targets that the job can use, outermost first. */
    @NonNull
    public Map<String, PlacedTarget> targets() {
        Map<String, PlacedTarget> targets = new LinkedHashMap<>();
        global.targets().forEach(target -> targets.putIfAbsent(target.getName(), new PlacedTarget(target, null)));
        for (String folder : outermostFirst()) {
            folders.get(folder)
                    .getTargets()
                    .forEach(target -> targets.putIfAbsent(target.getName(), new PlacedTarget(target, folder)));
        }
        return targets;
    }

    /** All paths that the job can use. */
    @NonNull
    public PathSettings paths() {
        Map<String, List<EcsPath>> levels = new LinkedHashMap<>();
        levels.put(PathSettings.GLOBAL, global.paths());
        outermostFirst()
                .forEach(folder -> levels.put(place(folder), folders.get(folder).getPaths()));
        return PathSettings.of(levels, targets().keySet());
    }

    private List<String> outermostFirst() {
        List<String> names = new ArrayList<>(folders.keySet());
        Collections.reverse(names);
        return names;
    }

    /**
     * All templates that the job can use. A version that is seen for the first time is recorded, and cannot change from
     * then on.
     */
    @NonNull
    public Templates templates() {
        Map<String, List<EcsTemplate>> levels = new LinkedHashMap<>();
        levels.put(PathSettings.GLOBAL, global.templates());
        outermostFirst()
                .forEach(folder -> levels.put(place(folder), folders.get(folder).getTemplates()));
        if (levels.values().stream().allMatch(List::isEmpty)) {
            return Templates.NONE;
        }
        Templates templates =
                TemplateSettings.of(levels, made -> TemplateVersions.get().problems(made));
        TemplateVersions.get().keep(templates.all());
        return templates;
    }

    /** What is wrong with the templates that a folder would have; empty if nothing is. */
    @NonNull
    static List<String> problemsOfTemplates(@NonNull Item folder, @NonNull EcsFolderProperty property) {
        if (property.getTemplates().isEmpty()) {
            return List.of();
        }
        JobSettings outer = folder.getParent() instanceof Item parent ? of(parent) : of(null);
        Map<String, String> taken = new HashMap<>();
        outer.folders.forEach((name, each) ->
                each.getTemplates().forEach(template -> taken.put(String.valueOf(template.getName()), place(name))));
        outer.global
                .templates()
                .forEach(template -> taken.put(String.valueOf(template.getName()), PathSettings.GLOBAL));
        return TemplateSettings.problems(
                property.getTemplates(),
                place(folder.getFullName()),
                taken,
                made -> TemplateVersions.get().problems(made));
    }

    /** What is wrong with the paths that a folder would have; empty if nothing is. */
    @NonNull
    static List<String> problemsOfPaths(@NonNull Item folder, @NonNull EcsFolderProperty property) {
        PathSettings outer =
                folder.getParent() instanceof Item parent ? of(parent).paths() : of(null).paths();
        JobSettings inside = of(folder);
        inside.folders.remove(folder.getFullName());
        List<String> targets = new ArrayList<>(inside.targets().keySet());
        property.getTargets().forEach(target -> targets.add(target.getName()));
        return PathSettings.problems(property.getPaths(), place(folder.getFullName()), outer, targets);
    }

    /**
     * The settings of a target for an environment of a path. No step and no block around it is among them, and the
     * target comes before the defaults of folders.
     *
     * @throws IllegalArgumentException if a value is missing or wrong; the message names each
     */
    @NonNull
    public EcsSettings ofTarget(@NonNull String name) {
        EcsTarget target = target(name).target();
        List<SettingsLayer> layers =
                new ArrayList<>(List.of(target.layer("target " + name).with(Setting.TARGET, name)));
        addFolders(layers);
        layers.add(global.layer());
        EcsSettings merged = EcsSettings.merge(layers, endpoints(name).ecs() != null);
        checkCluster(target, merged);
        return merged.keeping(target.getLabel(), target.getEndpointOverride());
    }

    /** The rules and targets that apply to a build: of the place of its job now, and of the one where it began. */
    @NonNull
    public static Rulebook rulebook(@NonNull Run<?, ?> run) {
        Rulebook now = of(run.getParent()).rulebook();
        Item left = BeginningAction.leftFolder(run);
        return left == null ? now : now.and(of(left).rulebook());
    }

    /** The rules and targets that apply to the job. */
    @NonNull
    public Rulebook rulebook() {
        List<String> broken = new ArrayList<>(unreadable);
        List<Policy> places = new ArrayList<>();
        policy(global.policy, "the global settings", broken).ifPresent(places::add);
        folders.forEach((name, property) ->
                policy(property.getPolicy(), place(name), broken).ifPresent(places::add));
        List<Rulebook.Target> targets = new ArrayList<>();
        global.targets().forEach(target -> targets.add(target(target, "target " + target.getName(), broken)));
        folders.forEach((name, property) -> property.getTargets()
                .forEach(target ->
                        targets.add(target(target, "target " + target.getName() + " of " + place(name), broken))));
        return warning(new Rulebook(places, targets, broken));
    }

    /** What requires a path that only warns does no more than that path. */
    private Rulebook warning(Rulebook rules) {
        boolean requires = Stream.concat(
                        rules.places().stream(), rules.targets().stream().map(Rulebook.Target::policy))
                .filter(Objects::nonNull)
                .flatMap(policy -> policy.rules().stream())
                .anyMatch(PathRequired.class::isInstance);
        if (!requires) {
            return rules;
        }
        PathSettings paths = paths();
        return new Rulebook(
                rules.places().stream().map(paths::warning).toList(),
                rules.targets().stream()
                        .map(each -> new Rulebook.Target(
                                each.name(),
                                each.production(),
                                each.place(),
                                each.policy() == null ? null : paths.warning(each.policy())))
                        .toList(),
                rules.unreadable());
    }

    private static Rulebook.Target target(EcsTarget set, String where, List<String> broken) {
        set.checkSwitches().ifPresent(problem -> broken.add(where + ": " + problem));
        Policy policy = policy(set.getPolicy(), where, broken).orElse(null);
        return new Rulebook.Target(
                set.getName(), set.isProduction(), set.place(), PolicyRules.inAccount(policy, where, set.getAccount()));
    }

    /** A policy that cannot be read is an error, not a missing policy. */
    private static Optional<Policy> policy(EcsPolicy set, String where, List<String> broken) {
        try {
            Optional<Policy> policy = Optional.ofNullable(set).map(rules -> PolicyRules.of(rules, where));
            RuleProblems.none(where);
            return policy;
        } catch (RuntimeException unreadable) {
            String problem = PlainText.line(String.valueOf(unreadable.getMessage()));
            broken.add(where + ": " + problem);
            RuleProblems.found(where, problem);
            return Optional.empty();
        }
    }

    @NonNull
    static String place(@NonNull String folder) {
        return "folder " + folder;
    }

    /**
     * A target and where it is set.
     *
     * @param folder full name of the folder, whose configuration does not require an administrator; null for a target of
     *     all of Jenkins
     */
    public record PlacedTarget(
            @NonNull EcsTarget target, @Nullable String folder) {}
}
