package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.BulkChange;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.EcsFolderProperty;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.config.EcsTemplate;
import io.jenkins.plugins.ecs.config.EcsTemplateParameter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** A person's way from the catalogue to a new job. */
public class NewServiceJenkinsTest {

    @Rule
    public final JenkinsRule r = new JenkinsRule();

    private Folder shop;

    @Before
    public void configure() throws Exception {
        shop = r.createProject(Folder.class, "shop");
        Folder hidden = r.createProject(Folder.class, "hidden");
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("dev", "reader")
                .grant(Item.READ)
                .onRoot()
                .to("dev", "reader")
                .grant(Item.READ)
                .onFolders(shop)
                .to("reader")
                .grant(Item.READ, Item.CREATE)
                .onFolders(shop)
                .to("dev"));
        EcsTarget target = new EcsTarget("staging-eu");
        target.setCluster("staging");
        EcsPath path = new EcsPath("web");
        path.setEnvironments(List.of(new EcsPathEnvironment("staging", "staging-eu")));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setRegion("eu-central-1");
            global.setTargets(List.of(target));
            global.setPaths(List.of(path));
            global.setTemplates(List.of(template("worker", "<b>Worker</b>")));
            all.commit();
        }
        EcsFolderProperty property = new EcsFolderProperty();
        property.setTemplates(List.of(template("secret", "Not for all")));
        hidden.addProperty(property);
    }

    private static EcsTemplate template(String name, String title) {
        EcsTemplateParameter tasks = new EcsTemplateParameter("tasks", "integer");
        tasks.setMin(1);
        tasks.setMax(10);
        tasks.setDefaultValue("2");
        EcsTemplate template = new EcsTemplate(name, "1.0.0");
        template.setTitle(title);
        template.setOwner("the platform team");
        template.setOpen("variables");
        template.setParameters(List.of(tasks));
        template.setTaskDefinition(
                "family: \"{{ service }}\"\ncontainerDefinitions: [{name: app, image: \"{{ image }}\", memory: 128}]");
        template.setServiceDefinition("desiredCount: \"{{ tasks }}\"");
        return template;
    }

    private JenkinsRule.WebClient as(String user) throws Exception {
        JenkinsRule.WebClient client = r.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        client.getOptions().setRedirectEnabled(true);
        return client.login(user);
    }

    private static HtmlPage filled(HtmlPage page, String service, String tasks) {
        HtmlForm form = form(page);
        form.getInputByName("service").setValue(service);
        form.getInputByName("owner").setValue("team-shop");
        form.getInputByName("p.tasks").setValue(tasks);
        return page;
    }

    private static HtmlForm form(HtmlPage page) {
        return page.getForms().stream()
                .filter(form -> form.getAttribute("class").contains("ecsd-form"))
                .findFirst()
                .orElseThrow();
    }

    private static HtmlPage press(HtmlPage page, String button) throws Exception {
        return form(page).getElementsByTagName("button").stream()
                .filter(each -> each.getTextContent().startsWith(button))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + button))
                .click();
    }

    @Test
    public void aDeveloperGoesFromTheCatalogueToAJob() throws Exception {
        JenkinsRule.WebClient dev = as("dev");
        HtmlPage catalogue = dev.goTo("ecs-dashboard/templates/");
        assertThat(catalogue.getBody().asNormalizedText(), containsString("worker"));
        assertThat(catalogue.getBody().asNormalizedText(), containsString("<b>Worker</b>"));
        assertThat(catalogue.getBody().asNormalizedText(), not(containsString("secret")));
        HtmlPage template = dev.goTo("ecs-dashboard/templates/worker/?folder=shop");
        assertThat(template.getBody().asNormalizedText(), containsString("template: worker@1"));

        HtmlPage form = dev.goTo("ecs-dashboard/templates/worker/new/?folder=shop");
        HtmlPage wrong = press(filled(form, "mails", "99"), "Preview");
        assertThat(wrong.getWebResponse().getStatusCode(), is(400));
        assertThat(wrong.getBody().asNormalizedText(), containsString("99"));
        HtmlPage preview = press(filled(wrong, "mails", "3"), "Preview");
        assertThat(preview.getWebResponse().getStatusCode(), is(200));
        assertThat(preview.getBody().asNormalizedText(), containsString("service: mails"));
        assertThat(preview.getBody().getTextContent(), containsString("desiredCount: 3"));
        assertThat(shop.getItem("mails"), is(nullValue()));

        HtmlPage created = press(preview, "Create the job");
        assertThat(created.getUrl().getPath(), containsString("/job/shop/job/mails/"));
        WorkflowJob job = (WorkflowJob) shop.getItem("mails");
        assertThat(job, is(notNullValue()));
        CpsFlowDefinition definition = (CpsFlowDefinition) job.getDefinition();
        assertThat(definition.isSandbox(), is(true));
        assertThat(definition.getScript(), containsString("template: worker@1"));
        assertThat(ScriptApproval.get().getPendingScripts(), is(empty()));

        HtmlPage twice =
                press(filled(dev.goTo("ecs-dashboard/templates/worker/new/?folder=shop"), "mails", "3"), "Preview");
        HtmlPage refused = press(twice, "Create the job");
        assertThat(refused.getWebResponse().getStatusCode(), is(400));
        assertThat(refused.getBody().asNormalizedText(), containsString("The job was not created"));
        assertThat(shop.getItems().size(), is(1));
    }

    @Test
    public void thePreviewShowsThePlanAndWhatEachRuleSays() throws Exception {
        EcsPolicy policy = new EcsPolicy();
        policy.setRegions("us-*");
        policy.setCreateService("staging/*");
        policy.setApprovalForProduction(true);
        EcsTarget target = new EcsTarget("staging-eu");
        target.setCluster("staging");
        target.setAccount("123456789012");
        target.setProduction(true);
        target.setPolicy(policy);
        EcsTarget without = new EcsTarget("no-cluster");
        EcsPath path = new EcsPath("web");
        EcsPathEnvironment second = new EcsPathEnvironment("production", "no-cluster");
        second.setFrom("staging");
        path.setEnvironments(List.of(new EcsPathEnvironment("staging", "staging-eu"), second));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(target, without));
            global.setPaths(List.of(path));
            all.commit();
        }

        JenkinsRule.WebClient dev = as("dev");
        HtmlPage preview =
                press(filled(dev.goTo("ecs-dashboard/templates/worker/new/?folder=shop"), "mails", "3"), "Preview");
        String text = preview.getBody().getTextContent().replaceAll("\\s+", " ");
        assertThat(text, containsString("Account123456789012Regioneu-central-1Clusterstaging"));
        assertThat(text, containsString("Service mails: created, with 3 tasks"));
        assertThat(text, containsString("refusedRegion eu-central-1 is not allowed; allowed: us-*"));
        assertThat(text, containsString("allowedcreateService of target staging-eu"));
        assertThat(text, containsString("cannot be judged yetno approval in this build (rule"));
        assertThat(text, containsString("cluster"));
    }

    @Test
    public void theFilesCanBeDownloaded() throws Exception {
        JenkinsRule.WebClient reader = as("reader");
        WebRequest request = new WebRequest(
                new URL(r.getURL(), "ecs-dashboard/templates/worker/new/download?folder=shop&service=mails&path=web"),
                HttpMethod.POST);
        WebResponse response = reader.loadWebResponse(reader.addCrumb(request));
        assertThat(response.getStatusCode(), is(200));
        assertThat(response.getContentType(), is("application/zip"));
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(response.getContentAsStream())) {
            for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                names.add(each.getName());
                if (each.getName().equals("ecs.yaml")) {
                    assertThat(
                            new String(zip.readAllBytes(), StandardCharsets.UTF_8), containsString("service: mails"));
                }
            }
        }
        assertThat(names, is(List.of("ecs.yaml", "Jenkinsfile", "README.md")));
    }

    @Test
    public void whoMayNotCreateJobsIsNotOfferedIt() throws Exception {
        JenkinsRule.WebClient reader = as("reader");
        HtmlPage preview =
                press(filled(reader.goTo("ecs-dashboard/templates/worker/new/?folder=shop"), "mails", "3"), "Preview");
        assertThat(preview.getBody().asNormalizedText(), containsString("Download the files"));
        assertThat(preview.getBody().asNormalizedText(), not(containsString("Create the job")));
        WebRequest forged = new WebRequest(
                new URL(r.getURL(), "ecs-dashboard/templates/worker/new/create?folder=shop&service=mails&path=web"),
                HttpMethod.POST);
        assertThat(reader.loadWebResponse(reader.addCrumb(forged)).getStatusCode(), is(403));
        assertThat(shop.getItems(), is(empty()));
        assertThat(
                reader.goTo("ecs-dashboard/templates/secret/?folder=hidden")
                        .getWebResponse()
                        .getStatusCode(),
                is(404));
    }
}
