package io.jenkins.plugins.ecs.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.rollout.Arns;
import io.jenkins.plugins.ecs.rollout.PlainText;
import io.jenkins.plugins.ecs.rollout.RequestChecks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What admins have set for a job: in its folders, and for all of Jenkins. A target's name is looked up from the outside in:
 * whoever configures a folder can't put a target of their own in the place of one that was set for them.
 */
public final class JobSettings {

    private final EcsGlobalConfiguration global;
    /** Nearest first. */
    private final LinkedHashMap<String, EcsFolderProperty> folders = new LinkedHashMap<>();

    private JobSettings(EcsGlobalConfiguration global) {
        this.global = global;
    }

    /** @param item a job, or the folder that a form is about; null for Jenkins itself */
    @NonNull
    public static JobSettings of(@CheckForNull Item item) {
        JobSettings settings = new JobSettings(EcsGlobalConfiguration.get());
        Object place = item;
        while (place instanceof Item inside) {
            if (inside instanceof AbstractFolder<?> folder) {
                EcsFolderProperty property = folder.getProperties().get(EcsFolderProperty.class);
                if (property != null) {
                    settings.folders.put(folder.getFullName(), property);
                }
            }
            place = inside.getParent();
        }
        return settings;
    }

    /**
     * All layers merged.
     *
     * @param near what the step and the blocks around it set, nearest first
     * @throws IllegalArgumentException naming what is missing or wrong
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
        EcsSettings merged = EcsSettings.merge(layers, endpoint(target) != null);
        if (named == null) {
            return merged;
        }
        checkCluster(named, merged);
        return merged.keeping(named.getLabel(), named.getEndpointOverride());
    }

    /** What counts where a form sets the nearest layer: folders and Jenkins, but no target that they name. */
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
            throw new IllegalArgumentException("cluster: '" + PlainText.line(cluster) + "' (set in: "
                    + merged.place(Setting.CLUSTER) + ") is none of those of target " + target.getName() + ": "
                    + String.join(", ", target.allClusters()) + ". Name one of these, or another target");
        }
    }

    /**
     * What can be told to be wrong with a part of the settings, before all of them are known.
     *
     * @throws IllegalArgumentException naming each
     */
    public void check(@NonNull SettingsLayer part) {
        String target = part.get(Setting.TARGET);
        boolean overridden = endpoint(target) != null;
        String cluster = part.get(Setting.CLUSTER);
        List<String> problems = Stream.of(
                        SettingChecks.region(part.get(Setting.REGION), overridden),
                        cluster == null ? Optional.<String>empty() : RequestChecks.cluster(cluster),
                        SettingChecks.roleArn(part.get(Setting.ROLE_ARN)),
                        SettingChecks.externalId(part.get(Setting.EXTERNAL_ID)))
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /**
     * The address that calls for a target go to, or null for AWS's own.
     *
     * @param target its name, or null for none
     * @throws IllegalArgumentException if there is no such target
     * @throws EndpointRefused if it names an address that no admin has named
     */
    @CheckForNull
    String endpoint(@CheckForNull String target) {
        PlacedTarget placed = target == null ? null : target(target);
        String own = placed == null ? null : placed.target().getEndpointOverride();
        if (own == null) {
            return global.effectiveEndpoint();
        }
        if (placed.ofFolder() && !global.allowsEndpoint(own)) {
            throw new EndpointRefused("target: '" + target + "' of " + placed.where() + " sends its calls to "
                    + PlainText.line(own) + ", which no admin of this Jenkins has allowed. Let an admin add it to the"
                    + " allowed endpoints, or take it out of the target");
        }
        return own;
    }

    /**
     * The address that calls of a build go to, or null for AWS's own. A build whose target was deleted or renamed
     * meanwhile goes on with the address that it began with, as long as an admin names that address somewhere.
     *
     * @throws EndpointRefused if no admin names the address, or none any more
     */
    @CheckForNull
    public String endpoint(@NonNull EcsSettings settings) {
        String target = settings.target();
        if (target == null || targets().containsKey(target)) {
            return endpoint(target);
        }
        String own = settings.targetEndpoint();
        if (own != null && !global.allowsEndpoint(own) && !isOfTargetOfJenkins(own)) {
            throw new EndpointRefused("target: '" + PlainText.line(target) + "' is not there any more, and neither is"
                    + " its endpoint " + PlainText.line(own) + " named by an admin of this Jenkins. Let an admin set"
                    + " the target again, or add the address to the allowed endpoints");
        }
        return own == null ? global.effectiveEndpoint() : own;
    }

    /** Whether the target that a build began with is gone: it was deleted or renamed. */
    public boolean isTargetGone(@NonNull EcsSettings settings) {
        return settings.target() != null && !targets().containsKey(settings.target());
    }

    private boolean isOfTargetOfJenkins(String endpoint) {
        return global.getTargets().stream().anyMatch(target -> endpoint.equals(target.getEndpointOverride()));
    }

    /**
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    @NonNull
    public PlacedTarget target(@NonNull String name) {
        PlacedTarget found = targets().get(name);
        if (found == null) {
            throw new IllegalArgumentException("target: '" + PlainText.line(name) + "' is not known to this job. "
                    + (targets().isEmpty()
                            ? "No target is"
                            : "There is: " + String.join(", ", targets().keySet()))
                    + ". An admin sets targets for a folder or for all of Jenkins");
        }
        return found;
    }

    /** All that the job can name, outermost first. */
    @NonNull
    public Map<String, PlacedTarget> targets() {
        Map<String, PlacedTarget> targets = new LinkedHashMap<>();
        global.getTargets()
                .forEach(target -> targets.putIfAbsent(target.getName(), new PlacedTarget(target, "global", false)));
        List<String> outermostFirst = new ArrayList<>(folders.keySet());
        Collections.reverse(outermostFirst);
        for (String folder : outermostFirst) {
            folders.get(folder)
                    .getTargets()
                    .forEach(target ->
                            targets.putIfAbsent(target.getName(), new PlacedTarget(target, place(folder), true)));
        }
        return targets;
    }

    /**
     * The rules that count for a deployment: those of Jenkins, of the folders, of the target that is named, and of each
     * target that the deployment would reach without naming it.
     *
     * @param cluster short name
     */
    @NonNull
    public List<Policy> policies(@NonNull EcsSettings settings, @NonNull String cluster) {
        List<Policy> policies = new ArrayList<>();
        add(policies, global.getPolicy(), "all of Jenkins");
        folders.forEach((name, property) -> add(policies, property.getPolicy(), place(name)));
        reached(settings, cluster).forEach(target -> add(policies, target.getPolicy(), "target " + target.getName()));
        return policies;
    }

    private static void add(List<Policy> policies, EcsPolicy set, String where) {
        if (set != null) {
            policies.add(PolicyRules.of(set, where));
        }
    }

    /** Whether one of the targets that a deployment reaches is for production. */
    public boolean isProduction(@NonNull EcsSettings settings, @NonNull String cluster) {
        return reached(settings, cluster).stream().anyMatch(EcsTarget::isProduction);
    }

    /**
     * Who names a target keeps to it, or is taken for whom he deploys to: another target of the same Region and cluster may
     * be one in another account.
     */
    private List<EcsTarget> reached(EcsSettings settings, String cluster) {
        List<EcsTarget> reached = new ArrayList<>();
        PlacedTarget named = settings.target() == null ? null : targets().get(settings.target());
        if (named != null) {
            reached.add(named.target());
        }
        if (named == null || !isAt(named.target(), settings, cluster)) {
            targets().values().stream()
                    .map(PlacedTarget::target)
                    .filter(target -> isAt(target, settings, cluster) && !reached.contains(target))
                    .forEach(reached::add);
        }
        return reached;
    }

    private static boolean isAt(EcsTarget target, EcsSettings settings, String cluster) {
        return settings.region().equals(target.getRegion())
                && target.allClusters().stream().map(Arns::brief).anyMatch(cluster::equals);
    }

    /** Whether a rule keeps {@code withEcs} from giving credentials to its block; says which. */
    @NonNull
    public Optional<String> exportForbidden(@NonNull EcsSettings settings) {
        Map<String, EcsPolicy> all = new LinkedHashMap<>();
        all.put("all of Jenkins", global.getPolicy());
        folders.forEach((name, property) -> all.put(place(name), property.getPolicy()));
        PlacedTarget named = settings.target() == null ? null : targets().get(settings.target());
        if (named != null) {
            all.put("target " + settings.target(), named.target().getPolicy());
        }
        return all.entrySet().stream()
                .filter(each -> each.getValue() != null && each.getValue().isExportForbidden())
                .findFirst()
                .map(each -> "exportCredentials: a rule forbids it (rule 'exportForbidden' of " + each.getKey()
                        + "; ask " + Objects.toString(each.getValue().getContact(), "an administrator") + ")");
    }

    private static String place(String folder) {
        return "folder " + folder;
    }

    /**
     * A target and where it was set.
     *
     * @param where in a few words, for people
     * @param ofFolder whoever may configure that folder may have set it
     */
    public record PlacedTarget(
            @NonNull EcsTarget target, @NonNull String where, boolean ofFolder) {}
}
