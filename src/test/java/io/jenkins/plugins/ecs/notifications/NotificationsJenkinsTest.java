package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessDeniedException3;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Receivers of the global configuration and of folders: as code, in forms, with credentials, and in real pipelines. */
public class NotificationsJenkinsTest extends EcsJenkinsTest {

    private static final String YAML = "unclassified:\n"
            + "  ecsNotifications:\n"
            + "    hosts: \"127.0.0.1\"\n"
            + "    privateRanges: \"127.0.0.0/8\"\n"
            + "    receivers:\n"
            + "      - name: \"hook\"\n"
            + "        format: \"cloudEvents\"\n"
            + "        urlCredentialsId: \"hook-url\"\n"
            + "        secretCredentialsId: \"hook-secret\"\n"
            + "        events: \"SUCCEEDED, ROLLED_BACK\"\n"
            + "      - name: \"chat\"\n"
            + "        format: \"slack\"\n"
            + "        url: \"https://127.0.0.1/x\"\n"
            + "        targets: \"prod-eu\"\n";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private Receiver receiver;

    @Before
    public void setUp() throws Exception {
        configure(r);
        receiver = new Receiver();
        secret("hook-url", url(), CredentialsScope.GLOBAL);
        secret("hook-secret", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", CredentialsScope.GLOBAL);
        secret("system-url", url(), CredentialsScope.SYSTEM);
        load(YAML);
    }

    @After
    public void tearDown() throws Exception {
        receiver.close();
        EcsNotificationsConfiguration.get().setReceivers(List.of());
        EcsNotificationsConfiguration.get().setHosts(null);
        EcsNotificationsConfiguration.get().setPrivateRanges(null);
    }

    @Test
    public void settingsComeFromCodeAreExportedAndSurviveTheForm() throws Exception {
        assertAsConfigured();
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        String exported = "unclassified:\n  ecsNotifications:\n"
                + Util.toYamlString(Util.getUnclassifiedRoot(context).get("ecsNotifications"))
                        .indent(4);
        EcsNotificationsConfiguration.get().setReceivers(List.of());

        load(exported);
        assertAsConfigured();

        r.submit(EcsJenkinsTest.formOf(r.createWebClient().goTo("configure")));
        assertAsConfigured();
        assertThat(exported, not(containsString("/services/")));
    }

    private static void assertAsConfigured() {
        List<EcsReceiver> receivers = EcsNotificationsConfiguration.get().getReceivers();
        assertThat(receivers, hasSize(2));
        assertThat(receivers.get(0).getName(), is("hook"));
        assertThat(receivers.get(0).getUrlCredentialsId(), is("hook-url"));
        assertThat(receivers.get(0).getSecretCredentialsId(), is("hook-secret"));
        assertThat(receivers.get(0).getEvents(), is("SUCCEEDED, ROLLED_BACK"));
        assertThat(receivers.get(1).getFormat(), is("slack"));
        assertThat(receivers.get(1).getUrl(), is("https://127.0.0.1/x"));
        assertThat(receivers.get(1).getTargets(), is("prod-eu"));
        assertThat(EcsNotificationsConfiguration.get().getPrivateRanges(), is("127.0.0.0/8"));
    }

    @Test
    public void aSuccessAndAFailureAreSentSigned() throws Exception {
        r.buildAndAssertSuccess(job(r, "good", DEPLOY));
        await(() -> receiver.requests().size() == 1);
        sandbox.scenarios().image("repo/app:3.0.0", Scenario.IMAGE_NOT_FOUND);
        r.buildAndAssertStatus(Result.FAILURE, job(r, "bad", DEPLOY.replace("2.0.0", "3.0.0")));
        await(() -> receiver.requests().size() == 2);

        Receiver.Request good = receiver.requests().get(0);
        assertThat(good.body(), containsString("\"type\":\"io.jenkins.ecs.deployment.succeeded.v1\""));
        assertThat(good.body(), containsString(r.getURL() + "job/good/1/ecs-deployments/"));
        assertThat(good.headers().get("webhook-signature"), containsString("v1,"));
        assertThat(
                receiver.requests().get(1).body(),
                containsString("\"type\":\"io.jenkins.ecs.deployment.rolledback.v1\""));
    }

    @Test
    public void aFolderHasReceiversOfItsOwnAndDoesNotSeeSystemCredentials() throws Exception {
        EcsNotificationsConfiguration.get().setReceivers(List.of());
        Folder folder = r.createProject(Folder.class, "shop");
        folder.addProperty(property(receiver("team", "hook-url")));
        folder = r.configRoundtrip(folder);
        assertThat(
                folder.getProperties()
                        .get(EcsNotificationsProperty.class)
                        .getReceivers()
                        .get(0)
                        .getUrlCredentialsId(),
                is("hook-url"));
        WorkflowJob inside = folder.createProject(WorkflowJob.class, "deploy");
        inside.setDefinition(new CpsFlowDefinition(DEPLOY, true));
        r.buildAndAssertSuccess(inside);
        await(() -> receiver.requests().size() == 2);
        r.buildAndAssertSuccess(job(r, "outside", DEPLOY));

        assertThat(receiver.requests(), hasSize(2));
        String refused = new ReceiverSender(folder, receiver("team", "system-url"))
                .send(Events.of("x", "api"))
                .why();
        assertThat(refused, containsString("there is no secret text 'system-url'"));
        assertThat(
                new ReceiverSender(null, receiver("team", "system-url"))
                        .send(Events.of("x", "api"))
                        .kind(),
                is(SendResult.Kind.DELIVERED));
    }

    @Test
    public void onlyWhoMayConfigureSendsATest() throws Exception {
        Folder folder = r.createProject(Folder.class, "shop");
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("lead"));
        EcsReceiver.DescriptorImpl form = r.jenkins.getDescriptorByType(EcsReceiver.DescriptorImpl.class);

        for (String refused : new String[] {"reader", "lead"}) {
            try (ACLContext as = ACL.as2(User.getById(refused, true).impersonate2())) {
                assertRefused(() -> form.doTestSend(null, "slack", null, "hook-url", null, null, null, null, null));
            }
        }
        try (ACLContext as = ACL.as2(User.getById("reader", true).impersonate2())) {
            assertRefused(() -> form.doTestSend(folder, "slack", null, "hook-url", null, null, null, null, null));
        }
        assertThat(receiver.requests(), is(empty()));
        try (ACLContext as = ACL.as2(User.getById("lead", true).impersonate2())) {
            assertThat(
                    form.doTestSend(folder, "slack", null, "hook-url", null, null, null, null, null).kind,
                    is(FormValidation.Kind.OK));
            FormValidation hidden = form.doTestSend(folder, "slack", null, "system-url", null, null, null, null, null);
            assertThat(hidden.kind, is(FormValidation.Kind.ERROR));
        }
        assertThat(receiver.requests(), hasSize(1));
        assertThat(receiver.requests().get(0).body(), containsString("Test notification"));
    }

