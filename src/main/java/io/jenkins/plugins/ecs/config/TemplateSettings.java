package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.polling.BoundedMap;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.templates.TemplateChecks;
import io.jenkins.plugins.ecs.templates.TemplateDraft;
import io.jenkins.plugins.ecs.templates.Templates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The templates of a job: those of all of Jenkins, and those that its folders add. A name is looked up from the outside
 * in.
 */
final class TemplateSettings {

    private static final int MOST_REMEMBERED = 200;

    /** A template is checked by rendering it, which pages and builds need not repeat. */
    private static final Map<TemplateDraft, TemplateChecks.Checked> CHECKED = BoundedMap.of(MOST_REMEMBERED);

    private TemplateSettings() {}

    /**
     * What is wrong with the templates of a level; empty if nothing is.
     *
     * @param taken names of templates of outer levels, with their level
     * @param changed which of those that are right have changed although their version has not
     */
    @NonNull
    static List<String> problems(
            @NonNull List<EcsTemplate> templates,
            @NonNull String where,
            @NonNull Map<String, String> taken,
            @NonNull Function<List<Template>, List<String>> changed) {
        TemplateChecks.Checked checked = TemplateChecks.check(drafts(templates, where), taken);
        List<String> problems = new ArrayList<>(checked.problems());
        problems.addAll(changed.apply(checked.templates()));
        return problems;
    }

    /** Those of a level that can be used. */
    @NonNull
    static List<Template> usable(@NonNull List<EcsTemplate> templates, @NonNull String where) {
        return drafts(templates, where).stream()
                .flatMap(draft -> checked(draft).templates().stream())
                .toList();
    }

    /**
     * @param levels the templates of each level, outermost first
     * @param changed as for {@link #problems}
     */
    @NonNull
    static Templates of(
            @NonNull Map<String, List<EcsTemplate>> levels, @NonNull Function<List<Template>, List<String>> changed) {
        List<Template> all = new ArrayList<>();
        Map<String, String> problems = new LinkedHashMap<>();
        Set<String> outer = new HashSet<>();
        Set<String> labels = new HashSet<>();
        levels.forEach((where, templates) -> {
            Set<String> own = new HashSet<>();
            for (TemplateDraft draft : drafts(templates, where)) {
                String label = draft.name() + "@" + draft.version();
                own.add(String.valueOf(draft.name()));
                if (outer.contains(String.valueOf(draft.name())) || !labels.add(label)) {
                    // Of an old file: a form would have refused it.
                    continue;
                }
                TemplateChecks.Checked checked = checked(draft);
                List<String> wrong = new ArrayList<>(checked.problems());
                wrong.addAll(changed.apply(checked.templates()));
                if (wrong.isEmpty()) {
                    all.addAll(checked.templates());
                } else {
                    problems.putIfAbsent(label, where + ": " + String.join("; ", wrong));
                }
            }
            outer.addAll(own);
        });
        return new Templates(all, problems);
    }

    private static List<TemplateDraft> drafts(List<EcsTemplate> templates, String where) {
        return templates.stream().map(each -> each.draft(where)).toList();
    }

    private static TemplateChecks.Checked checked(TemplateDraft draft) {
        return CHECKED.computeIfAbsent(draft, each -> TemplateChecks.check(List.of(each), Map.of()));
    }
}
