package io.jenkins.plugins.ecs.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.Item;
import hudson.security.Permission;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.templates.TeamFile;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.templates.Templates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;

/** The templates that the current user can see: those of all of Jenkins, and those of folders that the user may read. */
public final class TemplateCatalogue {

    private static final int MOST_FOLDERS = 500;

    private TemplateCatalogue() {}

    /**
     * The templates that are defined at one level.
     *
     * @param folder full name; empty for the global settings
     */
    public record Level(@NonNull String folder, @NonNull Templates templates) {}

    @NonNull
    public static List<Level> all() {
        List<Level> all = new ArrayList<>();
        Templates global = JobSettings.of(null).templates();
        if (!global.all().isEmpty()) {
            all.add(new Level("", global));
        }
        // As the user: what may not be read is not listed.
        for (AbstractFolder<?> folder : Jenkins.get().getAllItems(AbstractFolder.class)) {
            EcsFolderProperty property = EcsFolderProperty.of(folder);
            if (property != null && !property.getTemplates().isEmpty() && all.size() < MOST_FOLDERS) {
                String where = JobSettings.place(folder.getFullName());
                Templates usable = JobSettings.of(folder).templates();
                all.add(new Level(
                        folder.getFullName(),
                        new Templates(
                                usable.all().stream()
                                        .filter(each -> each.where().equals(where))
                                        .toList(),
                                Map.of())));
            }
        }
        return all;
    }

    /**
     * Whether a job is below the level of a template.
     *
     * @param job full name
     */
    public static boolean isFor(@NonNull Template template, @NonNull String job) {
        if (template.where().equals(PathSettings.GLOBAL)) {
            return true;
        }
        for (int slash = job.indexOf('/'); slash >= 0; slash = job.indexOf('/', slash + 1)) {
            if (template.where().equals(JobSettings.place(job.substring(0, slash)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is any; cheaper than to list them. */
    public static boolean isAny() {
        return !EcsGlobalConfiguration.get().getTemplates().isEmpty()
                || Jenkins.get().getAllItems(AbstractFolder.class).stream().anyMatch(folder -> {
                    EcsFolderProperty property = EcsFolderProperty.of((AbstractFolder<?>) folder);
                    return property != null && !property.getTemplates().isEmpty();
                });
    }

    /**
     * A folder, or Jenkins itself, as a place for a new service.
     *
     * @param folder full name; empty for Jenkins itself
     * @param item null for Jenkins itself
     */
    public record Place(@NonNull String folder, @Nullable Item item) {

        public boolean allows(@NonNull Permission permission) {
            return item == null ? Jenkins.get().hasPermission(permission) : item.hasPermission(permission);
        }

        /** @throws org.springframework.security.access.AccessDeniedException if the user does not have it here */
        public void check(@NonNull Permission permission) {
            if (item == null) {
                Jenkins.get().checkPermission(permission);
            } else {
                item.checkPermission(permission);
            }
        }

        /** All templates that its jobs can use. */
        @NonNull
        public Templates templates() {
            return JobSettings.of(item).templates();
        }

        /** The names of the environments of each path that its jobs can use. */
        @NonNull
        public Map<String, List<String>> paths() {
            Map<String, List<String>> paths = new LinkedHashMap<>();
            JobSettings.of(item).paths().byName().forEach((name, path) -> paths.put(name, path.names()));
            return paths;
        }

        /**
         * What the first release of a new service creates on a path, and what the rules say of it; empty if there is no
         * such path.
         *
         * @param file that the template takes
         */
        @NonNull
        public List<FirstRelease.At> firstRelease(
                @NonNull Template template, @NonNull TeamFile file, @NonNull String path, @NonNull Instant now) {
            JobSettings settings = JobSettings.of(item);
            ReleasePath found = settings.paths().byName().get(path);
            return found == null ? List.of() : FirstRelease.of(settings, found, template, file, now);
        }

        /** The first target of the last environment of a path; empty if there is no such path. */
        @NonNull
        public String lastTarget(@NonNull String path) {
            ReleasePath found = JobSettings.of(item).paths().byName().get(path);
            List<PathEnvironment> environments = found == null ? List.of() : found.environments();
            return environments.isEmpty()
                    ? ""
                    : environments.get(environments.size() - 1).targets().get(0);
        }
    }

    /**
     * @param folder full name; null or empty for Jenkins itself
     * @return null if there is no such folder that the user may read
     */
    @CheckForNull
    public static Place place(@CheckForNull String folder) {
        if (folder == null || folder.isEmpty()) {
            return new Place("", null);
        }
        for (AbstractFolder<?> each : Jenkins.get().getAllItems(AbstractFolder.class)) {
            if (each.getFullName().equals(folder)) {
                return new Place(folder, each);
            }
        }
        return null;
    }
}