    @Test
    public void anAdministratorSendsARejectedEventAgainFromThePage() throws Exception {
        receiver.then("HTTP/1.1 400 No");
        r.buildAndAssertSuccess(job(r, "good", DEPLOY));
        await(() -> receiver.requests().size() == 1);
        await(() -> EventDelivery.get().report().ended().stream()
                .anyMatch(each -> each.result().equals("rejected")));

        HtmlPage page = r.createWebClient().goTo("ecs-dashboard/deliveries/");
        assertThat(page.asNormalizedText(), containsString("Deployment succeeded: prod/api"));
        assertThat(page.asNormalizedText(), containsString("HTTP status 400"));
        assertThat(page.asXml(), not(containsString("T0K3N")));
        assertThat("receivers have names", page.asNormalizedText(), containsString("OpenTelemetry"));
        assertThat(page.asNormalizedText(), not(containsString("EcsSpans")));
        List<HtmlForm> again = page.getForms().stream()
                .filter(form -> form.getActionAttribute().equals("resend")
                        && form.getInputByName("lane").getValue().equals("global/hook"))
                .toList();
        again.get(0).getOneHtmlElementByAttribute("button", "type", "submit").click();
        await(() -> receiver.requests().size() == 2);

        assertThat(
                receiver.requests().get(1).id(), is(receiver.requests().get(0).id()));
    }

    private static void assertRefused(Runnable act) {
        try {
            act.run();
        } catch (AccessDeniedException3 refused) {
            return;
        }
        throw new AssertionError("was allowed");
    }

    private static void load(String yaml) throws Exception {
        Path file = Files.createTempFile("notifications", ".yml");
        Files.writeString(file, yaml);
        ConfigurationAsCode.get().configure(file.toString());
    }

    private static EcsNotificationsProperty property(EcsReceiver receiver) {
        EcsNotificationsProperty property = new EcsNotificationsProperty();
        property.setReceivers(List.of(receiver));
        return property;
    }

    private static EcsReceiver receiver(String name, String credentials) {
        EcsReceiver receiver = new EcsReceiver(name);
        receiver.setUrlCredentialsId(credentials);
        return receiver;
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.port() + "/services/T0K3N";
    }

    private static void secret(String id, String text, CredentialsScope scope) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(scope, id, id, Secret.fromString(text)));
        SystemCredentialsProvider.getInstance().save();
    }

    /** Events are delivered on other threads. */
    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "not within 30 s: " + EventDelivery.get().report());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
