package io.jenkins.plugins.ecs.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.sandbox.Call;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** The IAM policies on the page are those of the table, and the table has what the code calls and nothing else. */
public class IamDocumentationTest {

    private static final Pattern OPERATION =
            Pattern.compile("\"((?:Describe|List|Get|BatchGet|Filter|Register|Update|Stop"
                    + "|Continue|Create|Delete|Deregister|Put|Remove|Run|Simulate|Tag|Untag)[A-Z][A-Za-z]*)\"");
    private static final Pattern STEP = Pattern.compile(
            "\\b(ecsDeploy|ecsBlueGreenGated|ecsBlueGreen|ecsRollback|ecsVerify|ecsRunTask|ecsScale|ecsDelete|withEcs)\\b");
    /** A call of a client of the SDK, in a class of ours that wraps it. */
    private static final Pattern SDK_CALL =
            Pattern.compile("\\b(?:logs|ecr|iam|secrets|ssm|elb|cloudWatch|cloudFormation|reads|changes|sts\\(\\))\\s*\\.(\\w+)\\(");
    /** By the name of the file. */
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("EcsJsonApi.java", "ecs"),
            Map.entry("ElbSdkApi.java", "elasticloadbalancing"),
            Map.entry("AlarmsJsonApi.java", "cloudwatch"),
            Map.entry("MetricsSdkApi.java", "cloudwatch"),
            Map.entry("LogsSdkApi.java", "logs"),
            Map.entry("EcrSdkApi.java", "ecr"),
            Map.entry("EcrApi.java", "ecr"),
            Map.entry("CodeDeploySdkApi.java", "codedeploy"),
            Map.entry("IamSdkApi.java", "iam"),
            Map.entry("SecretsSdkApi.java", "secretsmanager"),
            Map.entry("ParametersSdkApi.java", "ssm"),
            Map.entry("StacksSdkApi.java", "cloudformation"),
            Map.entry("SignedObjects.java", "s3"),
            Map.entry("StsCalls.java", "sts"),
            Map.entry("QuotasJsonApi.java", "servicequotas"),
            Map.entry("EventBridgeApi.java", "events"),
            Map.entry("ApplicationAutoScalingApi.java", "application-autoscaling"),
            Map.entry("SchedulerApi.java", "scheduler"),
            Map.entry("SignedSchedulerCall.java", "scheduler"));
    /** What needs no permission. */
    private static final Set<String> FREE = Set.of("sts:GetCallerIdentity");
    /** What AWS checks without an operation of that name. */
    private static final Set<String> BESIDES =
            Set.of("iam:PassRole", "ecs:TagResource", "codedeploy:RegisterApplicationRevision");

    @Test
    public void thePageHasThePoliciesOfTheTable() throws IOException {
        String page = Files.readString(Examples.project().resolve("docs/iam.md"));
        for (IamFeature feature : IamFeature.values()) {
            assertThat(page, containsString("## " + feature.words() + "\n\n```json\n" + policy(feature) + "\n```\n"));
        }
        Matcher named = Pattern.compile("\"([a-z0-9-]+:[A-Z]\\w+)\"(?!: )").matcher(page);
        Set<String> onThePage = new TreeSet<>();
        while (named.find()) {
            onThePage.add(named.group(1));
        }
        assertThat(onThePage, is(table()));
    }

    @Test
    public void theTableHasWhatTheCodeCallsAndNothingElse() throws IOException {
        Set<String> called = new TreeSet<>(BESIDES);
        Path room = Examples.project().resolve("src/main/java/io/jenkins/plugins/ecs/aws");
        try (Stream<Path> files = Files.list(room)) {
            for (Path file : files.toList()) {
                String source = Files.readString(file);
                String prefix = PREFIXES.get(file.getFileName().toString());
                Matcher operation = OPERATION.matcher(source);
                while (operation.find()) {
                    assertThat(file + " calls " + operation.group(1), prefix, is(not((String) null)));
                    called.add(prefix + ":" + operation.group(1));
                }
                Matcher call = SDK_CALL.matcher(source);
                while (call.find() && source.contains("import software.amazon.awssdk.services.")) {
                    assertThat(file + " calls " + call.group(1), prefix, is(not((String) null)));
                    called.add(prefix + ":" + call.group(1).substring(0, 1).toUpperCase(Locale.ROOT)
                            + call.group(1).substring(1));
                }
            }
        }
        called.removeAll(FREE);
        assertThat(table(), is(called));
    }

    @Test
    public void everyStepHasItsPolicies() throws IOException {
        String words = Arrays.stream(IamFeature.values()).map(IamFeature::words).collect(Collectors.joining("\n"));
        try (Stream<Path> pages = Files.list(Examples.project().resolve("docs/steps"))) {
            for (Path page : pages.toList()) {
                String step = page.getFileName().toString().replace(".md", "");
                assertThat(words, containsString("`" + step));
            }
        }
    }

    /** A feature whose words name no step is for all of them. */
    @Test
    public void whatEachExampleCallsIsInThePoliciesOfItsSteps() throws IOException {
        for (String example : Examples.names()) {
            Set<String> steps = steps(Files.readString(Examples.jenkinsfile(example)));
            Set<String> allowed = Arrays.stream(IamFeature.values())
                    .filter(feature -> steps(feature.words()).isEmpty()
                            || steps(feature.words()).stream().anyMatch(steps::contains))
                    .flatMap(feature -> feature.actions().stream())
                    .map(action -> action.substring(action.indexOf(':') + 1))
                    .collect(Collectors.toSet());
            Set<String> called = new TreeSet<>();
            try (EcsSandbox sandbox = Examples.sandbox()) {
                new JenkinsfileRun(1, Examples.jenkinsfile(example)).run(sandbox, Pace.AT_ONCE);
                sandbox.calls().stream().map(Call::operation).forEach(called::add);
            }
            called.removeAll(allowed);
            assertThat(example + " with " + steps + " calls what no policy of these steps allows", called, is(empty()));
        }
    }

    private static Set<String> steps(String text) {
        Matcher step = STEP.matcher(text);
        Set<String> steps = new TreeSet<>();
        while (step.find()) {
            steps.add(step.group());
        }
        return steps;
    }

    private static Set<String> table() {
        return Arrays.stream(IamFeature.values())
                .flatMap(feature -> feature.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String policy(IamFeature feature) {
        return feature.actions().stream()
                .map(action -> "    \"" + action + "\"")
                .collect(Collectors.joining(
                        ",\n",
                        "{\n  \"Effect\": \"Allow\",\n  \"Action\": [\n",
                        "\n  ],\n" + "  \"Resource\": \"*\"\n}"));
    }
}
