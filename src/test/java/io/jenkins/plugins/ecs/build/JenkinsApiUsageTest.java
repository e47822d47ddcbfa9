package io.jenkins.plugins.ecs.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.Test;

/** The hand-written signatures of Jenkins contain no type that nothing mentions. */
public class JenkinsApiUsageTest {

    private static final Path API = ProjectFiles.STANDALONE.resolve("jenkins-api/src/main/java");

    @Test
    public void eachTypeIsUsed() throws IOException {
        Map<String, Integer> filesWithWord = new HashMap<>();
        for (Path folder :
                List.of(API, ProjectFiles.ROOT.resolve("src/main/java"), ProjectFiles.ROOT.resolve("src/test/java"))) {
            for (Path file : sources(folder)) {
                Set<String> words =
                        new HashSet<>(Arrays.asList(Files.readString(file).split("\\W+")));
                words.forEach(word -> filesWithWord.merge(word, 1, Integer::sum));
            }
        }

        Set<String> unused = new TreeSet<>();
        for (Path file : sources(API)) {
            String type = file.getFileName().toString().replace(".java", "");
            boolean processor = file.toString().contains("io/jenkins/plugins/ecs/standalone");
            if (!processor && !type.equals("package-info") && filesWithWord.get(type) == 1) {
                unused.add(API.relativize(file).toString());
            }
        }
        assertThat(unused, is(empty()));
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
