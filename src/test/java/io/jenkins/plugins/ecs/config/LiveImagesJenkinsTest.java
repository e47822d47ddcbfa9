package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.steps.ContainerSettings;
import io.jenkins.plugins.ecs.steps.EcsDeployStep;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import io.jenkins.plugins.ecs.steps.EcsReleaseStep;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What forms offer of the images in Amazon ECR: to whom, of which repository, and what is said if there is nothing. */
public class LiveImagesJenkinsTest extends EcsJenkinsTest {

    private static final String STEPS = "descriptorByName/io.jenkins.plugins.ecs.steps.";
    private static final String DEPLOY = STEPS + "EcsDeployStep/";
    private static final String OF_SERVICE = "cluster=prod&service=web";
    private static final String REPOSITORY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private WorkflowJob job;
    private String newest;
    /** Calls that the sandbox got before the test. */
    private int before;

    @Before
    public void setUp() throws Exception {
        configure(r);
        sandbox.service("prod", "web", s -> s.taskDefinition(definition("")).desiredCount(1));
        sandbox.service(
                "prod",
                "two",
                s -> s.taskDefinition(definition(",{'name':'agent','image':'public.ecr.aws/datadog/agent:7'}"))
                        .desiredCount(1));
        Instant begin = Instant.parse("2026-03-01T08:00:00Z");
        sandbox.images().push(REPOSITORY, begin, "1.4.1");
        newest = sandbox.images().push(REPOSITORY, begin.plusSeconds(60), "1.4.2");
        job = r.createProject(WorkflowJob.class, "web");
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ, Item.BUILD)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("dev")
                .grant(Item.CONFIGURE)
                .onItems(job)
                .to("dev"));
        loadClients();
    }

    private static String definition(String more) {
        return ("{'family':'web','requiresCompatibilities':['FARGATE'],'networkMode':'awsvpc','cpu':'256','memory':'512',"
                        + "'executionRoleArn':'arn:aws:iam::123456789012:role/exec',"
                        + "'containerDefinitions':[{'name':'app','image':'" + REPOSITORY + ":1.4.1'}" + more + "]}")
                .replace('\'', '"');
    }

    @Test
    public void whoMayConfigureTheJobIsOfferedTheNewestTagsOfTheService() throws Exception {
        String images = "[\"" + REPOSITORY + ":1.4.2\",\"" + REPOSITORY + ":1.4.1\"]";
        for (String step : new String[] {"EcsDeployStep", "EcsBlueGreenStep", "EcsRunTaskStep", "EcsVerifyStep"}) {
            assertThat(step, text("dev", STEPS + step + "/fillImageItems?" + OF_SERVICE), is(images));
        }
        assertThat(text("dev", DEPLOY + "fillTagItems?" + OF_SERVICE), is("[\"1.4.2\",\"1.4.1\"]"));
        assertThat(text("dev", STEPS + "ContainerSettings/fillImageItems?name=&" + OF_SERVICE), is(images));
        assertThat(text("dev", STEPS + "EcsServiceSettings/fillImageItems?" + OF_SERVICE), is(images));
        assertThat(text("dev", STEPS + "EcsServiceSettings/fillTagItems?" + OF_SERVICE), is("[\"1.4.2\",\"1.4.1\"]"));
        String ofTwo = "ContainerSettings/fillImageItems?cluster=prod&service=two&name=";
        assertThat(text("dev", STEPS + ofTwo + "app"), is(images));
        assertThat("in another registry", text("dev", STEPS + ofTwo + "agent"), is("[]"));
        assertThat("which one is not known", text("dev", STEPS + ofTwo), is("[]"));
        assertThat(
                "there is another repository",
                text("dev", DEPLOY + "fillTagItems?cluster=prod&service=two"),
                is("[\"shop/web:1.4.2\",\"shop/web:1.4.1\"]"));
    }

    @Test
    public void theRepositoryThatWasTypedIsOffered() throws Exception {
        String other = REPOSITORY.replace("web", "other");
        sandbox.images().push(other, Instant.parse("2026-03-01T08:00:00Z"), "7");

        assertThat(
                text("dev", DEPLOY + "fillImageItems?" + OF_SERVICE + "&image=" + encoded(other + ":")),
                is("[\"" + other + ":7\"]"));
        assertThat(
                "without a service",
                text("dev", DEPLOY + "fillImageItems?image=" + encoded(other)),
                containsString(":7"));
        assertThat(
                "no such repository", text("dev", DEPLOY + "fillImageItems?image=" + encoded(other + "s")), is("[]"));
    }

    @Test
    public void aReleaseIsOfferedDigestsOfTheFirstTargetOfItsPath() throws Exception {
        EcsTarget staging = new EcsTarget("staging");
        staging.setCluster("prod");
        staging.setRegion("eu-central-1");
        EcsPath path = new EcsPath("shop");
        path.setEnvironments(List.of(new EcsPathEnvironment("staging", "staging")));
        EcsGlobalConfiguration.get().setTargets(List.of(staging));
        EcsGlobalConfiguration.get().setPaths(List.of(path));
        String pinned = REPOSITORY + ":1.4.2@" + newest;

        for (String form : new String[] {
            "EcsReleaseStep/fillImageItems?path=shop&service=web",
            "EcsReleaseStep/fillImageItems?path=&service=web",
            "ContainerSettings/fillImageItems?path=shop&service=web&name=",
            "EcsApproveStep/fillImageItems?target=staging&service=web"
        }) {
            assertThat(form, text("dev", STEPS + form), containsString("[\"" + pinned + "\""));
        }
        assertThat(text("dev", STEPS + "EcsReleaseStep/fillImageItems?path=none&service=web"), is("[]"));
        assertThat(
                text("dev", STEPS + "EcsReleaseStep/checkImage?path=shop&value=" + encoded(REPOSITORY + ":1.4.2")),
                containsString("class=\"error\""));
        String unknown = REPOSITORY + "@sha256:" + "0".repeat(64);
        for (String place :
                List.of("EcsReleaseStep/checkImage?path=shop", "EcsApproveStep/checkImage?target=staging")) {
            String check = STEPS + place + "&service=web&value=";
            assertThat(place, text("dev", check + encoded(unknown)), containsString("class=\"warning\""));
            assertThat(place, text("dev", check + encoded(pinned)), not(containsString("class=")));
        }
    }

    @Test
    public void othersAreOfferedNothingAndAwsIsNotAsked() throws Exception {
        for (String list : new String[] {
            "EcsDeployStep/fillImageItems",
            "EcsDeployStep/fillTagItems",
            "EcsDeployStep/checkImage",
            "EcsDeployStep/checkTag",
            "EcsRunTaskStep/fillImageItems",
            "EcsServiceSettings/fillImageItems",
            "EcsServiceSettings/fillTagItems",
            "ContainerSettings/fillImageItems"
        }) {
            String url = STEPS + list + "?name=&value=&" + OF_SERVICE;
            String nothing = list.contains("fill") ? "[]" : FormValidation.ok().renderHtml();
            assertThat(list, text("reader", url), is(nothing));
            assertThat(list + " outside of the job", answer("dev", url, "").getContentAsString(), is(nothing));
        }
        assertThat(sandbox.calls().size(), is(before));
    }

    @Test
    public void nothingIsReadForWhatABuildWillKnow() throws Exception {
        for (String fields : new String[] {
            "cluster=prod&service=" + encoded("${SERVICE}"),
            "service=web",
            "cluster=prod",
            OF_SERVICE + "&credentialsId=" + encoded("${AWS}"),
            "image=" + encoded("${IMAGE}"),
            "image=nginx:1.25"
        }) {
            assertThat(fields, text("dev", DEPLOY + "fillImageItems?" + fields), is("[]"));
        }
        assertThat(sandbox.calls().size(), is(before));
    }

    @Test
    public void aListIsReadOnceAMinuteForAllForms() throws Exception {
        for (int i = 0; i < 5; i++) {
            text("dev", DEPLOY + "fillImageItems?" + OF_SERVICE);
            text("dev", DEPLOY + "checkImage?value=&" + OF_SERVICE);
            text("dev", STEPS + "EcsVerifyStep/fillImageItems?" + OF_SERVICE);
        }
        assertThat(sandbox.calls().size() - before, is(3));
    }

    @Test
    public void aRefusalIsSaidByTheCheck() throws Exception {
        sandbox.faults().on("DescribeImages").denied();

        assertThat(text("dev", DEPLOY + "fillTagItems?" + OF_SERVICE), is("[]"));
        String check = text("dev", DEPLOY + "checkTag?value=1.4.2&" + OF_SERVICE);
        assertThat(check, containsString("class=\"warning\""));
        assertThat(check, containsString("Image tags cannot be listed, type the tag. "));
        assertThat(check, containsString("ecr:DescribeImages"));
        assertThat(
                "what is wrong is an error still",
                text("dev", DEPLOY + "checkTag?value=a%20b&" + OF_SERVICE),
                containsString("class=\"error\""));
    }

    @Test
    public void aSlowAwsHoldsNoForm() throws Exception {
        sandbox.faults().on("DescribeImages").slow(Duration.ofSeconds(20));
        long began = System.nanoTime();

        assertThat(text("dev", DEPLOY + "fillImageItems?" + OF_SERVICE), is("[]"));
        assertThat(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 18, is(true));
    }

    @Test
    public void tagsThatAreNotThereAreWarnedOf() throws Exception {
        String check = text("dev", DEPLOY + "checkImage?" + OF_SERVICE + "&value=" + encoded(REPOSITORY + ":1.4.3"));
        assertThat(check, containsString("class=\"warning\""));
        assertThat(check, containsString("Newest: " + REPOSITORY + ":1.4.2, " + REPOSITORY + ":1.4.1"));
        assertThat(
                text("dev", DEPLOY + "checkTag?value=1.4.3&" + OF_SERVICE),
                containsString(
                        "There is no image &#039;1.4.3&#039; in the repositories in Amazon ECR that the service"));
        for (String fine : new String[] {
            "checkImage?value=" + encoded(REPOSITORY + ":1.4.2"),
            "checkImage?value=" + encoded("nginx:1.25"),
            "checkImage?value=",
            "checkTag?value=1.4.2",
            "checkTag?value=shop/web:1.4.1",
            "checkTag?value="
        }) {
            assertThat(fine, text("dev", DEPLOY + fine + "&" + OF_SERVICE), not(containsString("class=")));
        }
    }

    @Test
    public void aListIsReadAgainWhenAFieldChangesThatItDependsOn() throws Exception {
        r.jenkins.disableSecurity();
        String place = "target region credentialsId roleArn externalId cluster";
        String around = "../" + place.replace(" ", " ../");
        assertThat(fillDependsOn(EcsDeployStep.class, "image"), is(place + " service image"));
        assertThat(fillDependsOn(EcsDeployStep.class, "tag"), is(place + " service tag"));
        assertThat(fillDependsOn(EcsReleaseStep.class, "image"), is("path service image"));
        assertThat(
                "the last of a name counts",
                fillDependsOn(ContainerSettings.class, "image"),
                is(around.replace("../", "../../") + " " + around + " ../service ../path name image"));
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Object fillDependsOn(Class form, String field) throws Exception {
        Map<String, Object> attributes = new HashMap<>();
        r.executeOnServer(() -> {
            r.jenkins.getDescriptor(form).calcFillSettings(field, attributes);
            return null;
        });
        return attributes.get("fillDependsOn");
    }

    /** The first client of Amazon ECR takes longer to load than a form waits: the read goes on, and the form asks again. */
    private void loadClients() throws Exception {
        String other = REPOSITORY.replace("web", "first");
        sandbox.images().push(other, Instant.parse("2026-03-01T08:00:00Z"), "1");
        for (int i = 0; i < 10; i++) {
            if (!text("dev", DEPLOY + "fillImageItems?image=" + encoded(other)).equals("[]")) {
                before = sandbox.calls().size();
                return;
            }
        }
        throw new AssertionError("Amazon ECR was not read");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String text(String user, String form) throws Exception {
        WebResponse answer = answer(user, form, job.getUrl());
        assertThat(form, answer.getStatusCode(), is(200));
        return answer.getContentAsString();
    }

    private WebResponse answer(String user, String form, String place) throws Exception {
        JenkinsRule.WebClient client =
                r.createWebClient().withThrowExceptionOnFailingStatusCode(false).login(user);
        return client.getPage(client.addCrumb(new WebRequest(new URL(r.getURL(), place + form), HttpMethod.POST)))
                .getWebResponse();
    }
}
