package io.jenkins.plugins.ecs.demo;

import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** The messages that the pages explain are those of the code. Dots stand for what differs from case to case. */
public class TroubleshootingTest {

    private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]* [^`]*)` \\|");
    /** Texts of AWS and of Pipeline. */
    private static final Pattern OF_OTHERS = Pattern.compile(
            "CannotPullContainerError|ResourceInitializationError|exec format error|Task failed ELB health checks"
                    + "|Expected named arguments|must be called with a body");

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    @Test
    public void everyMessageToTroubleshootIsOneOfTheCode() throws Exception {
        check("docs/troubleshooting.md");
    }

    @Test
    public void everyMessageOnThePageOfTheStepIsOneOfTheCode() throws Exception {
        check("docs/steps/ecsDeploy.md");
    }

    @Test
    public void everyMessageOnThePageOfBlueGreenIsOneOfTheCode() throws Exception {
        check("docs/steps/ecsBlueGreen.md");
    }

    private void check(String page) throws IOException {
        String code = code();
        Matcher message = MESSAGE.matcher(Files.readString(Examples.project().resolve(page)));
        while (message.find()) {
            String text = message.group(1);
            if (!OF_OTHERS.matcher(text).find()) {
                for (String part : text.split("[': ]*…[': ]*")) {
                    errors.checkThat(page + ": " + text + " (no " + part + ")", code.contains(part), is(true));
                }
            }
        }
    }

    /** All of the main code; texts that a plus joins are one. */
    private static String code() throws IOException {
        try (Stream<Path> files = Files.walk(Examples.project().resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(TroubleshootingTest::read)
                    .map(code -> code.replaceAll("\"\\s*\\+\\s*\"", ""))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
