package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.cloudbees.hudson.plugins.folder.Folder;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.templates.TemplateRef;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.html.HtmlForm;
import org.junit.Rule;
import org.junit.Test;

/** Templates as code: a whole configuration counts, or none of it, and a version never changes. */
public class TemplatesAsCodeJenkinsTest {

    @Rule
    public final JenkinsConfiguredWithCodeRule r = new JenkinsConfiguredWithCodeRule();

    private static Template worker() {
        return JobSettings.of(null)
                .templates()
                .get(TemplateRef.parse("worker@1").orElseThrow());
    }

    private static String text() throws Exception {
        try (var in = TemplatesAsCodeJenkinsTest.class.getResourceAsStream("templates.yml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void configure(String text) throws Exception {
        Path file = Files.createTempFile("templates", ".yml");
        Files.writeString(file, text);
        ConfigurationAsCode.get().configure(file.toString());
    }

    private static String refused(String change, String by) throws Exception {
        assertThat(text(), containsString(change));
        Exception refused = assertThrows(Exception.class, () -> configure(text().replace(change, by)));
        StringBuilder words = new StringBuilder();
        for (Throwable each = refused; each != null; each = each.getCause()) {
            words.append(each).append('\n');
        }
        return words.toString();
    }

    @Test
    @ConfiguredWithCode("templates.yml")
    public void aBrokenTemplateIsRefusedWithItsPlaceAndTheOldOnesStay() throws Exception {
        String digest = worker().digest();

        assertThat(
                refused("\"1.0.0\"", "\"1\""),
                containsString("template worker@1: version: '1' is not a semantic version"));
        assertThat(
                refused("desiredCount:", "desiredCnt:"),
                containsString("template worker@1.0.0: serviceDefinition: Service definition, line 1, column 13"));
        assertThat(refused("{{ tasks }}", "{{ count }}"), containsString("'{{ count }}' has no parameter"));
        assertThat(refused("type: \"integer\"", "type: \"int\""), containsString("type: 'int' is unknown"));
        assertThat(
                refused("memory: 128", "memory: 256"),
                containsString("template worker@1.0.0: its content has changed, but a version never changes"));

        assertThat(worker().digest(), is(digest));
        assertThat("JCasC leaves look-ups", worker().taskDefinition(), containsString("${cfn:base.Role}"));
    }

    @Test
    @ConfiguredWithCode("templates.yml")
    public void aVersionThatWasRemovedCannotComeBackWithOtherContent() throws Exception {
        EcsGlobalConfiguration.get().setTemplates(List.of());
        assertThat(JobSettings.of(null).templates().all(), is(empty()));

        assertThat(refused("memory: 128", "memory: 256"), containsString("a version never changes"));
        configure(text());
        assertThat(worker().label(), is("worker@1.0.0"));
        configure(text().replace("1.0.0", "1.0.1").replace("memory: 128", "memory: 256"));
        assertThat(worker().label(), is("worker@1.0.1"));
    }

    @Test
    @ConfiguredWithCode("templates.yml")
    public void theTextOfADefinitionMayComeFromAFile() throws Exception {
        Path definition = Files.createTempFile("taskdef", ".yaml");
        Files.writeString(
                definition,
                "family: \"{{ service }}\"\nexecutionRoleArn: ^${cfn:base.Role}\n"
                        + "containerDefinitions: [{name: app, image: \"{{ image }}\", memory: 128}]\n");
        String text = text();
        int from = text.indexOf("        taskDefinition: |");
        int to = text.indexOf("        serviceDefinition: |");
        configure(text.substring(0, from) + "        taskDefinition: \"${readFile:" + definition + "}\"\n"
                + text.substring(to));

        assertThat("the same content", worker().label(), is("worker@1.0.0"));
        assertThat(worker().taskDefinition(), containsString("${cfn:base.Role}"));
    }

    @Test
    @ConfiguredWithCode("templates.yml")
    public void theFormKeepsTemplates() throws Exception {
        String digest = worker().digest();
        HtmlForm form = EcsJenkinsTest.formOf(r.createWebClient().goTo("configure"));
        r.submit(form);

        assertThat(worker().digest(), is(digest));
    }

    @Test
    @ConfiguredWithCode("templates.yml")
    public void aFolderReplacesNoTemplateButAddsOthers() throws Exception {
        Folder folder = r.createProject(Folder.class, "shop");
        EcsFolderProperty property = new EcsFolderProperty();
        property.setTemplates(List.of(template("worker"), template("own")));
        folder.addProperty(property);
        JobSettings settings = JobSettings.of(folder);

        assertThat(
                settings.templates().all().stream()
                        .map(each -> each.label() + " of " + each.where())
                        .toList(),
                is(List.of("worker@1.0.0 of the global settings", "own@2.0.0 of folder shop")));

        HtmlForm form = EcsJenkinsTest.formOf(r.createWebClient().getPage(folder, "configure"));
        FailingHttpStatusCodeException refused =
                assertThrows(FailingHttpStatusCodeException.class, () -> r.submit(form));
        assertThat(
                refused.getResponse().getContentAsString(),
                containsString("A folder may add templates, but not replace them"));
    }

    private static EcsTemplate template(String name) {
        EcsTemplate template = new EcsTemplate(name, "2.0.0");
        template.setTaskDefinition("family: \"{{ service }}\"\n"
                + "containerDefinitions: [{name: app, image: \"{{ image }}\", memory: 128}]\n");
        template.setServiceDefinition("desiredCount: 1");
        return template;
    }
}
