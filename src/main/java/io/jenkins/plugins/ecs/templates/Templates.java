package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The templates that the jobs of a folder can use, in all their versions.
 *
 * @param all those that can be used
 * @param problems why others cannot be used, by {@code name@version}
 */
public record Templates(
        @NonNull List<Template> all, @NonNull Map<String, String> problems) {

    public static final Templates NONE = new Templates(List.of(), Map.of());

    public Templates {
        all = List.copyOf(all);
        problems = Map.copyOf(problems);
    }

    /** The names of all templates. */
    @NonNull
    public List<String> names() {
        return List.copyOf(new TreeSet<>(all.stream().map(Template::name).toList()));
    }

    /** The versions of a template, the newest first. */
    @NonNull
    public List<Template> versions(@NonNull String name) {
        return all.stream()
                .filter(each -> each.name().equals(name))
                .sorted(Comparator.comparing(Template::version).reversed())
                .toList();
    }

    /** The newest version that is no pre-release. */
    @NonNull
    public Optional<Template> newest(@NonNull String name) {
        return versions(name).stream()
                .filter(each -> !each.version().isPreRelease())
                .findFirst();
    }

    /** The newest version with the same major number, if it is newer. */
    @NonNull
    public Optional<Template> update(@NonNull Template used) {
        return versions(used.name()).stream()
                .filter(each -> !each.version().isPreRelease()
                        && each.version().major() == used.version().major()
                        && each.version().compareTo(used.version()) > 0)
                .findFirst();
    }

    /** The version that a reference stands for now: of a major number the newest. */
    @NonNull
    public Optional<Template> find(@NonNull TemplateRef reference) {
        return versions(reference.name()).stream()
                .filter(each -> reference.takes(each.version()))
                .findFirst();
    }

    /**
     * @throws IllegalArgumentException if there is no such template; the message names the existing ones
     */
    @NonNull
    public Template get(@NonNull TemplateRef reference) {
        return find(reference)
                .orElseThrow(() -> new IllegalArgumentException(TemplateMessages.noTemplate(reference, this)));
    }
}
