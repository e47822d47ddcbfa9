package io.jenkins.plugins.ecs.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.Assume.assumeThat;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;
import org.objectweb.asm.Opcodes;

/**
 * The plugin is compiled against hand-written signatures where no Jenkins can be had.
 * Wherever the real classes are on the machine, each signature is compared with them.
 */
public class JenkinsApiSignaturesTest {
    private static final String OUR_PROCESSORS = "io/jenkins/plugins/ecs/standalone/";

    private final RealJenkins jenkins = new RealJenkins();
    private List<ClassShape> signatures;
    private List<ClassShape> plugin;
    private SignatureDifferences differences;

    @Before
    public void readClasses() {
        Path api = ProjectFiles.JENKINS_API_CLASSES;
        assumeTrue("signatures are compiled by the standalone build only", Files.isDirectory(api));
        assumeThat(jenkins.whyNotHere(), jenkins.isHere(), is(true));

        signatures = ClassPool.in(api).stream()
                .filter(type -> !type.name.startsWith(OUR_PROCESSORS))
                .filter(type -> type.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED))
                .collect(Collectors.toList());
        plugin = ClassPool.in(ProjectFiles.mainClasses());
        Set<String> names = signatures.stream().map(type -> type.name).collect(Collectors.toSet());
        ClassPool ours = new ClassPool(List.of(api, ProjectFiles.mainClasses()), name -> true);
        ClassPool real = new ClassPool(
                Stream.concat(jenkins.jars(), Stream.of(ProjectFiles.mainClasses()))
                        .collect(Collectors.toList()),
                name -> !names.contains(name));
        differences = new SignatureDifferences(ours, real);
    }

    @Test
    public void eachSignatureIsThatOfJenkins() {
        Set<String> found = new TreeSet<>();
        int compared = 0;
        for (ClassShape type : signatures) {
            if (jenkins.covers(type.name)) {
                compared++;
                differences.of(type).forEach(difference -> found.add("\n" + type.name + " " + difference));
            }
        }
        assertThat(found, is(empty()));
        assertThat("types compared", compared, is(greaterThan(100)));
    }

    @Test
    public void pluginImplementsNoTypeOfWhichWeLeftOutAbstractMethods() {
        Set<String> found = new TreeSet<>();
        for (ClassShape type : plugin) {
            if (!type.is(Opcodes.ACC_ABSTRACT)) {
                Set<String> duties = differences.unmentionedDuties(type.name);
                duties.forEach(duty -> found.add("\n" + type.name + " lacks " + duty));
            }
        }
        assertThat(found, is(empty()));
    }

    @Test
    public void pluginOverridesNothingThatJenkinsForbids() {
        Set<String> found = new TreeSet<>();
        for (ClassShape type : plugin) {
            differences.forbiddenOverrides(type).forEach(clash -> found.add("\n" + type.name + " " + clash));
        }
        assertThat(found, is(empty()));
    }
}
