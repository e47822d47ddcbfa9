package io.jenkins.plugins.ecs.diagnosis;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import java.util.List;
import org.junit.Test;

public class RoutedLinesTest {

    @Test
    public void recordsOfOurTaskBecomeItsLinesAndAllElseStaysAsItIs() {
        List<String> messages = List.of(
                "{\"log\":\"ours\\n\",\"ecs_task_arn\":\"t/1\"}",
                "{\"log\":\"of another\",\"ecs_task_arn\":\"t/2\"}",
                "{\"log\":\"without metadata\"}",
                "plain",
                "{\"level\":\"error\",\"msg\":\"of the application's own\"}",
                "{\"log\":{\"nested\":true}}",
                "{broken",
                "");

        assertThat(
                RoutedLines.of(messages, "t/1"),
                contains(
                        "ours",
                        "without metadata",
                        "plain",
                        "{\"level\":\"error\",\"msg\":\"of the application's own\"}",
                        "{\"log\":{\"nested\":true}}",
                        "{broken",
                        ""));
    }
}
