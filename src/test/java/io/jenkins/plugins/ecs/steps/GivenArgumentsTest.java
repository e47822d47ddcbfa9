package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.steps.withecs.WithEcsStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.junit.Test;

/** What a Jenkinsfile gives must name something; every parameter that does not is named, all at once. */
public class GivenArgumentsTest {

    private static final EcsDeployStep.DescriptorImpl DEPLOY = new EcsDeployStep.DescriptorImpl();

    @Test
    public void aParameterThatIsGivenButEmptyIsNamed() {
        Map<String, Object> empties = new LinkedHashMap<>();
        empties.put("image", null);
        empties.put("taskDefinition", "");
        empties.put("region", "  ");
        empties.put("desiredCount", null);
        empties.put("services", List.of());
        empties.put("containers", List.of());
        empties.forEach((parameter, value) -> {
            String message = refused(map("cluster", "prod", "service", "shop", parameter, value));
            assertThat(message, containsString("ecsDeploy: " + parameter + " is given, but "));
        });
    }

    @Test
    public void aPatchMayBeAMapWithNulls() {
        Map<String, Object> arguments = DEPLOY.customInstantiate(map(
                "service",
                "shop",
                "patch",
                map("cpu", 512, "containerDefinitions", map("app", map("memory", null, "command", List.of("a", 1))))));

        assertThat(
                arguments.get("patch"),
                is("{\"cpu\":512,\"containerDefinitions\":{\"app\":{\"memory\":null,\"command\":[\"a\",1]}}}"));
        assertThat(
                new EcsServiceSettings.DescriptorImpl()
                        .customInstantiate(map("service", "shop", "patch", map("cpu", null)))
                        .get("patch"),
                is("{\"cpu\":null}"));
        assertThat(refused(map("service", "shop", "patch", map())), containsString("patch is given, but "));
        assertThat(refused(map("service", "shop", "patch", null)), containsString("patch is given, but null"));
    }

    @Test
    public void allOfThemAreNamedAtOnce() {
        String message = refused(map(
                "cluster",
                "",
                "image",
                null,
                "containers",
                List.of(map("name", "app", "environment", map("RELEASE", null)))));

        assertThat(
                message,
                allOf(
                        containsString("cluster is given"),
                        containsString("image is given, but null"),
                        containsString("containers[0].environment 'RELEASE' has no value (null)")));
    }

    @Test
    public void aContainerWithOnlyANameChangesNothing() {
        assertThat(
                refused(map("service", "shop", "containers", List.of(map("name", "app")))),
                containsString("containers[0] changes nothing"));
        assertThat(
                refused(map("service", "shop", "containers", List.of(map("name", "app", "environment", map())))),
                containsString("containers[0] changes nothing"));
    }

    @Test
    public void aVariableHoldsOneText() {
        String message = refused(map(
                "containers",
                List.of(map(
                        "name",
                        "app",
                        "environment",
                        map("HOSTS", List.of("a", "b"), "OPTIONS", map("x", 1), "RELEASE", null, "GOOD", ""),
                        "secrets",
                        map("DB", null, "TOKEN", List.of("arn"))))));

        assertThat(
                message,
                allOf(
                        containsString("containers[0].environment 'HOSTS' is a list"),
                        containsString("containers[0].environment 'OPTIONS' is a map"),
                        containsString("containers[0].environment 'RELEASE' has no value"),
                        containsString("containers[0].secrets 'DB' has no value"),
                        containsString("containers[0].secrets 'TOKEN' is a list")));
        assertThat(message, not(containsString("GOOD")));
    }

    @Test
    public void variablesWrittenAsAListAreLookedAtToo() {
        String message = refused(map(
                "containers",
                List.of(map(
                        "name",
                        "app",
                        "environment",
                        Arrays.asList("A=1", "A=2", null, map("name", "B", "value", null))))));

        assertThat(
                message,
                allOf(
                        containsString("containers[0].environment sets 'A' twice"),
                        containsString("containers[0].environment[2] is given, but null"),
                        containsString("containers[0].environment 'B' has no value")));
    }

    @Test
    public void whatIsNestedIsLookedAtToo() {
        assertThat(
                refused(map("services", List.of("api", map("service", "worker", "image", null)))),
                containsString("services[1].image is given, but null"));
        UninstantiatedDescribable http = new UninstantiatedDescribable("http", null, map("url", "", "status", 200));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new EcsVerifyStep.DescriptorImpl()
                                .customInstantiate(map("service", "api", "checks", List.of(http))))
                .getMessage();
        assertThat(message, containsString("ecsVerify: checks[0].url is given, but empty"));
    }

    /** Each step asks: a new one can't forget it. */
    @Test
    public void everyStepRefusesAnEmptyRegion() {
        for (AbstractEcsStepDescriptor descriptor : List.of(
                DEPLOY,
                new EcsVerifyStep.DescriptorImpl(),
                new EcsBlueGreenStep.DescriptorImpl(),
                new EcsBlueGreenGatedStep.DescriptorImpl(),
                new EcsRollbackStep.DescriptorImpl(),
                new WithEcsStep.DescriptorImpl())) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> descriptor.customInstantiate(map("region", "")));
            assertThat(e.getMessage(), containsString(descriptor.getFunctionName() + ": region is given"));
        }
    }

    /** The snippet generator makes a step of its required parameters alone. */
    @Test
    public void aStepCanBeMadeOfAnEmptyRequiredParameter() {
        Map<String, Object> arguments = map("service", null);

        assertThat(new EcsRollbackStep.DescriptorImpl().customInstantiate(arguments), is(arguments));
        assertThat(new EcsBlueGreenStep.DescriptorImpl().customInstantiate(arguments), is(arguments));
    }

    @Test
    public void whatNamesSomethingPasses() {
        Map<String, Object> container = map(
                "name", "app", "command", List.of("sh", "-c", ""), "environment", map("EMPTY", "", "N", 1, "B", true));
        Map<String, Object> good = map(
                "cluster",
                "prod",
                "service",
                "shop",
                "wait",
                false,
                "desiredCount",
                0,
                "containers",
                List.of(container));

        assertThat(DEPLOY.customInstantiate(good).keySet(), is(good.keySet()));
        assertThat(DEPLOY.customInstantiate(map()).size(), is(0));
    }

    /** Also where a container is made without its step, as in a shared library. */
    @Test
    public void aContainerRefusesItsValuesItself() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new ContainerSettings.DescriptorImpl()
                        .customInstantiate(map("name", "app", "environment", map("A", null, "B", List.of()))));

        assertThat(e.getMessage(), allOf(containsString("environment 'A'"), containsString("environment 'B'")));
    }

    private static String refused(Map<String, Object> arguments) {
        return assertThrows(IllegalArgumentException.class, () -> DEPLOY.customInstantiate(arguments))
                .getMessage();
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        List<Object> all = new ArrayList<>(Arrays.asList(keysAndValues));
        for (int i = 0; i < all.size(); i += 2) {
            map.put((String) all.get(i), all.get(i + 1));
        }
        return map;
    }
}
