package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.ExtensionList;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.xml.transform.stream.StreamSource;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.util.WebConnectionWrapper;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Rules while they are saved, loaded and broken: there is never a moment without them. */
public class PolicySnapshotJenkinsTest {

    private static final String AS_CODE = "unclassified:\n  ecsDeployment:\n    region: \"%s\"\n"
            + "    policy:\n      regions: \"eu-*\"\n    targets:\n      - name: \"prod\"\n"
            + "        policy:\n          targetRequired: true\n";

    @Rule
    public final JenkinsRule r = new JenkinsRule();

    @Before
    public void setRules() {
        EcsPolicy policy = new EcsPolicy();
        policy.setRegions("eu-*");
        EcsPolicy ofTarget = new EcsPolicy();
        ofTarget.setTargetRequired(true);
        EcsTarget target = new EcsTarget("prod");
        target.setPolicy(ofTarget);
        EcsGlobalConfiguration.get().setPolicy(policy);
        EcsGlobalConfiguration.get().setTargets(List.of(target));
    }

    private static boolean rulesAreThere() {
        Rulebook rules = JobSettings.of(null).rulebook();
        return rules.places().size() == 1
                && rules.targets().size() == 1
                && rules.unreadable().isEmpty();
    }

    @Test
    public void aFormThatIsRefusedKeepsTheRules() throws Exception {
        JenkinsRule.WebClient client = r.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        HtmlForm form = EcsJenkinsTest.formOf(client.goTo("configure"));
        form.getInputByName("_.region").setValue("Europe (Frankfurt)");

        String answer = r.submit(form).getWebResponse().getContentAsString();

        assertThat(answer, containsString("is not an AWS Region"));
        assertThat(rulesAreThere(), is(true));
        EcsGlobalConfiguration.get().load();
        assertThat("nor on the disk", rulesAreThere(), is(true));
    }

    @Test
    public void aReloadThatIsRefusedKeepsTheRules() throws Exception {
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        global.setRegion("eu-west-1");
        Path file = file(AS_CODE.replace("regions: \"eu-*\"", "imagePinning: \"by luck\""), "eu-central-1");

        assertThrows(Exception.class, () -> ConfigurationAsCode.get().configure(file.toString()));

        assertThat(rulesAreThere(), is(true));
        assertThat("nothing of it counts", global.getRegion(), is("eu-west-1"));
    }

