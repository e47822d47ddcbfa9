package io.jenkins.plugins.ecs.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.config.settings.ConfigMessages;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;

/**
 * A path where it is configured, for those who may configure it.
 *
 * @param folder full name; empty for the global settings
 * @param path null if it cannot be used
 * @param problem why it cannot be used; empty if it can
 */
public record ConfiguredPath(
        @NonNull String name,
        @NonNull String folder,
        @Nullable ReleasePath path,
        @NonNull String problem) {

    private static final int MOST = 500;
    private static final String OF_FOLDER = " of folder ";

    /** Those that the current user may configure: the global ones first, then by folder. */
    @NonNull
    public static List<ConfiguredPath> all() {
        List<ConfiguredPath> all = new ArrayList<>();
        if (FormChecks.isAllowed(null)) {
            PathSettings global = JobSettings.of(null).paths();
            EcsGlobalConfiguration.get().getPaths().forEach(path -> add(all, path, "", global));
        }
        for (AbstractFolder<?> folder : Jenkins.get().getAllItems(AbstractFolder.class)) {
            EcsFolderProperty property = EcsFolderProperty.of(folder);
            if (property != null && FormChecks.isAllowed(folder) && all.size() < MOST) {
                PathSettings settings = JobSettings.of(folder).paths();
                property.getPaths().forEach(path -> add(all, path, folder.getFullName(), settings));
            }
        }
        return all;
    }

    /** Whether the current user may configure any; cheaper than to list them. */
    public static boolean isAny() {
        return (FormChecks.isAllowed(null)
                        && !EcsGlobalConfiguration.get().getPaths().isEmpty())
                || Jenkins.get().getAllItems(AbstractFolder.class).stream().anyMatch(folder -> {
                    EcsFolderProperty property = EcsFolderProperty.of((AbstractFolder<?>) folder);
                    return property != null
                            && !property.getPaths().isEmpty()
                            && FormChecks.isAllowed((AbstractFolder<?>) folder);
                });
    }

    /**
     * The names under which proofs of the environments of a path are recorded, one for each target.
     *
     * @param id {@link ReleasePath#id}
     * @return empty if the path is not configured any more
     */
    @NonNull
    public static List<String> environments(@NonNull String id) {
        int at = id.indexOf(OF_FOLDER);
        Item folder = null;
        if (at >= 0) {
            try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                folder = Jenkins.get().getItemByFullName(id.substring(at + OF_FOLDER.length()));
            }
        }
        return JobSettings.of(folder)
                .paths()
                .byId(id)
                .map(path -> path.environments().stream()
                        .flatMap(each -> each.labels().stream())
                        .toList())
                .orElse(List.of());
    }

    private static void add(List<ConfiguredPath> all, EcsPath path, String folder, PathSettings settings) {
        String name = String.valueOf(path.getName());
        String where = folder.isEmpty() ? PathSettings.GLOBAL : JobSettings.place(folder);
        ReleasePath usable = settings.byName().get(name);
        if (usable != null && usable.where().equals(where)) {
            all.add(new ConfiguredPath(name, folder, usable, ""));
            return;
        }
        String problem = usable == null ? settings.problems().get(name) : ConfigMessages.pathIgnored(usable.where());
        all.add(new ConfiguredPath(name, folder, null, String.valueOf(problem)));
    }
}
