package io.jenkins.plugins.ecs.taskdef;

import static io.jenkins.plugins.ecs.taskdef.Definitions.text;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.fuzz.Fuzz;
import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

/** Task definitions, AppSpecs, images and references that no one would write: 69,000 of them. */
public class TextFuzzTest {

    private static final List<String> MARKS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            ": ",
            "\"",
            "'",
            "\\",
            "\n",
            "\n  ",
            "\t",
            "- ",
            "&a ",
            "*a",
            "<<: ",
            "!!int ",
            "!x ",
            "---\n",
            "...\n",
            "#",
            "|",
            ">",
            "null",
            "true",
            "1e99",
            "1e2147483648",
            "-0",
            "0x1F",
            "99999999999999999999",
            "\u00A0",
            "\uFEFF",
            "\u0000",
            "\uFFFD",
            "${X}",
            "{{ x }}",
            "x-a",
            "//",
            "$schema",
            "family",
            "environment",
            "secrets",
            "valueFrom",
            "containerDefinitions",
            "image",
            "taskDefinition",
            "tags",
            "[]",
            "{}",
            "\"\"",
            "? ");

    private static final List<String> JSON = List.of(
            "{\"family\":\"a\",\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"a:1\",\"environment\":[{\"name\":\"A\","
                    + "\"value\":\"b\"}],\"portMappings\":[{\"containerPort\":80}]}],\"cpu\":\"256\",\"tags\":[]}",
            "{\"taskDefinition\":{\"family\":\"a\",\"containerDefinitions\":[{\"name\":\"a\"}]},\"tags\":[{\"key\":\"k\","
                    + "\"value\":\"v\"}]}",
            text("cases/t08-numbers-as-texts/taskdef.json"),
            text("cases/t09-secret-and-variable-of-one-name/taskdef.json"));

    private static final List<String> YAML = List.of(
            text("cases/t24-yaml-anchor-holder/taskdef.yaml"),
            "family: a\ncontainerDefinitions:\n- &c {name: a, image: b, command: [x, y]}\n- <<: *c\n  name: b\n",
            "version: 0.0\nResources:\n- TargetService:\n    Type: AWS::ECS::Service\n    Properties: {TaskDefinition: x}\n");

    private static final List<String> IMAGES = List.of(
            "repo/app:1.0.0",
            "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/api:1.4.2",
            "localhost:5000/a@sha256:" + "0".repeat(64),
            "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:7",
            "api:7");

    @Test
    public void taskDefinitions() {
        Map<String, Integer> json = fuzz("task definition in JSON", JSON).run(16_000, TextFuzzTest::definition);
        Map<String, Integer> yaml = fuzz("task definition in YAML", YAML).run(4_000, TextFuzzTest::definition);

        assertThat("some are good " + json, json.get("parsed"), is(greaterThan(1_000)));
        assertThat("some are good " + yaml, yaml.get("parsed"), is(greaterThan(500)));
        assertThat("some are not " + json, json.get("TaskDefinitionException"), is(greaterThan(1_000)));
    }

    /** What can be read can be worked with, and is equal to itself. */
    private static void definition(String text, Random random) {
        ObjectNode read = TaskDefinitionText.parse(text);
        if (random.nextInt(5) == 0) {
            TaskDefinitionText.unknownFields(text, null);
            TaskDefinitionText.imageProblems(text, List.of(), null);
        }
        ObjectNode input = TaskDefinitions.toRegisterInput(read);
        assertThat(text, TaskDefinitionCompare.differences(read, input).size(), is(0));
        assertThat(text, TaskDefinitions.notTaken(input, read).size(), is(0));
        TaskDefinitionCompare.differences(read, Definitions.app("")).forEach(Difference::toString);
        TraceTags.of(input, Map.of("k", text));
        TaskDefinitions.images(input);
        TaskDefinitions.requireRegisterable(input);
    }

    @Test
    public void appSpecs() {
        List<String> all = new ArrayList<>(JSON);
        all.addAll(YAML);
        new Fuzz("AppSpec", all, MARKS, Set.of(IllegalArgumentException.class))
                .run(10_000, (text, random) -> AppSpecText.parse(text));
    }

    @Test
    public void imagesAndReferences() {
        Map<String, Integer> images = fuzz("image", IMAGES).run(25_000, (text, random) -> {
            ImageReference.registryOf(text);
            ImageReference.parse(text);
        });
        fuzz("reference", IMAGES).run(10_000, (text, random) -> {
            TaskDefinitionRef.isReference(text);
            TaskDefinitionRef.parse(text);
        });
        fuzz("secret", JSON).run(5_000, (text, random) -> SecretNames.masked(text));

        assertThat(images.get("parsed"), is(greaterThan(1_000)));
    }

    private static Fuzz fuzz(String name, List<String> samples) {
        return new Fuzz(name, samples, MARKS, Set.of(TaskDefinitionException.class));
    }
}
