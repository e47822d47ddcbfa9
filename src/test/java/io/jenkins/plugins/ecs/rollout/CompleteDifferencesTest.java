package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.state.Details;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

/** Nothing that changes is left out, and what matters for security comes first: people approve by these lines. */
public class CompleteDifferencesTest extends RolloutTestCase {

    private static final String VARIABLES = IntStream.range(0, 60)
            .mapToObj(i -> "    - {name: V" + i + ", value: new}\n")
            .collect(Collectors.joining());

    private static final String TEXT = "family: api\n"
            + "containerDefinitions:\n"
            + "- name: app\n"
            + "  environment:\n" + VARIABLES
            + "  image: repo/app:2.0.0\n"
            + "  memory: 512\n"
            + "  user: root\n"
            + "- name: debug\n"
            + "  image: repo/debug:1\n"
            + "  essential: false\n"
            + "  memory: 64\n"
            + "  environment: [{name: LONG, value: " + "x".repeat(1000) + "}]\n"
            + "  privileged: true\n"
            + "taskRoleArn: arn:aws:iam::123456789012:role/other\n";

    @Test
    public void aPlanHasThemAll() {
        List<String> changes = rollout(
                        request().changes(List.of()).taskDefinition(TEXT).dryRun(true))
                .run()
                .plan()
                .definitionChanges();

        assertComplete(changes);
    }

    @Test
    public void logAndRecordHaveThemAll() {
        SandboxRollout rollout = rollout(request().changes(List.of()).taskDefinition(TEXT));
        rollout.run();

        List<String> recorded = Details.of(rollout.state()).changes();
        assertComplete(recorded);
        recorded.forEach(change -> assertThat(rollout.lines(), hasItem("- " + change)));
    }

    private static void assertComplete(List<String> changes) {
        assertThat(changes.get(0), containsString("taskRoleArn: "));
        List<String> next = changes.subList(1, 3);
        assertThat(next, hasItem("containerDefinitions[app].user: added root"));
        assertThat(next, hasItem("containerDefinitions[debug].privileged: added true"));
        assertThat(changes, hasItem("containerDefinitions[debug].image: added repo/debug:1"));
        List<String> variables = changes.stream()
                .filter(change -> change.contains("[app].environment"))
                .toList();
        assertThat(variables, hasSize(60));
        assertThat(variables.get(0), is("containerDefinitions[app].environment[V0]: added {\"value\":\"new\"}"));
    }
}
