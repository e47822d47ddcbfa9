package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.templates.TemplateRef;
import io.jenkins.plugins.ecs.templates.Templates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** The templates of the levels around a job. */
public class TemplateSettingsTest {

    private static final String TASK = """
            family: "{{ service }}"
            containerDefinitions: [{name: app, image: "{{ image }}", memory: 128}]
            """;

    private static EcsTemplate template(String name, String version) {
        EcsTemplate template = new EcsTemplate(name, version);
        template.setTaskDefinition(TASK);
        template.setServiceDefinition("desiredCount: 1");
        return template;
    }

    private static Templates of(List<EcsTemplate> global, List<EcsTemplate> folder) {
        Map<String, List<EcsTemplate>> levels = new LinkedHashMap<>();
        levels.put("the global settings", global);
        levels.put("folder shop", folder);
        return TemplateSettings.of(levels, made -> List.of());
    }

    private static String where(Templates templates, String reference) {
        return templates.get(TemplateRef.parse(reference).orElseThrow()).where() + " "
                + templates.get(TemplateRef.parse(reference).orElseThrow()).version();
    }

    @Test
    public void aFolderAddsTemplatesButReplacesNone() {
        Templates templates =
                of(List.of(template("web", "1.0.0")), List.of(template("web", "1.1.0"), template("own", "1.0.0")));

        assertThat(where(templates, "web@1"), is("the global settings 1.0.0"));
        assertThat(where(templates, "own@1.0.0"), is("folder shop 1.0.0"));
        assertThat(templates.problems(), is(anEmptyMap()));
        assertThat(
                TemplateSettings.problems(
                                List.of(template("web", "1.1.0")),
                                "folder shop",
                                Map.of("web", "the global settings"),
                                made -> List.of())
                        .get(0),
                containsString("the global settings already defines a template of this name"));
    }

    @Test
    public void aMajorNumberStandsForItsNewestVersion() {
        Templates templates = of(
                List.of(
                        template("web", "2.0.0-rc.1"),
                        template("web", "1.10.0"),
                        template("web", "1.9.3"),
                        template("web", "2.0.0-rc.10"),
                        template("web", "0.1.0")),
                List.of());

        assertThat(where(templates, "web@1"), is("the global settings 1.10.0"));
        assertThat(where(templates, "web@1.9.3"), is("the global settings 1.9.3"));
        assertThat(
                "no pre-release by a major number",
                missing(templates, "web@2"),
                containsString("has no version 2 for"));
        assertThat(where(templates, "web@2.0.0-rc.1"), is("the global settings 2.0.0-rc.1"));
        assertThat(
                missing(templates, "web@1.9.4"),
                is("template web has no version 1.9.4 for this job. Versions: 2.0.0-rc.10, 2.0.0-rc.1, 1.10.0, 1.9.3,"
                        + " 0.1.0"));
        assertThat(missing(templates, "wep@1"), is("there is no template 'wep' for this job. Templates: web"));
    }

    private static String missing(Templates templates, String reference) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> templates.get(TemplateRef.parse(reference).orElseThrow()))
                .getMessage();
    }

    @Test
    public void aBrokenVersionIsLeftOutAndSaysWhy() {
        EcsTemplate broken = template("web", "1.1.0");
        broken.setTaskDefinition("family: [");

        Templates templates = of(List.of(template("web", "1.0.0"), broken), List.of());

        assertThat(where(templates, "web@1"), is("the global settings 1.0.0"));
        assertThat(
                missing(templates, "web@1.1.0"),
                containsString("the global settings: template web@1.1.0: taskDefinition: "));
    }

    @Test
    public void aVersionWithOtherContentIsNotUsed() {
        Map<String, List<EcsTemplate>> levels = Map.of("the global settings", List.of(template("web", "1.0.0")));

        Templates templates = TemplateSettings.of(levels, made -> List.of("its content has changed"));

        assertThat(templates.all(), is(empty()));
        assertThat(missing(templates, "web@1"), containsString("its content has changed"));
    }
}
