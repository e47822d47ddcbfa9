package io.jenkins.plugins.ecs.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Every {@code doCheck}, {@code doFill}, {@code doTest} and {@code validate} of a form asks for a permission before it
 * does anything else, so that nobody without it has a text parsed or a setting read. Read from the class files: the
 * first call that a method makes must be the question, or a method of the plugin of which the same is true.
 */
public class FormMethodsTest {

    /** Methods that need no permission, each with its reason. There is none. */
    private static final Set<String> EXCEPTIONS = Set.of();

    private static final Set<String> QUESTIONS = Set.of("checkPermission", "hasPermission", "checkAnyPermission");

    /** The calls of each method by class, name and descriptor, in their order. */
    private static Map<String, List<String>> calls;

    private static Set<String> ofForms;

    @BeforeClass
    public static void readClasses() throws IOException {
        calls = new LinkedHashMap<>();
        ofForms = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ProjectFiles.mainClasses())) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(FormMethodsTest::read);
        }
    }

    @Test
    public void eachAsksForAPermissionFirst() {
        Map<String, String> careless = new TreeMap<>();
        for (String method : ofForms) {
            if (!EXCEPTIONS.contains(method) && !asksFirst(method, 5)) {
                careless.put(method, "calls first: " + firstCall(method));
            }
        }

        assertThat("methods of forms without a permission in front", careless.entrySet(), is(empty()));
        assertThat("methods of forms found", ofForms.size(), is(greaterThan(40)));
    }

    @Test
    public void aMethodThatParsesFirstIsFound() {
        calls.put("A.doCheckX()V", List.of("hudson/Util.fixEmptyAndTrim()V", "hudson/model/Item.hasPermission()Z"));
        calls.put("A.doCheckY()V", List.of("jenkins/model/Jenkins.get()V", "jenkins/model/Jenkins.checkPermission()V"));
        calls.put("A.doCheckZ()V", List.of());
        calls.put("A.doCheckW()V", List.of("A.doCheckY()V"));

        assertThat(asksFirst("A.doCheckX()V", 5), is(false));
        assertThat(asksFirst("A.doCheckY()V", 5), is(true));
        assertThat(asksFirst("A.doCheckZ()V", 5), is(false));
        assertThat(asksFirst("A.doCheckW()V", 5), is(true));
    }

    private static boolean asksFirst(String method, int depth) {
        String first = firstCall(method);
        if (first.isEmpty() || depth == 0) {
            return false;
        }
        String name = first.substring(first.lastIndexOf('.', first.indexOf('(')) + 1, first.indexOf('('));
        return QUESTIONS.contains(name) || asksFirst(first, depth - 1);
    }

    private static String firstCall(String method) {
        return calls.getOrDefault(method, List.of()).stream()
                .filter(call -> !call.startsWith("jenkins/model/Jenkins.get("))
                .findFirst()
                .orElse("");
    }

    private static void read(Path file) {
        try {
            new ClassReader(Files.readAllBytes(file)).accept(new Calls(), ClassReader.SKIP_DEBUG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfAForm(String name, int access) {
        return (access & Opcodes.ACC_PUBLIC) != 0
                && (access & Opcodes.ACC_SYNTHETIC) == 0
                && name.matches("(do(Check|Fill|Test)|validate)[A-Z]\\w*");
    }

    private static final class Calls extends ClassVisitor {
        private String type;

        Calls() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            type = name;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            String method = type + "." + name + descriptor;
            List<String> found = new ArrayList<>();
            calls.put(method, found);
            if (isOfAForm(name, access)) {
                ofForms.add(method);
            }
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int op, String owner, String called, String shape, boolean ofInterface) {
                    found.add(owner + "." + called + shape);
                }
            };
        }
    }
}
