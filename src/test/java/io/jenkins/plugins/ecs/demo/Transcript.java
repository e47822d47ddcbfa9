package io.jenkins.plugins.ecs.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The console log of an example, as a file that is compared: a change of wording is seen in review. {@code
 * -Dtranscripts.write=true} writes the files again.
 */
final class Transcript {

    private static final Path FOLDER = Path.of("src/test/resources/io/jenkins/plugins/ecs/demo/transcripts");

    /** What differs from run to run: the time at which the sandbox begins. */
    private static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d)?(\\.\\d+)?(Z| UTC)?|\\b\\d\\d:\\d\\d(:\\d\\d)? UTC\\b");

    private final Path file;

    Transcript(String example) {
        file = Examples.project().resolve(FOLDER).resolve(example + ".txt");
    }

    static boolean isWriting() {
        return Boolean.getBoolean("transcripts.write");
    }

    /** What the log is expected to be; the log itself where the files are written. */
    String expected(List<String> log) throws IOException {
        if (isWriting()) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text(log));
        }
        return Files.exists(file) ? Files.readString(file) : "(no transcript: run with -Dtranscripts.write=true)";
    }

    static String text(List<String> log) {
        return log.stream()
                .map(line -> TIME.matcher(line).replaceAll("<time>"))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