    /** Rendering the form and filling it takes HtmlUnit half a minute, so its request is sent again instead. */
    @Test
    public void savingAndReloadingUnderLoadThereIsNeverAMomentWithoutRules() throws Exception {
        JenkinsRule.WebClient client = r.createWebClient();
        HtmlForm form = EcsJenkinsTest.formOf(client.goTo("configure"));
        SavedForm saved = new SavedForm(client);
        AtomicBoolean saving = new AtomicBoolean(true);
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> always = reader.submit(() -> {
                boolean there = true;
                while (saving.get()) {
                    there &= rulesAreThere();
                }
                return there;
            });
            r.submit(form);
            String region = EcsGlobalConfiguration.get().getRegion();
            for (int i = 0; i < 5; i++) {
                ConfigurationAsCode.get()
                        .configure(file(AS_CODE, "eu-central-" + (1 + i % 2)).toString());
                EcsGlobalConfiguration.get().setRegion("eu-west-1");
                client.getPage(saved.request);
                assertThat("the form was saved", EcsGlobalConfiguration.get().getRegion(), is(region));
            }
            saving.set(false);
            assertThat(always.get(), is(true));
        } finally {
            reader.shutdownNow();
        }
    }

    /** Keeps the request with which a form was submitted. */
    private static final class SavedForm extends WebConnectionWrapper {

        private WebRequest request;

        SavedForm(JenkinsRule.WebClient client) {
            super(client);
        }

        @Override
        public WebResponse getResponse(WebRequest sent) throws IOException {
            if (sent.getUrl().getPath().endsWith("/configSubmit")) {
                request = sent;
            }
            return super.getResponse(sent);
        }
    }

    @Test
    public void rulesThatCantBeReadRefuseAndAdministratorsAreTold() throws Exception {
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        RuleProblems monitor = ExtensionList.lookupSingleton(RuleProblems.class);
        assertThat(monitor.isActivated(), is(false));
        global.save();
        Path file = global.getConfigFile().getFile().toPath();
        String good = Files.readString(file);
        assertThat(good, containsString("eu-*"));

        Files.writeString(file, good.replace("<regions>eu-*</regions>", "<mostDeployments>many</mostDeployments>"));
        global.load();

        assertThat(JobSettings.of(null).rulebook().unreadable(), not(List.of()));
        assertThat(monitor.isActivated(), is(true));
        String page = r.createWebClient().goTo("manage").getWebResponse().getContentAsString();
        assertThat(page, containsString("Rules for Amazon ECS deployments can't be read"));
        Files.write(file, good.getBytes(StandardCharsets.UTF_8));
        global.load();
        assertThat(monitor.isActivated(), is(false));
        assertThat(rulesAreThere(), is(true));
    }

    /** Jenkins leaves out fields of a folder that it cannot read, and loads the rest. */
    @Test
    public void aFolderWhoseRulesCantBeReadRefuses() throws Exception {
        RuleProblems monitor = ExtensionList.lookupSingleton(RuleProblems.class);
        Folder folder = r.createProject(Folder.class, "shop");
        EcsPolicy policy = new EcsPolicy();
        policy.setExportForbidden(true);
        policy.setLongestDeployment(90);
        EcsFolderProperty property = new EcsFolderProperty();
        property.setPolicy(policy);
        folder.addProperty(property);
        String good = folder.getConfigFile().asString();
        assertThat(JobSettings.of(folder).rulebook().unreadable(), is(List.of()));
        String[][] broken = {
            {"<longestDeployment>90</longestDeployment>", "<longestDeployment>soon</longestDeployment>"},
            {"<longestDeployment>90</longestDeployment>", "<longestDeploymnt>90</longestDeploymnt>"},
            {"<exportForbidden>true</exportForbidden>", "<exportForbidden>yes</exportForbidden>"},
            {"<policy>", "<policy class='io.example.Gone'>"},
        };
        for (String[] change : broken) {
            assertThat(good, containsString(change[0]));
            folder.updateByXml(new StreamSource(new StringReader(good.replace(change[0], change[1]))));

            assertThat(change[1], JobSettings.of(folder).rulebook().unreadable(), not(List.of()));
            assertThat(change[1], monitor.isActivated(), is(true));
            folder.updateByXml(new StreamSource(new StringReader(saved(folder))));
            assertThat("saved again", JobSettings.of(folder).rulebook().unreadable(), not(List.of()));
        }
        folder.updateByXml(new StreamSource(new StringReader(good)));
        assertThat(JobSettings.of(folder).rulebook().unreadable(), is(List.of()));
        assertThat(monitor.isActivated(), is(false));
    }

    private static String saved(Folder folder) throws Exception {
        folder.save();
        return folder.getConfigFile().asString();
    }

    @Test
    public void aRuleOfAnUnknownNameIsOneThatCantBeRead() throws Exception {
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        global.save();
        Path file = global.getConfigFile().getFile().toPath();
        String good = Files.readString(file);

        Files.writeString(file, good.replace("<regions>eu-*</regions>", "<region>eu-*</region>"));
        global.load();

        assertThat(JobSettings.of(null).rulebook().unreadable(), not(List.of()));
        Files.writeString(file, good);
        global.load();
    }

    private static Path file(String text, String region) throws Exception {
        Path file = Files.createTempFile("rules", ".yml");
        Files.writeString(file, String.format(text, region));
        return file;
    }
}
