package io.jenkins.plugins.ecs.steps.execution;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jenkins.util.BuildListenerAdapter;

/** A report as an artifact of the build, wherever its artifacts are kept. No workspace is needed. */
final class ReportArtifact {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String FILE = "report.json";

    private ReportArtifact() {}

    static void archive(
            @NonNull Run<?, ?> run, @NonNull TaskListener listener, @NonNull String name, @NonNull Map<String, ?> data)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ecs-report");
        Path file = folder.resolve(FILE);
        try {
            Files.writeString(file, JSON.writeValueAsString(data));
            run.pickArtifactManager()
                    .archive(
                            new FilePath(folder.toFile()),
                            new Launcher.LocalLauncher(listener),
                            BuildListenerAdapter.wrap(listener),
                            Map.of(name, FILE));
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }
}
