package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.BulkChange;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.definition.TasksBefore;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.html.HtmlForm;
import org.junit.Rule;
import org.junit.Test;

/** Paths as code: a whole configuration counts, or none of it. */
public class PathsAsCodeJenkinsTest {

    @Rule
    public final JenkinsConfiguredWithCodeRule r = new JenkinsConfiguredWithCodeRule();

    public PathsAsCodeJenkinsTest() {
        // The form of the system configuration is long, and HtmlUnit slow.
        r.timeout = 900;
    }

    private static ReleasePath web() {
        return JobSettings.of(null).paths().path("web");
    }

    private static String refused(String change, String by) throws Exception {
        Path file = Files.createTempFile("paths", ".yml");
        try (var in = PathsAsCodeJenkinsTest.class.getResourceAsStream("paths.yml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text, containsString(change));
            Files.writeString(file, text.replace(change, by));
        }
        Exception refused =
                assertThrows(Exception.class, () -> ConfigurationAsCode.get().configure(file.toString()));
        StringBuilder words = new StringBuilder();
        for (Throwable each = refused; each != null; each = each.getCause()) {
            words.append(each).append('\n');
        }
        return words.toString();
    }

    @Test
    @ConfiguredWithCode("paths.yml")
    public void aBrokenConfigurationIsRefusedAsAWholeAndTheOldOneStays() throws Exception {
        ReleasePath before = web();

        assertThat(
                refused("from: \"staging\"", "from: \"production\""),
                containsString("from: 'production' is not before this environment"));
        assertThat(
                refused("target: \"staging-eu\"", "target: \"nowhere\""),
                containsString("there is no target 'nowhere'. Existing targets: staging-eu, prod-eu"));
        assertThat(refused("soak: \"4h\"", "soak: \"soon\""), containsString("'soon' is not a duration"));
        assertThat(
                refused("pathRequired: \"web\"", "pathRequired: \"other\""),
                containsString("there is no path 'other'. Existing paths: web"));
        assertThat("an unknown check", refused("- alarms", "- alerts"), containsString("alerts"));
        assertThat("an unknown slot", refused("soak: \"4h\"", "approval: \"none\""), containsString("approval"));

        assertThat(web().names(), is(before.names()));
        assertThat(web().environments().get(1).soak(), is(Duration.ofHours(4)));
        assertThat(EcsGlobalConfiguration.get().getTargets().size(), is(2));
    }

    @Test
    @ConfiguredWithCode("paths.yml")
    public void aChangeByAScriptIsRefusedToo() {
        assertThrows(RuntimeException.class, () -> EcsGlobalConfiguration.get().setTargets(List.of()));

        assertThat(EcsGlobalConfiguration.get().getTargets().size(), is(2));
        assertThat(web().names(), is(List.of("staging", "production")));
    }

    @Test
    @ConfiguredWithCode("paths.yml")
    public void theFormKeepsPaths() throws Exception {
        ReleasePath before = web();
        HtmlForm form = EcsJenkinsTest.formOf(r.createWebClient().goTo("configure"));
        r.submit(form);

        assertThat(web().names(), is(before.names()));
        assertThat(web().environments().get(1).soak(), is(Duration.ofHours(4)));
        assertThat(web().environments().get(1).checks().size(), is(2));
    }

    private static void assertSeveralTargets() {
        ReleasePath world = JobSettings.of(null).paths().path("world");
        assertThat(world.description(), is("one canary, then everywhere"));
        assertThat(world.warns(), is(true));
        assertThat(world.services(), is(List.of("shop-*")));
        PathEnvironment production = world.environments().get(0);
        assertThat(production.targets(), is(List.of("canary", "prod-eu", "prod-us")));
        assertThat(
                production.waves().get(1).bakeMillis(),
                is(Duration.ofMinutes(30).toMillis()));
        assertThat(production.before(), is(TasksBefore.NO));
        assertThat(production.strategy().strategy(), is(Strategy.CANARY));
        assertThat(production.strategy().canaryPercent(), is(10.0));
        assertThat(production.strategy().pauseAt(), is(List.of("POST_PRODUCTION_TRAFFIC_SHIFT")));
        assertThat(production.pauseGroups(), is(List.of("managers")));
        PathEnvironment archive = world.environments().get(1);
        assertThat(archive.waves().get(0).targets(), is(List.of("prod-eu", "prod-us")));
        assertThat(archive.strategy().isRolling(), is(true));
        assertThat(archive.soakInterruptedByNewer(), is(true));
        assertThat(archive.rollbackInconclusive(), is(true));
    }

    @Test
    @ConfiguredWithCode("several-targets.yml")
    public void severalTargetsComeFromCodeAndSurviveTheForm() throws Exception {
        assertSeveralTargets();
        r.submit(EcsJenkinsTest.formOf(r.createWebClient().goTo("configure")));

        assertSeveralTargets();
    }

    @Test
    @ConfiguredWithCode("paths.yml")
    public void aRequiredPathThatOnlyWarnsOnlyWarns() throws Exception {
        assertThat(warnsOnly(), is(false));
        BulkChange change = new BulkChange(EcsGlobalConfiguration.get());
        EcsPath path = EcsGlobalConfiguration.get().getPaths().get(0);
        path.setMode("warn");
        EcsGlobalConfiguration.get().setPaths(EcsGlobalConfiguration.get().getPaths());
        change.commit();

        assertThat(warnsOnly(), is(true));
    }

    private static boolean warnsOnly() {
        return JobSettings.of(null).rulebook().targets().stream()
                .map(Rulebook.Target::policy)
                .filter(Objects::nonNull)
                .anyMatch(policy -> policy.warnOnly().contains("pathRequired"));
    }

    @Test
    @ConfiguredWithCode("paths.yml")
    public void aFolderReplacesNoPathButAddsOthers() throws Exception {
        Folder folder = r.createProject(Folder.class, "shop");
        EcsFolderProperty property = new EcsFolderProperty();
        property.setPaths(List.of(path("web"), path("own")));
        folder.addProperty(property);
        JobSettings settings = JobSettings.of(folder);

        assertThat(settings.paths().path("web").where(), is("the global settings"));
        assertThat(settings.paths().path("web").names(), is(List.of("staging", "production")));
        assertThat(settings.paths().path("own").where(), is("folder shop"));
        assertThat(
                JobSettings.of(null).paths().byName().keySet(),
                not(settings.paths().byName().keySet()));

        HtmlForm form = EcsJenkinsTest.formOf(r.createWebClient().getPage(folder, "configure"));
        FailingHttpStatusCodeException refused =
                assertThrows(FailingHttpStatusCodeException.class, () -> r.submit(form));
        assertThat(
                refused.getResponse().getContentAsString(),
                containsString("A folder may add paths, but not replace them"));
    }

    private static EcsPath path(String name) {
        EcsPath path = new EcsPath(name);
        path.setEnvironments(List.of(new EcsPathEnvironment("staging", "staging-eu")));
        return path;
    }
}
