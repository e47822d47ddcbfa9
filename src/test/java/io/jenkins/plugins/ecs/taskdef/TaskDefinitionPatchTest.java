package io.jenkins.plugins.ecs.taskdef;

import static io.jenkins.plugins.ecs.taskdef.Definitions.app;
import static io.jenkins.plugins.ecs.taskdef.Definitions.raw;
import static io.jenkins.plugins.ecs.taskdef.Definitions.read;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class TaskDefinitionPatchTest {
    private static final String ARN = "arn:aws:ssm:eu-central-1:123456789012:parameter/x";

    @Test
    public void changesThatFitNoContainerAreRefused() {
        ObjectNode two = read("bridge.json");
        assertRefused(
                two,
                List.of(ContainerChange.of("api").image("a:1").build()),
                "The task definition has no container 'api'. Use one of: web, envoy.");
        assertRefused(
                two,
                List.of(ContainerChange.of(null).image("a:1").build()),
                "The task definition has 2 containers: web, envoy. Select the one to change: containers: [[name: 'web',"
                        + " image: 'a:1']]");
        assertRefused(
                two,
                List.of(
                        ContainerChange.of("web").image("a:1").build(),
                        ContainerChange.of("web").cpu(1).build()),
                "The container 'web' is changed twice. Combine the changes in one entry.");
        assertRefused(
                app(""),
                List.of(
                        ContainerChange.of("app").build(),
                        ContainerChange.of(null).build()),
                "The container 'app' is changed twice. Combine the changes in one entry.");
        assertRefused(
                raw("{'family':'f'}"),
                List.of(ContainerChange.of(null).build()),
                "containerDefinitions: The task definition has no containers, so there is nothing to change.");
        assertRefused(
                two,
                List.of(
                        ContainerChange.of("web").cpu(-1).build(),
                        ContainerChange.of("envoy").memory(1).build()),
                "Container 'web', cpu: -1 is negative. Use CPU units (1024 units are 1 vCPU).\n"
                        + "Container 'envoy', memory: 1 MiB is too low. Use at least 4 (in MiB).");
    }

    private static void assertRefused(ObjectNode base, List<ContainerChange> changes, String message) {
        TaskDefinitionException e =
                assertThrows(TaskDefinitionException.class, () -> TaskDefinitionPatch.apply(base, changes));
        assertThat(e.getMessage(), equalTo(message));
    }

    @Test
    public void onlyTheNamedFieldsOfTheNamedContainersChange() {
        ObjectNode base = read("bridge.json");
        ObjectNode before = base.deepCopy();
        ObjectNode patched = TaskDefinitionPatch.apply(
                base,
                List.of(
                        ContainerChange.of("envoy").image("envoy:2").build(),
                        ContainerChange.of("web")
                                .image("nginx:1.28")
                                .memory(300)
                                .environment(Map.of("TZ", "CET"))
                                .build()));

        assertThat(
                TaskDefinitionCompare.differences(base, patched).stream()
                        .map(Difference::toString)
                        .toList(),
                contains(
                        "containerDefinitions[web].image: nginx:1.27 -> nginx:1.28",
                        "containerDefinitions[envoy].image: public.ecr.aws/appmesh/envoy:v1.29.6.0-prod -> envoy:2",
                        "containerDefinitions[web].memory: 256 -> 300",
                        "containerDefinitions[web].environment[TZ].value: UTC -> CET"));
        assertThat(base, equalTo(before));
        assertThat(
                patched.toString()
                        .replace("nginx:1.28", "nginx:1.27")
                        .replace("\"memory\":300", "\"memory\":256")
                        .replace("CET", "UTC")
                        .replace("envoy:2", "public.ecr.aws/appmesh/envoy:v1.29.6.0-prod"),
                equalTo(before.toString()));
    }

    @Test
    public void eachFieldIsPatchedAsItsTableSays() {
        Object[][] table = {
            {"", change(), ""},
            {"", change().cpu(5).memory(6).memoryReservation(4), "'cpu':5,'memory':6,'memoryReservation':4"},
            {"'command':['a']", change(), "'command':['a']"},
            {"'command':['a']", change().command(List.of("b", "c")), "'command':['b','c']"},
            {"'command':['a'],'user':'x'", change().command(List.of()), "'user':'x'"},
            {
                "'environment':[{'name':'A','value':'1','note':'kept'},{'name':'B','value':'2'}]",
                change().environment(Map.of("A", "9")),
                "'environment':[{'name':'A','value':'9','note':'kept'},{'name':'B','value':'2'}]"
            },
            {
                "'environment':[{'name':'A','value':'1'},{'name':'A','value':'2'}]",
                change().environment(Map.of("A", "9")),
                "'environment':[{'name':'A','value':'9'}]"
            },
            {
                "'environment':[{'name':'A','value':'1'},{'name':'B','value':'2'}]",
                change().environment(Map.of("A", "9")).exclusiveEnvironment(true),
                "'environment':[{'name':'A','value':'9'}]"
            },
            {
                "'secrets':[{'name':'A','valueFrom':'x'},{'name':'B','valueFrom':'y'}]",
                change().exclusiveSecrets(true),
                "'secrets':[]"
            },
            {
                "'secrets':[{'name':'A','valueFrom':'x'},{'name':'B','valueFrom':'y'}]",
                change().environment(Map.of("A", "1")),
                "'secrets':[{'name':'B','valueFrom':'y'}],'environment':[{'name':'A','value':'1'}]"
            },
            {
                "'environment':[{'name':'A','value':'1'}]",
                change().secrets(Map.of("A", ARN)),
                "'environment':[],'secrets':[{'name':'A','valueFrom':'" + ARN + "'}]"
            },
        };
        for (Object[] row : table) {
            ObjectNode patched = TaskDefinitionPatch.apply(
                    app((String) row[0]), List.of(((ContainerChange.Builder) row[1]).build()));
            assertThat(patched.toString(), equalTo(app((String) row[2]).toString()));
        }
    }

    private static ContainerChange.Builder change() {
        return ContainerChange.of(null);
    }
}
