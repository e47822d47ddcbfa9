package io.jenkins.plugins.ecs.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Where the files of this project lie, whichever of the two builds runs the tests. */
final class ProjectFiles {
    static final Path ROOT = root();
    static final Path STANDALONE = ROOT.resolve("standalone");
    static final Path JENKINS_API_CLASSES = STANDALONE.resolve("jenkins-api/target/classes");

    private ProjectFiles() {}

    /** The compiled main code: of the standalone build where that runs, else of the root build. */
    static Path mainClasses() {
        String standalone = System.getProperty("standalone.classes");
        return standalone == null ? ROOT.resolve("target/classes") : Path.of(standalone);
    }

    /** Plugins that the {@code .hpi} requires, with their least versions. */
    static Map<String, String> pluginDependencies() {
        Map<String, String> versions = new TreeMap<>();
        for (String line :
                read(STANDALONE.resolve("plugin/plugin-dependencies.txt")).split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.trim().split(":", 2);
                versions.put(parts[0], parts[1]);
            }
        }
        return versions;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("standalone/pom.xml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("run the tests inside the project");
            }
        }
        return folder;
    }
}
