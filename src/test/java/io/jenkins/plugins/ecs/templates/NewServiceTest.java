package io.jenkins.plugins.ecs.templates;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** A form for a new service: what was entered, what is wrong with it, and the file that it makes. */
public class NewServiceTest {

    private static final Map<String, List<String>> PATHS = Map.of("web", List.of("staging", "production"));

    private final Template template = new Drafts().template();

    private NewService entered(String... pairs) {
        Map<String, String> values = new HashMap<>(Map.of("service", "shop-api", "path", "web"));
        for (Parameter each : template.parameters()) {
            if (each.isRequired()) {
                values.put("p." + each.name(), NewService.written(each.sample()));
            }
        }
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return NewService.of(template, values, PATHS);
    }

    @Test
    public void theFileHasWhatDiffersFromTheTemplateAndIsReadAsABuildReadsIt() {
        NewService service = entered("owner", " team-shop ", "p.tasks", "3");
        assertThat(service.problems(), is(anEmptyMap()));
        assertThat(service.spec(), containsString("service: shop-api\n"));
        assertThat(service.spec(), containsString("template: web@1\n"));
        assertThat(service.spec(), containsString("owner: team-shop\n"));
        assertThat(service.spec(), containsString("tasks: 3"));
        TeamFile again = TeamFile.read(service.spec()).file();
        assertThat(TeamFileChecks.problems(again, template, PATHS.get("web")), is(List.of()));
    }

    @Test
    public void whatIsWrongIsSaidAtItsField() {
        NewService service = entered(
                "service", "../../etc", "path", "fast", "owner", "x".repeat(300), "p.tasks", "many", "p.port", "80");
        assertThat(service.file() == null, is(true));
        assertThat(service.problems().get("service"), containsString("'../../etc' is not a name of a service"));
        assertThat(service.problems().get("path"), containsString("Use one of: web"));
        assertThat(service.problems().get("owner"), containsString("300 characters"));
        assertThat(service.problems(), hasKey("p.tasks"));
        assertThat(service.problems(), hasKey("p.port"));
    }

    @Test
    public void emptyRequiredFieldsAreAskedFor() {
        NewService service = NewService.of(template, Map.of(), PATHS);
        assertThat(service.problems().get("service"), is("A value is needed."));
        assertThat(service.problems(), hasKey("path"));
    }

    @Test
    public void withoutAPathNothingCanBeReleased() {
        NewService service = NewService.of(template, Map.of("service", "api"), Map.of());
        assertThat(service.problems().get("path"), containsString("There is no release path"));
    }

    @Test
    public void noValueAddsAField() {
        for (String hostile : new String[] {
            "team\nprivileged: true", "a: b", "{{ service }}", "${env:HOME}", "'\"", "- x", "# none", "x\ty"
        }) {
            NewService service = entered("owner", hostile);
            if (service.file() != null) {
                assertThat(hostile, service.file().owner(), is(hostile));
                assertThat(hostile, service.file().unknown(), is(List.of()));
            } else {
                assertThat(hostile, service.problems(), is(not(anEmptyMap())));
            }
        }
    }

    @Test
    public void anExampleIsAFileThatTheTemplateTakes() {
        TeamFile.Reading example = TeamFile.read(NewService.example(template));
        assertThat(example.problems(), is(List.of()));
        assertThat(TeamFileChecks.problems(example.file(), template, PATHS.get("web")), is(List.of()));
    }

    @Test
    public void theDefaultsAreValuesOfTheForm() {
        for (Parameter each : template.parameters()) {
            NewService service = entered("p." + each.name(), NewService.written(each.defaultValue()));
            assertThat(each.name(), service.problems(), is(anEmptyMap()));
        }
        assertThat(NewService.written(template.parameter("size").orElseThrow().defaultValue()), is("256/512"));
    }

    @Test
    public void theFileNamesAPreReleaseExactly() {
        Drafts drafts = new Drafts();
        drafts.version = "2.0.0-rc.1";
        Template candidate = drafts.template();
        Templates templates = new Templates(List.of(candidate), Map.of());
        NewService service = NewService.of(candidate, Map.of("service", "shop-api", "path", "web"), PATHS);
        assertThat(templates.get(service.file().template()), is(candidate));
        TeamFile example = TeamFile.read(NewService.example(candidate)).file();
        assertThat(templates.get(example.template()), is(candidate));
    }
}
