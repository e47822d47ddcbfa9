package io.jenkins.plugins.ecs.taskdef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ContainerChangeTest {
    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf";

    @Test
    public void everyProblemNamesItsFieldAndValue() {
        Object[][] table = {
            {of().cpu(-1), "Container 'app', cpu: -1 is negative. Use CPU units (1024 units are 1 vCPU)."},
            {of().memory(3), "Container 'app', memory: 3 MiB is too low. Use at least 4 (in MiB)."},
            {of().memoryReservation(0), "Container 'app', memoryReservation: 0 MiB is too low. Use at least 4 (in MiB)."
            },
            {
                of().memory(256).memoryReservation(512),
                "Container 'app', memory: 256 MiB is less than memoryReservation, 512 MiB. The hard limit 'memory' must be"
                        + " larger."
            },
            {
                of().command(Arrays.asList("a", null)),
                "Container 'app', command: contains null. Use \"\" for an empty argument."
            },
            {
                of().environment(Collections.singletonMap("A", null)),
                "Container 'app', environment 'A': has no value (null). Use '' for an empty value."
            },
            {
                of().environment(Map.of("A=B", "x")),
                "Container 'app', environment: 'A=B' is not a variable name. Remove spaces and '='."
            },
            {
                of().secrets(Map.of("", ARN)),
                "Container 'app', secrets: '' is not a variable name. Remove spaces and '='."
            },
            {
                of().environment(Map.of("A", "x")).secrets(Map.of("A", ARN)),
                "Container 'app', environment and secrets: both set 'A'. ECS accepts each name only once; remove one."
            },
            {
                ContainerChange.of("my app"),
                "Container 'my app', name: 'my app' is not a container name. Use 1 to 255 letters, digits, '-' and '_'."
            },
            {
                ContainerChange.of(null).image("a:1 "),
                "image: The image 'a:1 ' contains a space or a line break. Remove it (in a Jenkinsfile: .trim())."
            },
        };
        for (Object[] row : table) {
            assertThat(((ContainerChange.Builder) row[0]).build().problems(), equalTo(List.of(row[1])));
        }
    }

    private static ContainerChange.Builder of() {
        return ContainerChange.of("app");
    }

    @Test
    public void aSecretGivenInsteadOfItsArnIsNotShown() {
        for (String source : Arrays.asList(null, "", "hunter2 & co", "arn:aws:s3:::hunter2", "p@ss:hunter2")) {
            List<String> problems =
                    of().secrets(Collections.singletonMap("DB", source)).build().problems();
            assertThat(
                    problems,
                    contains("Container 'app', secrets 'DB': does not name a secret (value not shown). Use the ARN of a"
                            + " secret or parameter, or the name of a parameter, never the secret itself."));
        }
    }

    @Test
    public void aGoodChangeHasNoProblems() {
        ContainerChange change = of().image("shop/api:2")
                .environment(Map.of("A", ""))
                .secrets(Map.of(
                        "B", ARN,
                        "C", "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/x/y",
                        "D", "/shop/db/password",
                        "E", "plain.name",
                        "F", ARN + ":username::"))
                .cpu(0)
                .memory(512)
                .memoryReservation(512)
                .command(List.of())
                .build();

        assertThat(change.problems(), empty());
        assertThat(change.warnings(), empty());
    }

    @Test
    public void variablesThatLookSecretAreWarnedAboutWithoutTheirValue() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("DB_PASSWORD", "hunter2");
        environment.put("PLAIN", "AKIAIOSFODNN7EXAMPLE");
        environment.put("DATABASE_URL", "postgres://app:hunter2@db/x");
        environment.put("TOKEN", "");
        environment.put("LOG_LEVEL", "debug");
        List<String> warnings = of().environment(environment).build().warnings();

        String rest = " looks like a secret. Every caller of DescribeTaskDefinition can read its value; store"
                + " it in Secrets Manager or Parameter Store and set its ARN in 'secrets'.";
        assertThat(
                warnings,
                contains(
                        "Container 'app', environment 'DB_PASSWORD'" + rest,
                        "Container 'app', environment 'PLAIN'" + rest,
                        "Container 'app', environment 'DATABASE_URL'" + rest));
    }

    @Test
    public void itsTextHasNoValuesAndNoCommand() {
        String text = of().environment(Map.of("A", "hunter2"))
                .command(List.of("--password", "hunter2"))
                .build()
                .toString();

        assertThat(text, not(containsString("hunter2")));
        assertThat(text, containsString("environment=[A]"));
    }

    @Test
    public void itKeepsCopiesAndGivesNothingToChange() {
        Map<String, String> environment = new LinkedHashMap<>(Map.of("A", "1"));
        List<String> command = new ArrayList<>(List.of("run"));
        ContainerChange change = of().environment(environment).command(command).build();
        environment.clear();
        command.clear();

        assertThat(change.environment(), equalTo(Map.of("A", "1")));
        assertThat(change.command(), equalTo(List.of("run")));
        assertThrows(
                UnsupportedOperationException.class, () -> change.environment().put("B", "2"));
        assertThrows(UnsupportedOperationException.class, () -> change.command().add("x"));
    }

    @Test
    public void itSurvivesSerialization() throws Exception {
        ContainerChange change = of().image("a:1")
                .environment(Map.of("A", "1"))
                .secrets(Map.of("B", ARN))
                .exclusiveEnvironment(true)
                .cpu(1)
                .command(List.of("x"))
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(change);
        }
        Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(read, equalTo(change));
        assertThat(read.hashCode(), equalTo(change.hashCode()));
        assertThat(change, not(equalTo(of().image("a:2").build())));
        assertThat(of().environment(null).secrets(null).build().command(), nullValue());
    }
}
