package io.jenkins.plugins.ecs.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/** The two builds share no parent, so what must be the same in both is compared here. */
public class PomsAgreeTest {
    private final Pom root = new Pom(ProjectFiles.ROOT.resolve("pom.xml"), null);
    private final Pom standalone = new Pom(ProjectFiles.STANDALONE.resolve("pom.xml"), null);
    private final Pom plugin = new Pom(ProjectFiles.STANDALONE.resolve("plugin/pom.xml"), standalone);

    @Test
    public void bothBuildTheSamePlugin() {
        for (String element : new String[] {
            "groupId",
            "artifactId",
            "version",
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "scm/connection",
            "scm/url"
        }) {
            assertThat(element, plugin.value(element), is(root.value(element)));
        }
    }

    @Test
    public void bothNeedTheSameJenkinsAndJava() {
        assertThat(plugin.property("jenkins.version"), is(root.property("jenkins.version")));
        assertThat(plugin.property("maven.compiler.release"), is("17"));
        assertThat("2.541 is the last line that runs on Java 17", root.property("jenkins.baseline"), is("2.541"));
    }

    @Test
    public void bothRequireTheSamePlugins() {
        Set<String> plugins = new TreeSet<>();
        root.dependencies().stream()
                .filter(dependency -> !"test".equals(dependency.scope))
                .forEach(dependency -> plugins.add(dependency.artifactId));
        assertThat(ProjectFiles.pluginDependencies().keySet(), is(plugins));
    }

    @Test
    public void versionsOfPluginsComeFromTheBomOfTheRootBuild() {
        String list = ProjectFiles.read(ProjectFiles.STANDALONE.resolve("plugin/plugin-dependencies.txt"));
        Pom.Dependency bom = root.managed().get(0);
        assertThat(bom.artifactId, is("bom-" + root.property("jenkins.baseline") + ".x"));
        assertThat(list.lines().toList(), hasItems("# " + bom.artifactId + " " + bom.version));
    }

    @Test
    public void bothUseTheSameTestLibraries() {
        for (Pom.Dependency dependency : plugin.dependencies()) {
            root.dependencies().stream()
                    .filter(other -> other.version != null && other.artifactId.equals(dependency.artifactId))
                    .forEach(other -> assertThat(other.artifactId, dependency.version, is(other.version)));
        }
    }

    @Test
    public void testsThatNeedJenkinsAreLeftOutOfTheStandaloneBuildOnly() {
        assertThat(plugin.property("jenkins.tests"), is("**/*JenkinsTest.java"));
        String text = ProjectFiles.read(ProjectFiles.ROOT.resolve("pom.xml"));
        assertThat(text.contains("JenkinsTest.java"), is(not(true)));
    }
}
