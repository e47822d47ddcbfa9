package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import hudson.BulkChange;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.config.EcsTemplate;
import io.jenkins.plugins.ecs.config.EcsTemplateParameter;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.nio.file.Files;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What a newer version of a template would change of services that were really released. */
public class UpgradeJenkinsTest extends EcsJenkinsTest {

    private static final String FILE = "service: front\\ntemplate: web@1.0.0\\nparameters: {level: value-of-front}\\n"
            + "variables: {PLAIN: variable-of-front}\\n";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private static String release(String file) {
        return "ecsRelease spec: '''" + file + "''', image: 'repo/app@sha256:" + "ab".repeat(32) + "'";
    }

    private static EcsTemplate template(String version, int memory) {
        EcsTemplateParameter level = new EcsTemplateParameter("level", "string");
        level.setDefaultValue("default-level");
        EcsTemplate template = new EcsTemplate("web", version);
        template.setOpen("variables");
        template.setParameters(List.of(level));
        template.setTaskDefinition(
                "family: \"{{ service }}\"\ncontainerDefinitions:\n- {name: app, image: \"{{ image }}\"," + " memory: "
                        + memory + ", command: [\"{{ level }}-" + memory + "\"]}\n");
        template.setServiceDefinition("desiredCount: 1\n");
        return template;
    }

    private void configurePath(EcsTemplate... templates) throws Exception {
        EcsTarget staging = new EcsTarget("staging-eu");
        staging.setCluster("staging");
        EcsPath path = new EcsPath("web");
        path.setEnvironments(List.of(new EcsPathEnvironment("staging", "staging-eu")));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(staging));
            global.setPaths(List.of(path));
            global.setTemplates(List.of(templates));
            all.commit();
        }
    }

    private static HtmlPage page(JenkinsRule.WebClient client, String address) throws Exception {
        return client.goTo("ecs-dashboard/templates/web/" + address);
    }

    @Test
    public void aReleasedServiceCanBeUpgradedByWhoMayReadItsJob() throws Exception {
        configure(r);
        sandbox.cluster("staging");
        configurePath(template("1.0.0", 256));
        WorkflowJob front = job(r, "front", release(FILE));
        r.buildAndAssertSuccess(front);
        WorkflowJob other = job(
                r,
                "other",
                "withEnv(['API_TOKEN=hidden-of-build']) { "
                        + release(FILE.replace("front", "other").replace("value-of-other", "hidden-of-build")) + " }");
        r.buildAndAssertSuccess(other);
        configurePath(template("1.0.0", 256), template("1.1.0", 512));
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("dev", "stranger")
                .grant(Item.READ)
                .onItems(front, other)
                .to("dev"));

        JenkinsRule.WebClient dev =
                r.createWebClient().withThrowExceptionOnFailingStatusCode(false).login("dev");
        HtmlPage template = page(dev, "");
        assertThat(template.getBody().asNormalizedText(), containsString("Upgrade to 1.1.0"));
        HtmlPage upgrade = template.getAnchors().stream()
                .filter(each -> each.getTextContent().equals("Upgrade to 1.1.0")
                        && each.getHrefAttribute().contains("service=front"))
                .findFirst()
                .orElseThrow()
                .click();
        String text = upgrade.getBody().asNormalizedText();
        assertThat(text, containsString("Upgrade of front to web@1.1.0"));
        assertThat(text, containsString("template: web@1.1.0"));
        assertThat(text, containsString("containerDefinitions[app].memory: 256 -> 512"));
        assertThat(text, containsString("[\"value-of-front-256\"] -> [\"value-of-front-512\"]"));

        String query = "upgrade/?service=other&path=web%20of%20the%20global%20settings";
        String unknown = page(dev, query).getBody().asNormalizedText();
        assertThat(unknown, containsString("Not all values of this service are known to Jenkins."));
        assertThat(unknown, containsString("[\"default-level-256\"] -> [\"default-level-512\"]"));
        String kept = Files.readString(
                r.jenkins.getRootDir().toPath().resolve("ecs-deployments").resolve("releases.jsonl"));
        assertThat(kept, containsString("value-of-front"));
        assertThat(kept, not(containsString("hidden-of-build")));
        assertThat(kept, not(containsString("variable-of-")));

        JenkinsRule.WebClient stranger =
                r.createWebClient().withThrowExceptionOnFailingStatusCode(false).login("stranger");
        assertThat(page(stranger, query).getWebResponse().getStatusCode(), is(404));
        assertThat(page(stranger, "upgrade/").getWebResponse().getStatusCode(), is(404));
        assertThat(page(stranger, "").getBody().asNormalizedText(), not(containsString("Upgrade to")));
    }
}
