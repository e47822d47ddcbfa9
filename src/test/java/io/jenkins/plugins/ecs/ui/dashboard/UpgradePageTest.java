package io.jenkins.plugins.ecs.ui.dashboard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.ServicePlace;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.templates.ParameterDraft;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.templates.TemplateChecks;
import io.jenkins.plugins.ecs.templates.TemplateDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/** What the page about a newer version of a template shows of one service. */
public class UpgradePageTest {

    private static final String PATH = "standard of the global settings";
    private static final String FILE =
            "{\"service\":\"api\",\"template\":\"web@1.0.0\",\"parameters\":{\"level\":\"low\"}}";

    private final List<Template> versions =
            List.of(template("1.1.0", 512, "the global settings"), template("1.0.0", 256, "the global settings"));
    private final List<PathEvent> events = new ArrayList<>();
    private String job = "shop/api";

    private static Template template(String version, int memory, String where) {
        TemplateChecks.Checked checked = TemplateChecks.check(
                List.of(new TemplateDraft(
                        "web",
                        version,
                        where,
                        null,
                        null,
                        null,
                        List.of(new ParameterDraft(
                                "level", "string", null, null, null, null, null, null, List.of(), "high", null, false,
                                false)),
                        List.of(),
                        "family: \"{{ service }}\"\ncontainerDefinitions: [{name: app, image: \"{{ image }}\", memory: "
                                + memory + ", command: [\"{{ level }}-" + memory + "\"]}]",
                        "desiredCount: 1")),
                Map.of());
        assertThat(checked.problems(), is(empty()));
        return checked.templates().get(0);
    }

    private void released(String environment, String version, long at, String teamFile) {
        events.add(new PathEvent(
                PathEvent.Kind.PROVEN,
                new ServicePlace("123456789012", "eu-central-1", environment, "api"),
                PATH,
                environment,
                "arn:" + environment,
                new TreeMap<>(Map.of("app", "sha256:1")),
                at,
                "shop » api #1",
                "",
                "web@" + version,
                teamFile,
                ""));
    }

    private List<TemplateUses.Use> uses(Template template) {
        return TemplateUses.of(
                        events,
                        key -> List.of(
                                Records.record(key, job, 1, 0, Verdict.SUCCESS, true, "arn:" + key.cluster(), "", "")))
                .of(template, "api", PATH);
    }

    private UpgradePage page() {
        return new UpgradePage(versions, versions.get(0), uses(versions.get(0)), "");
    }

    @Test
    public void eachEnvironmentIsComparedWithTheVersionThatItHas() {
        released("staging", "1.1.0", 2, FILE.replace("@1.0.0", "@1.1.0"));
        released("production", "1.0.0", 1, FILE);
        UpgradePage page = page();
        assertThat(page.getDisplayName(), is("Upgrade of api to web@1.1.0"));
        assertThat(page.isKnown(), is(true));
        assertThat(page.getEnvironments().get(0).getName(), is("production"));
        assertThat(
                page.getEnvironments().get(0).getDefinitionChanges(),
                contains(
                        "containerDefinitions[app].memory: 256 -> 512",
                        "containerDefinitions[app].command: [\"low-256\"] -> [\"low-512\"]"));
        assertThat(page.getEnvironments().get(1).getNote(), is("Both versions render the same definitions."));
        assertThat("the newest file has it already", page.getLine(), is(""));
        assertThat(page.getTodo(), is("ecs.yaml stays as it is: the next release takes the version 1.1.0."));
    }

    @Test
    public void theLineToCommitIsGiven() {
        released("staging", "1.0.0", 1, FILE);
        assertThat(page().getLine(), is("template: web@1.1.0"));
        assertThat(page().getTodo(), is("Change this line of ecs.yaml, and commit it:"));
        assertThat(page().getProblems(), is(empty()));
    }

    @Test
    public void withoutKeptValuesTheDefaultsAreShownAndThatIsSaid() {
        released("staging", "1.0.0", 1, "");
        assertThat(page().isKnown(), is(false));
        assertThat(
                page().getEnvironments().get(0).getDefinitionChanges().get(1),
                is("containerDefinitions[app].command: [\"high-256\"] -> [\"high-512\"]"));
        assertThat(page().getLine(), is("template: web@1"));
        assertThat(page().getTodo(), is("This line of ecs.yaml takes the newest version:"));
    }

    @Test
    public void aVersionThatIsNoLongerConfiguredCannotBeCompared() {
        released("staging", "0.9.0", 1, FILE);
        assertThat(page().getEnvironments().get(0).getDefinitionChanges(), is(empty()));
        assertThat(page().getEnvironments().get(0).getNote(), containsString("0.9.0 is no longer configured"));
        assertThat(page().getLine(), is("template: web@1.1.0"));
    }

    @Test
    public void theServicesOfATemplateOfAnotherFolderAreNotItsOwn() {
        released("staging", "1.0.0", 1, FILE);
        assertThat(uses(template("1.1.0", 512, "folder shop")).size(), is(1));
        assertThat(uses(template("1.1.0", 512, "folder other")), is(empty()));
        assertThat(uses(template("1.1.0", 512, "folder sho")), is(empty()));
        job = "shop/inner/api";
        assertThat(uses(template("1.1.0", 512, "folder shop/inner")).size(), is(1));
        assertThat(uses(template("1.1.0", 512, "folder shop")).size(), is(1));
    }
}
