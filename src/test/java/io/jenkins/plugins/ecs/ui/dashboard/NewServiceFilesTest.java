package io.jenkins.plugins.ecs.ui.dashboard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.ServicePlace;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.templates.NewService;
import io.jenkins.plugins.ecs.templates.OpenField;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.templates.TemplateVersion;
import io.jenkins.plugins.ecs.templates.Templates;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The files and the job of a new service, and who uses which version of a template. */
public class NewServiceFilesTest {

    private static final String QUOTES = "'''";

    private static final Template TEMPLATE = template("2.1.0");

    private static Template template(String version) {
        return new Template(
                "web",
                TemplateVersion.parse(version).orElseThrow(),
                "the global settings",
                "Web service",
                "",
                "platform team",
                List.of(),
                Set.of(OpenField.VARIABLES),
                "family: x",
                "desiredCount: 1",
                "app",
                "digest");
    }

    private static NewService service(String owner) {
        return NewService.of(
                TEMPLATE,
                Map.of("service", "shop-api", "path", "standard", "owner", owner),
                Map.of("standard", List.of("staging")));
    }

    @Test
    public void theFilesAreThoseOfARepository() {
        Map<String, String> files = NewServiceFiles.of(service("team"), "[badge]");
        assertThat(files.keySet(), contains("ecs.yaml", "Jenkinsfile", "README.md"));
        assertThat(files.get("ecs.yaml"), startsWith("service: shop-api\ntemplate: web@2\npath: standard\n"));
        assertThat(
                files.get("Jenkinsfile"),
                containsString("ecsRelease spec: readTrusted('ecs.yaml'), image: params.IMAGE"));
        assertThat(files.get("README.md"), startsWith("# shop-api\n\n[badge]\n\nRuns on Amazon ECS."));
    }

    @Test
    public void theJobRunsInTheSandboxAndNoTextGetsOutOfItsPlace() throws Exception {
        String hostile = "o" + QUOTES + "] </script><sandbox>false</sandbox> \\ $x & \"";
        String xml = NewServiceFiles.job(service(hostile));
        Document job =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        assertThat(job.getElementsByTagName("sandbox").getLength(), is(1));
        assertThat(job.getElementsByTagName("sandbox").item(0).getTextContent(), is("true"));
        String script = job.getElementsByTagName("script").item(0).getTextContent();
        assertThat(script, startsWith("ecsRelease spec: " + QUOTES + "\\\nservice: shop-api\n"));
        String inside = script.substring(script.indexOf(QUOTES) + 3, script.lastIndexOf(QUOTES));
        assertThat("quotes", inside.replace("\\\\", "").replace("\\'", "").indexOf('\''), is(-1));
    }

    @Test
    public void theLatestReleaseOfAServiceSaysWhichVersionItUses() {
        List<PathEvent> events = List.of(
                event("api", "web@2.0.0", "shop » api #1"),
                event("api", "web@2.1.0", "shop » api #2"),
                event("front", "web@2.0.0", "shop » the front end #7"),
                event("secret", "web@1.0.0", "shop » api #1"),
                event("old", "", "shop » old #1"));
        TemplateUses uses = TemplateUses.of(
                events,
                key -> key.service().equals("secret")
                        ? List.of()
                        : List.of(Records.record(key, "shop/api", 1, 0, Verdict.SUCCESS, true, "arn", "", "")));
        assertThat(
                uses.of(TEMPLATE).stream()
                        .map(use -> use.service() + " " + use.version())
                        .toList(),
                contains("api 2.1.0", "front 2.0.0"));
        assertThat(
                uses.of(TEMPLATE).stream()
                        .map(use -> use.isOlderThan(TEMPLATE.version()))
                        .toList(),
                contains(false, true));
    }

    @Test
    public void aPreReleaseMakesNoServiceOutdated() {
        Template candidate = template("3.0.0-rc.1");
        assertThat(TemplatesPage.newest(new Templates(List.of(TEMPLATE, candidate), Map.of()), "web"), is(TEMPLATE));
        assertThat(TemplatesPage.newest(new Templates(List.of(candidate), Map.of()), "web"), is(candidate));
    }

    private static PathEvent event(String service, String template, String build) {
        return new PathEvent(
                PathEvent.Kind.PROVEN,
                new ServicePlace("123456789012", "eu-central-1", "prod", service),
                "standard",
                "production",
                "arn",
                new TreeMap<>(Map.of("app", "sha256:1")),
                1,
                build,
                "",
                template,
                "",
                "");
    }
}
