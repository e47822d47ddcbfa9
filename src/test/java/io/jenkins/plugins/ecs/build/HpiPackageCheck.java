package io.jenkins.plugins.ecs.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import hudson.Extension;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.java.sezpoz.Index;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Looks into the packaged plugin of the standalone build, which runs this after packaging. */
public class HpiPackageCheck {
    private static final Path HPI = Path.of(System.getProperty("standalone.hpi"));
    private static final String STEP = "org/jenkinsci/plugins/workflow/steps/Step";

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static Path jar;
    private static FileSystem content;
    private static List<ClassShape> classes;

    @BeforeClass
    public static void open() throws IOException {
        jar = FOLDER.newFile("plugin.jar").toPath();
        try (JarFile hpi = new JarFile(HPI.toFile())) {
            byte[] bytes = hpi.getInputStream(hpi.getEntry("WEB-INF/lib/ecs-deployment.jar"))
                    .readAllBytes();
            Files.write(jar, bytes);
        }
        content = FileSystems.newFileSystem(jar);
        classes = ClassPool.in(content.getPath("/"));
    }

    @AfterClass
    public static void close() throws IOException {
        content.close();
    }

    @Test
    public void manifestTellsJenkinsWhatItNeeds() throws IOException {
        try (JarFile hpi = new JarFile(HPI.toFile())) {
            Attributes manifest = hpi.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Short-Name"), is("ecs-deployment"));
            assertThat(manifest.getValue("Group-Id"), is("io.jenkins.plugins"));
            assertThat(manifest.getValue("Artifact-Id"), is("ecs-deployment"));
            assertThat(manifest.getValue("Long-Name"), is("Amazon ECS Deployment"));
            assertThat(manifest.getValue("Plugin-Version"), startsWith(System.getProperty("standalone.version")));
            assertThat(manifest.getValue("Jenkins-Version"), is("2.541.3"));
            assertThat(manifest.getValue("Minimum-Java-Version"), is("17"));
            assertThat(manifest.getValue("Plugin-Developers"), is(""));
            assertThat(manifest.getValue("Url"), is("https://github.com/jenkinsci/ecs-deployment-plugin"));
            String dependencies = ProjectFiles.pluginDependencies().entrySet().stream()
                    .map(plugin -> plugin.getKey() + ":" + plugin.getValue())
                    .collect(Collectors.joining(","));
            assertThat(manifest.getValue("Plugin-Dependencies"), is(dependencies));
        }
    }

    @Test
    public void carriesNothingButThePlugin() throws IOException {
        try (JarFile hpi = new JarFile(HPI.toFile())) {
            List<String> libraries = hpi.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".jar") || name.endsWith(".class"))
                    .collect(Collectors.toList());
            assertThat(libraries, contains("WEB-INF/lib/ecs-deployment.jar"));
        }
        List<String> foreign = classes.stream()
                .map(type -> type.name)
                .filter(name -> !name.startsWith("io/jenkins/plugins/ecs/") || name.contains("/standalone/"))
                .collect(Collectors.toList());
        assertThat(foreign, is(empty()));
    }

    /** More than that is debug information, or a jar that is compressed twice; see the decision record. */
    @Test
    public void aClassIsAboutAsLargeAsItHasToBe() throws IOException {
        assertThat(Files.size(HPI) / classes.stream().count(), is(lessThan(1_450L)));
    }

    @Test
    public void jenkinsFindsEachExtension() throws IOException {
        Set<String> indexed = new TreeSet<>();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            Index.load(Extension.class, Object.class, loader).forEach(item -> indexed.add(item.className()));
        }
        assertThat(indexed, is(annotated("Lhudson/Extension;")));
        assertThat(indexed, is(not(empty())));
    }

    @Test
    public void jenkinsFindsEachIndexedAnnotation() {
        for (String annotation : List.of(
                "org.jenkinsci.Symbol",
                "hudson.init.Initializer",
                "hudson.init.Terminator",
                "org.kohsuke.stapler.export.ExportedBean")) {
            Path index = content.getPath("META-INF/services/annotations", annotation);
            Set<String> indexed =
                    new TreeSet<>(Files.exists(index) ? read(index).lines().toList() : List.of());
            assertThat(annotation, indexed, is(annotated("L" + annotation.replace('.', '/') + ";")));
        }
    }

    @Test
    public void staplerKnowsTheParametersOfEachDataBoundConstructor() throws IOException {
        for (ClassShape type : classes) {
            for (ClassShape.Member method : type.methods.values()) {
                if (method.annotations.containsKey("Lorg/kohsuke/stapler/DataBoundConstructor;")) {
                    Properties names = new Properties();
                    names.load(new StringReader(read(content.getPath(type.name.replace('$', '/') + ".stapler"))));
                    String constructor = names.getProperty("constructor");
                    int count = constructor.isEmpty() ? 0 : constructor.split(",").length;
                    assertThat(
                            type.name,
                            count,
                            is(Type.getArgumentTypes(method.key.substring("<init>".length())).length));
                }
            }
        }
    }

    @Test
    public void eachStepHasFormAndHelp() {
        ClassPool pool = new ClassPool(List.of(jar), name -> true);
        Set<String> steps = new TreeSet<>();
        for (ClassShape type : classes) {
            if (!type.is(Opcodes.ACC_ABSTRACT) && pool.withSupertypes(type.name).contains(STEP)) {
                steps.add(type.name);
                assertThat(type.name, views(type.name), allOf(hasItem("config.jelly"), hasItem("help.html")));
            }
        }
        assertThat(steps, hasItems("io/jenkins/plugins/ecs/steps/EcsDeployStep"));
    }

    @Test
    public void eachViewEscapesByDefault() throws IOException {
        List<String> careless = new ArrayList<>();
        try (Stream<Path> files = Files.walk(content.getPath("/"))) {
            files.filter(file -> file.toString().endsWith(".jelly"))
                    .filter(file -> !read(file).startsWith("<?jelly escape-by-default='true'?>"))
                    .forEach(file -> careless.add(file.toString()));
        }
        assertThat(careless, is(empty()));
    }

    private static Set<String> views(String type) {
        Path folder = content.getPath(type.replace('$', '/'));
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Classes that have the annotation, or a member that has it. */
    private static Set<String> annotated(String descriptor) {
        return classes.stream()
                .filter(type -> type.annotations.containsKey(descriptor)
                        || Stream.concat(type.methods.values().stream(), type.fields.values().stream())
                                .anyMatch(member -> member.annotations.containsKey(descriptor)))
                .map(type -> type.name.replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        return ProjectFiles.read(file);
    }
}
