package io.jenkins.plugins.ecs.config;

import static io.jenkins.plugins.casc.misc.Util.getUnclassifiedRoot;
import static io.jenkins.plugins.casc.misc.Util.toYamlString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import com.cloudbees.hudson.plugins.folder.Folder;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.html.HtmlForm;
import org.junit.Rule;
import org.junit.Test;

/** Targets, defaults and rules: as code, in the form of Jenkins, and in that of a folder. */
public class TargetsAsCodeJenkinsTest {

    @Rule
    public final JenkinsConfiguredWithCodeRule r = new JenkinsConfiguredWithCodeRule();

    @Test
    @ConfiguredWithCode("everything.yml")
    public void everythingLoads() {
        assertEverything();
    }

    @Test
    @ConfiguredWithCode("everything.yml")
    public void whatIsExportedLoadsAgain() throws Exception {
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        String exported = toYamlString(getUnclassifiedRoot(context).get("ecsDeployment"));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        global.setTargets(List.of());
        global.setDefaults(null);
        global.setPolicy(null);
        global.setHttpHosts(null);
        global.setHttpPrivateRanges(null);

        Path file = Files.createTempFile("exported", ".yml");
        Files.writeString(file, "unclassified:\n  ecsDeployment:\n" + exported.indent(4));
        ConfigurationAsCode.get().configure(file.toString());

        assertEverything();
    }

    @Test
    @ConfiguredWithCode("everything.yml")
    public void theFormKeepsEverything() throws Exception {
        HtmlForm form = EcsJenkinsTest.formOf(r.createWebClient().goTo("configure"));
        r.submit(form);

        assertEverything();
    }

    @Test
    public void whatIsWrongIsRefusedWithTheWordsOfTheForm() throws Exception {
        Path file = Files.createTempFile("wrong", ".yml");
        Files.writeString(
                file,
                "unclassified:\n  ecsDeployment:\n    targets:\n      - name: \"prod\"\n        onAbort: \"explode\"\n");

        Exception refused =
                assertThrows(Exception.class, () -> ConfigurationAsCode.get().configure(file.toString()));

        StringBuilder words = new StringBuilder();
        for (Throwable each = refused; each != null; each = each.getCause()) {
            words.append(each).append('\n');
        }
        assertThat(words.toString(), containsString("onAbort: 'explode' is unknown"));
    }

    @Test
    public void aFolderKeepsItsProperty() throws Exception {
        Folder folder = r.createProject(Folder.class, "shop");
        EcsFolderProperty property = new EcsFolderProperty();
        EcsDefaults defaults = new EcsDefaults();
        defaults.setTarget("staging");
        defaults.setTimeoutMinutes(20);
        property.setDefaults(defaults);
        EcsTarget target = new EcsTarget("staging");
        target.setRegion("eu-west-1");
        EcsPolicy policy = new EcsPolicy();
        policy.setServices("api, web");
        policy.setTargetRequired(true);
        target.setPolicy(policy);
        property.setTargets(List.of(target));
        folder.addProperty(property);

        Folder after = r.configRoundtrip(folder);

        EcsFolderProperty kept = after.getProperties().get(EcsFolderProperty.class);
        assertThat(kept.getDefaults().getTarget(), is("staging"));
        assertThat(kept.getDefaults().getTimeoutMinutes(), is(20));
        assertThat(kept.getPolicy(), nullValue());
        assertThat(kept.getTargets(), hasSize(1));
        assertThat(kept.getTargets().get(0).getRegion(), is("eu-west-1"));
        assertThat(kept.getTargets().get(0).getPolicy().getServices(), is("api, web"));
        assertThat(kept.getTargets().get(0).getPolicy().isTargetRequired(), is(true));
    }

    private static void assertEverything() {
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        assertThat(global.getRegion(), is("eu-central-1"));
        assertThat(global.getAllowedEndpoints(), is("https://vpce.example.com"));
        assertThat(global.getHttpHosts(), is("api.example.com, *.shop.example"));
        assertThat(global.getHttpPrivateRanges(), is("10.20.0.0/16"));
        assertThat(global.getDefaults().getCluster(), is("prod"));
        assertThat(global.getDefaults().getTimeoutMinutes(), is(30));
        assertThat(global.getDefaults().getStallTimeoutMinutes(), nullValue());
        assertThat(global.getDefaults().getOnAbort(), is("rollback"));
        assertThat(global.getDefaults().getWhenBusy(), is("fail"));
        assertThat(global.getPolicy().getContact(), is("the platform team"));
        assertThat(global.getPolicy().getRegions(), is("eu-*"));
        assertThat(global.getPolicy().getImagePinning(), is("digest"));
        EcsFreezeWindow window = global.getPolicy().getFreezeWindows().get(0);
        assertThat(window.getStart(), is("0 16 * * fri"));
        assertThat(window.getHours(), is(62));
        assertThat(window.getTimeZone(), is("Europe/Berlin"));
        assertThat(window.getReason(), is("weekend"));
        assertThat(global.getTargets(), hasSize(1));
        EcsTarget target = global.getTargets().get(0);
        assertThat(target.getName(), is("prod-eu"));
        assertThat(target.getLabel(), is("Production"));
        assertThat(target.isProduction(), is(true));
        assertThat(target.getExternalId(), is("partner-7"));
        assertThat(target.getOnOtherDeployment(), is("wait"));
        DeploymentTask migrate = target.getBefore().get(0);
        assertThat(migrate.getCommand(), is(List.of("rake", "db:migrate")));
        assertThat(migrate.getEnvironment().get(0).getValue(), is("production"));
        assertThat(migrate.getTimeout(), is(20));
        assertThat(target.getAfter(), nullValue());
        assertThat(target.getOnAfterFailure(), is("rollback"));
        assertThat(target.getPolicy().isCircuitBreakerRequired(), is(true));
        assertThat(target.getPolicy().getMostDeployments(), is(3));
        assertThat(target.getPolicy().getLongestDeployment(), is(240));
    }
}
