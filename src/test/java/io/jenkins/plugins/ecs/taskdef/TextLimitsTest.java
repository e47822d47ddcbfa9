package io.jenkins.plugins.ecs.taskdef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.Test;

/** What is made of a text is bounded, not only the text: values, depth, keys, numbers, and the memory for them. */
public class TextLimitsTest {
    private static final long MEGABYTE = 1024 * 1024;

    /** Each value's path would be as long as half of the text. */
    @Test
    public void longPathsOfManyValuesCostNoMemory() {
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 55; i++) {
            deep.append("{\"").append("k".repeat(900)).append("\":");
        }
        deep.append("[").append("1,".repeat(25_000)).append("1]").append("}".repeat(55));

        long used = allocated(
                () -> assertThrows(TaskDefinitionException.class, () -> TaskDefinitionText.parse(deep.toString())));
        long usedByAppSpec = allocated(() -> AppSpecText.parse(deep.toString()));

        assertThat(deep.length(), is(lessThan(101_000)));
        assertThat("bytes for a task definition", used, is(lessThan(40 * MEGABYTE)));
        assertThat("bytes for an AppSpec", usedByAppSpec, is(lessThan(40 * MEGABYTE)));
    }

    @Test
    public void aMegabyteOfValuesIsRefusedEarly() {
        for (String values : List.of("[],", "1,")) {
            String json = "{\"a\":[" + values.repeat(1_000_000 / values.length());
            String yaml = "a: [" + values.repeat(1_000_000 / values.length());
            for (String text : List.of(json, yaml)) {
                long used = allocated(() -> assertRefused(text, "more than 50000 values", 1));
                assertThat(values, used, is(lessThan(150 * MEGABYTE)));
            }
        }
    }

    @Test
    public void aKeyHasALimit() {
        String key = "k".repeat(1_001);

        assertRefused("{\n \"" + key + "\": 1}", "This key has 1001 characters", 2);
        assertRefused("a: 1\n" + key + ": 1\n", "This key has 1001 characters", 2);
    }

    @Test
    public void aNumberHasALimitAndItsPlaceIsNamed() {
        for (String number : List.of(
                "1e2147483648", "1e400000000", "-1e-400000000", "1e999", "9".repeat(400), "0." + "1".repeat(400))) {
            assertRefused("{\"family\": \"a\",\n  \"cpu\": " + number + "}", "This number is outside", 2);
        }
        assertRefused("{\"family\": \"a\",\n  \"cpu\": " + "9".repeat(4000) + "}", "maximum allowed", 2);
        // In YAML they are texts, as are all spellings that not every reader takes for the same number.
        assertRefused(
                "containerDefinitions:\n - name: a\n   memory: 1e2147483648\n", "ECS expects a whole number here", 3);
    }

    @Test
    public void aMessageIsShorterThanItsText() {
        String name = "n".repeat(100_000);
        for (String text : List.of(
                "family: " + name + "\ncontainerDefinitions: [{name: a}]",
                "containerDefinitions: [{name: " + name + "}]",
                "containerDefinitions: [{name: a, memory: " + name + "}]",
                "{\"" + name + "\": 1}")) {
            TaskDefinitionException e =
                    assertThrows(TaskDefinitionException.class, () -> TaskDefinitionText.parse(text));
            assertThat(e.getMessage().length(), is(lessThan(1_000)));
        }
    }

    private static void assertRefused(String text, String message, int line) {
        TaskDefinitionException e = assertThrows(TaskDefinitionException.class, () -> TaskDefinitionText.parse(text));
        assertThat(e.getMessage(), containsString(message));
        assertThat(e.getMessage(), e.line(), is(line));
    }

    private static long allocated(Runnable work) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        work.run();
        return threads.getThreadAllocatedBytes(id) - before;
    }
}
