package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.Difference;
import io.jenkins.plugins.ecs.templates.KeptTeamFile;
import io.jenkins.plugins.ecs.templates.TeamFile;
import io.jenkins.plugins.ecs.templates.TeamFileChecks;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.templates.Upgrade;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.ui.badge.BadgeMarkup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * {@code /ecs-dashboard/templates/<name>/upgrade/}: what the newest version of its template changes of a service, and the
 * line of {@code ecs.yaml} that takes it. It changes nothing, and AWS is not called.
 */
@Restricted(NoExternalUse.class)
public final class UpgradePage {

    private final List<Template> versions;
    private final Template newest;
    private final List<TemplateUses.Use> uses;
    private final String query;
    /** The file of the newest release of which something was kept. */
    private final Optional<TeamFile> newestFile;

    /**
     * @param versions all that are configured
     * @param uses those of one service on one path, at least one
     * @param query of the folder of the template
     */
    UpgradePage(
            @NonNull List<Template> versions,
            @NonNull Template newest,
            @NonNull List<TemplateUses.Use> uses,
            @NonNull String query) {
        this.versions = versions;
        this.newest = newest;
        this.uses = uses;
        this.query = query;
        newestFile = uses.stream()
                .max((one, other) -> Long.compare(one.at(), other.at()))
                .flatMap(each -> KeptTeamFile.read(each.teamFile()));
    }

    public String getDisplayName() {
        return DashboardMessages.upgrade(uses.get(0).service(), newest.label());
    }

    /** Path of the page of the template below the root of Jenkins. */
    public String getTemplatePage() {
        return "ecs-dashboard/templates/" + BadgeMarkup.segment(newest.name()) + "/" + query;
    }

    /** The line of {@code ecs.yaml} to commit; empty if it takes the newest version as it is. */
    public String getLine() {
        return Upgrade.line(newestFile.map(TeamFile::template).orElse(null), newest);
    }

    /** What to do, in a sentence. */
    public String getTodo() {
        if (newestFile.isEmpty()) {
            return DashboardMessages.THE_LINE;
        }
        return getLine().isEmpty()
                ? DashboardMessages.takenByNextRelease(newest.version().toString())
                : DashboardMessages.CHANGE_LINE;
    }

    /** Whether the values of the service are known in all environments. */
    public boolean isKnown() {
        return uses.stream().allMatch(each -> KeptTeamFile.read(each.teamFile()).isPresent());
    }

    /** What else the file of the team needs for the newest version. */
    @NonNull
    public List<String> getProblems() {
        if (newestFile.isEmpty()) {
            return List.of();
        }
        Set<String> environments = new LinkedHashSet<>();
        uses.forEach(each -> environments.add(each.environmentName()));
        environments.addAll(newestFile.get().environments().keySet());
        return TeamFileChecks.problems(newestFile.get(), newest, environments).stream()
                .map(PlainText::line)
                .toList();
    }

    @NonNull
    public List<Environment> getEnvironments() {
        return uses.stream().map(this::environment).toList();
    }

    private Environment environment(TemplateUses.Use use) {
        Optional<Template> used = versions.stream()
                .filter(each -> each.version().equals(use.version()))
                .findFirst();
        if (used.isEmpty()) {
            return new Environment(
                    use,
                    new Upgrade(
                            List.of(),
                            List.of(),
                            DashboardMessages.versionGone(use.version().toString())));
        }
        TeamFile file =
                KeptTeamFile.read(use.teamFile()).orElseGet(() -> Upgrade.withoutValues(use.service(), used.get()));
        return new Environment(use, Upgrade.of(used.get(), newest, file, use.environmentName()));
    }

    /** What changes in one environment. */
    public static final class Environment {

        private final TemplateUses.Use use;
        private final Upgrade upgrade;

        Environment(TemplateUses.Use use, Upgrade upgrade) {
            this.use = use;
            this.upgrade = upgrade;
        }

        public String getName() {
            return use.environment();
        }

        /** That is used there now. */
        public String getVersion() {
            return use.version().toString();
        }

        public List<String> getDefinitionChanges() {
            return lines(upgrade.taskDefinition());
        }

        public List<String> getServiceChanges() {
            return lines(upgrade.service());
        }

        private static List<String> lines(List<Difference> differences) {
            List<String> lines = new ArrayList<>();
            differences.forEach(each -> lines.add(PlainText.line(each.toString())));
            return lines;
        }

        /** Why there is no difference to show, or that there is none; empty if it is shown. */
        public String getNote() {
            if (!upgrade.problem().isEmpty()) {
                return PlainText.line(upgrade.problem());
            }
            return upgrade.taskDefinition().isEmpty() && upgrade.service().isEmpty()
                    ? DashboardMessages.SAME_DEFINITIONS
                    : "";
        }
    }
}
