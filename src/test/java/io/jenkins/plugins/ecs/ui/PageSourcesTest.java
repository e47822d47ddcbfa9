package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** What holds for each page and form of the plugin, so that no text can become code. */
public class PageSourcesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    @Test
    public void eachJellyFileEscapesWhatItShows() {
        for (Path file : files(".jelly")) {
            assertThat(file.toString(), text(file).startsWith("<?jelly escape-by-default='true'?>"), is(true));
            forbid(file, "<j:out");
            forbid(file, "escape-by-default='false'");
        }
    }

    @Test
    public void noPageHasCodeInIt() {
        for (Path file : files(".jelly")) {
            forbid(file, "<script");
            forbid(file, "<style");
            forbid(file, "javascript:");
            forbidPattern(file, "\\son[a-z]+\\s*=");
            forbidPattern(file, "\\sstyle\\s*=");
        }
    }

    @Test
    public void linksThatLeaveJenkinsOpenWithoutAHandleOnUs() {
        for (Path file : files(".jelly")) {
            text(file)
                    .lines()
                    .filter(line -> line.contains("target=\"_blank\""))
                    .forEach(line ->
                            assertThat(file + ": " + line, line.contains("rel=\"noopener noreferrer\""), is(true)));
        }
    }

    @Test
    public void scriptsBuildNoCodeAndNoMarkupFromTexts() {
        for (Path file : files(".js")) {
            for (String dangerous : List.of("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "new Function")) {
                forbid(file, dangerous);
            }
        }
    }

    @Test
    public void ourStyleSheetsNameOnlyOurOwnClasses() {
        Pattern selector = Pattern.compile("\\.[a-zA-Z][\\w-]*(?=[^{}]*\\{)");
        for (Path file : files(".css")) {
            selector.matcher(text(file))
                    .results()
                    .map(found -> found.group())
                    .forEach(name -> assertThat(file + ": " + name, name.startsWith(".ecsd-"), is(true)));
        }
    }

    private static void forbid(Path file, String text) {
        assertThat(file + " has " + text, text(file).contains(text), is(not(true)));
    }

    private static void forbidPattern(Path file, String pattern) {
        assertThat(
                file + " matches " + pattern,
                Pattern.compile(pattern).matcher(text(file)).find(),
                is(false));
    }

    private static List<Path> files(String ending) {
        try (Stream<Path> all = Files.walk(RESOURCES)) {
            List<Path> found =
                    all.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat("there are " + ending, found.isEmpty(), is(false));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
