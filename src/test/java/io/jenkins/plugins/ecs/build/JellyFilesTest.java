package io.jenkins.plugins.ecs.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.SAXParserFactory;
import org.junit.Test;
import org.xml.sax.helpers.DefaultHandler;

/** Pages and forms can be read at all, escape what they show, and hold nothing that a content security policy forbids. */
public class JellyFilesTest {

    @Test
    public void eachIsWellFormed() throws Exception {
        for (Path file : files()) {
            try {
                SAXParserFactory.newInstance().newSAXParser().parse(file.toFile(), new DefaultHandler());
            } catch (org.xml.sax.SAXException broken) {
                throw new AssertionError(file + ": " + broken.getMessage(), broken);
            }
        }
    }

    @Test
    public void eachEscapesByDefaultAndHasNoScriptOrStyleOfItsOwn() throws Exception {
        for (Path file : files()) {
            String text = Files.readString(file);
            assertThat(file.toString(), text, startsWith("<?jelly escape-by-default='true'?>"));
            for (String forbidden : List.of("<script", "<style", " style=\"", " onclick=", "javascript:")) {
                assertThat(file.toString(), text, not(containsString(forbidden)));
            }
        }
    }

    /** A property that is called as an operator of JEXL makes the page unreadable. */
    @Test
    public void noneReadsAPropertyThatIsAnOperator() throws Exception {
        for (Path file : files()) {
            assertThat(
                    file.toString(),
                    Files.readString(file),
                    not(matchesPattern("(?s).*\\$\\{[^}]*\\.(empty|size)\\b(?!\\().*")));
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(ProjectFiles.ROOT.resolve("src/main/resources"))) {
            List<Path> files =
                    all.filter(file -> file.toString().endsWith(".jelly")).toList();
            assertThat(files.size(), greaterThan(30));
            return files;
        }
    }
}
