package io.jenkins.plugins.ecs.servicedef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.demo.Examples;
import io.jenkins.plugins.ecs.taskdef.PlainJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Test;

/** What the page about Terraform promises: its examples, and the names of both sides. */
public class TerraformPageTest {

    private static final String LIVE = """
            {'serviceArn': 'a/b/c', 'status': 'ACTIVE', 'desiredCount': 7, 'launchType': 'FARGATE',
             'loadBalancers': [{'targetGroupArn': 'of-terraform', 'containerName': 'app', 'containerPort': 80}],
             'networkConfiguration': {'awsvpcConfiguration': {'subnets': ['of-terraform']}},
             'enableExecuteCommand': true, 'healthCheckGracePeriodSeconds': 60}
            """;

    @Test
    public void theExampleChangesNothingOfTerraform() throws IOException {
        String yaml = blocks("yaml").get(0);
        ServiceText.Reading reading = ServiceText.read(yaml);
        assertThat(reading.message(), reading.isUsable(), is(true));

        assertThat(
                ServiceComparison.of(reading.definition(), (ObjectNode) PlainJson.read(LIVE))
                        .lines(),
                is(empty()));
    }

    @Test
    public void eachAttributeHasItsNameInTerraform() throws IOException {
        Set<String> rows = Pattern.compile("(?m)^\\| `(\\w+)` \\| `[a-z_]+`")
                .matcher(page().substring(page().indexOf("The names of both sides")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> changeable = Arrays.stream(ServiceAttribute.values())
                .filter(each -> each.isUpdatedWith("ECS") || each.effect() == Effect.TAGS)
                .map(ServiceAttribute::member)
                .collect(Collectors.toCollection(TreeSet::new));
        changeable.removeAll(Set.of("taskDefinition", "monitoring"));

        assertThat(rows, is(changeable));
    }

    /** Names that a person copies from Terraform are recognized, and lead to the same member. */
    @Test
    public void theNamesOfTerraformAreRecognized() throws IOException {
        for (MatchResult row : Pattern.compile("(?m)^\\| `(\\w+)` \\| (.*) \\|$")
                .matcher(page().substring(page().indexOf("The names of both sides")))
                .results()
                .toList()) {
            String first = row.group(2).split("`")[1];
            if (first.contains("_")) {
                String message = ServiceText.read(first + ": 1").message();
                assertThat(message, message.contains("In the ECS API it is '" + row.group(1)), is(true));
            }
        }
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?s)```" + language + "\\n(.*?)```")
                .matcher(page())
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String page() throws IOException {
        return Files.readString(Examples.project().resolve("docs/terraform.md"));
    }
}
