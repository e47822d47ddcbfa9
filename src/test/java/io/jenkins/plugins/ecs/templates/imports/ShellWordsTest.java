package io.jenkins.plugins.ecs.templates.imports;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Commands that are one text. */
public class ShellWordsTest {

    @Test
    public void quotesKeepWordsTogether() {
        assertThat(
                ShellWords.split("sh -c \"echo \\\"a b\\\"\" 'it is'"),
                is(List.of("sh", "-c", "echo \"a b\"", "it is")));
    }

    /** Threads of builds have a small stack. */
    @Test
    public void aLongWordNeedsNoDeepStack() throws InterruptedException {
        List<String> words = new ArrayList<>();
        String plain = "a ".repeat(1_900);
        String escaped = "\\\"".repeat(1_900);
        Thread small = new Thread(
                null,
                () -> {
                    words.addAll(ShellWords.split("\"" + plain + "\""));
                    words.addAll(ShellWords.split("\"" + escaped + "\""));
                },
                "small",
                256 * 1024);
        small.start();
        small.join();
        assertThat(words, is(List.of(plain, "\"".repeat(1_900))));
    }
}
