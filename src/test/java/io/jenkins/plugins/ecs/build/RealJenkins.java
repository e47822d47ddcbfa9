package io.jenkins.plugins.ecs.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The jars of the real Jenkins, where a Maven repository on this machine has them. */
final class RealJenkins {
    /** Package prefix, and the artifact that has it. The longest prefix counts. */
    private static final Map<String, String> ARTIFACTS = new LinkedHashMap<>();

    static {
        ARTIFACTS.put("hudson/", "org/jenkins-ci/main/jenkins-core");
        ARTIFACTS.put("hudson/remoting/", "org/jenkins-ci/main/remoting");
        ARTIFACTS.put("jenkins/", "org/jenkins-ci/main/jenkins-core");
        ARTIFACTS.put("net/sf/json/", "org/kohsuke/stapler/json-lib");
        ARTIFACTS.put("org/jenkinsci/Symbol", "org/jenkins-ci/symbol-annotation");
        ARTIFACTS.put("org/jvnet/hudson/annotation_indexer/", "org/jenkins-ci/annotation-indexer");
        ARTIFACTS.put("org/jvnet/hudson/reactor/", "org/jenkins-ci/task-reactor");
        ARTIFACTS.put("org/kohsuke/accmod/", "org/kohsuke/access-modifier-annotation");
        ARTIFACTS.put("org/kohsuke/stapler/", "org/kohsuke/stapler/stapler");
        ARTIFACTS.put("com/codahale/metrics/", "io/dropwizard/metrics/metrics-core");
        ARTIFACTS.put("jenkins/plugins/mailer/", "org/jenkins-ci/plugins/mailer");
        ARTIFACTS.put("jenkins/scm/api/", "org/jenkins-ci/plugins/scm-api");
        ARTIFACTS.put("jenkins/metrics/", "org/jenkins-ci/plugins/metrics");
        ARTIFACTS.put("io/jenkins/plugins/checks/", "io/jenkins/plugins/checks-api");
        ARTIFACTS.put("io/jenkins/plugins/mcp/", "io/jenkins/plugins/mcp-server");
        ARTIFACTS.put("com/cloudbees/hudson/plugins/folder/", "org/jenkins-ci/plugins/cloudbees-folder");
        ARTIFACTS.put("com/cloudbees/jenkins/plugins/awscredentials/", "org/jenkins-ci/plugins/aws-credentials");
        ARTIFACTS.put("com/cloudbees/plugins/credentials/", "org/jenkins-ci/plugins/credentials");
        ARTIFACTS.put("org/jenkinsci/plugins/credentialsbinding/", "org/jenkins-ci/plugins/credentials-binding");
        ARTIFACTS.put("org/jenkinsci/plugins/plaincredentials/", "org/jenkins-ci/plugins/plain-credentials");
        ARTIFACTS.put("org/jenkinsci/plugins/scriptsecurity/", "org/jenkins-ci/plugins/script-security");
        ARTIFACTS.put("org/jenkinsci/plugins/structs/", "org/jenkins-ci/plugins/structs");
        ARTIFACTS.put("org/jenkinsci/plugins/variant/", "org/jenkins-ci/plugins/variant");
        ARTIFACTS.put("org/jenkinsci/plugins/workflow/", "org/jenkins-ci/plugins/workflow/workflow-api");
        ARTIFACTS.put(
                "org/jenkinsci/plugins/workflow/support/steps/input/", "org/jenkins-ci/plugins/pipeline-input-step");
        ARTIFACTS.put("org/jenkinsci/plugins/workflow/steps/", "org/jenkins-ci/plugins/workflow/workflow-step-api");
    }

    private final Path repository;
    private final Map<String, Optional<Path>> jars = new LinkedHashMap<>();

    RealJenkins() {
        String given = System.getenv("JENKINS_M2");
        repository = given == null ? Path.of(System.getProperty("user.home"), ".m2-jenkins") : Path.of(given);
        ARTIFACTS.values().forEach(artifact -> jars.computeIfAbsent(artifact, this::newest));
    }

    boolean isHere() {
        return jars.get("org/jenkins-ci/main/jenkins-core").isPresent();
    }

    String whyNotHere() {
        return "no jenkins-core in " + repository + " (set JENKINS_M2 to a Maven repository that has Jenkins)";
    }

    Stream<Path> jars() {
        return jars.values().stream().flatMap(Optional::stream);
    }

    /** Whether the jar that must have this class is on this machine. */
    boolean covers(String className) {
        String prefix = ARTIFACTS.keySet().stream()
                .filter(className::startsWith)
                .max(Comparator.comparing(String::length))
                .orElseThrow(() -> new AssertionError("which artifact has " + className + "?"));
        return jars.get(ARTIFACTS.get(prefix)).isPresent();
    }

    private Optional<Path> newest(String artifact) {
        Path folder = repository.resolve(artifact);
        String id = folder.getFileName().toString();
        Map<String, String> wanted = ProjectFiles.pluginDependencies();
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.map(version -> version.resolve(id + "-" + version.getFileName() + ".jar"))
                    .filter(Files::exists)
                    .max(Comparator.<Path, Boolean>comparing(jar -> jar.getParent()
                                    .endsWith(wanted.getOrDefault(id, "none").split(";")[0]))
                            .thenComparing(RealJenkins::version, RealJenkins::compare));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> version(Path jar) {
        return List.of(jar.getParent().getFileName().toString().split("[^0-9]+"));
    }

    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int difference = Comparator.comparing(String::length)
                    .thenComparing(Comparator.naturalOrder())
                    .compare(one.get(i), other.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return one.size() - other.size();
    }
}
