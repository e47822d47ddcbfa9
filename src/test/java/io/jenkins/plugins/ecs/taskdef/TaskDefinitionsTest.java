package io.jenkins.plugins.ecs.taskdef;

import static io.jenkins.plugins.ecs.taskdef.Definitions.app;
import static io.jenkins.plugins.ecs.taskdef.Definitions.raw;
import static io.jenkins.plugins.ecs.taskdef.Definitions.read;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class TaskDefinitionsTest {
    @Test
    public void aDefinitionWithoutFamilyImageOrContainersCannotBeRegistered() {
        assertNotRegisterable(
                raw("{'containerDefinitions':[{'name':'app','image':'a:1'}]}"),
                "family: The task definition has no family. Add the field 'family', the name under which ECS numbers"
                        + " revisions.");
        assertNotRegisterable(
                raw("{'family':'f','containerDefinitions':[{'name':'app'}]}"),
                "containerDefinitions[0].image: The container 'app' has no image. Add it to the task definition, or set"
                        + " an image for it in the step.");
        assertNotRegisterable(raw("{'family':'f'}"), "The field 'containerDefinitions' is missing.");
        assertNotRegisterable(
                app("'user':'" + "x".repeat(65536) + "'"),
                "The task definition has 65614 bytes; ECS accepts at most 65536.");
    }

    private static void assertNotRegisterable(ObjectNode input, String message) {
        TaskDefinitionException e =
                assertThrows(TaskDefinitionException.class, () -> TaskDefinitions.requireRegisterable(input));
        assertThat(e.getMessage(), startsWith(message));
    }

    @Test
    public void aDescribedDefinitionCanBeRegisteredAgain() {
        ObjectNode input = TaskDefinitions.toRegisterInput(read("fargate.described.json"));

        TaskDefinitions.requireRegisterable(input);
        List<String> fields = new ArrayList<>();
        input.fieldNames().forEachRemaining(fields::add);
        assertThat(
                fields,
                contains(
                        "containerDefinitions",
                        "family",
                        "taskRoleArn",
                        "executionRoleArn",
                        "networkMode",
                        "volumes",
                        "runtimePlatform",
                        "requiresCompatibilities",
                        "cpu",
                        "memory",
                        "enableFaultInjection",
                        "tags"));
        assertThat(
                input.get("tags"),
                equalTo(raw("{'t':[{'key':'team','value':'shop'}]}").get("t")));
    }

    @Test
    public void nullsGoAndUnknownFieldsStay() {
        ObjectNode described = raw("{'taskDefinition':{'deleteRequestedAt':1,'pidMode':null,'newTop':{'x':null,'y':[]},"
                + "'containerDefinitions':[{'name':'app','user':null,'newField':1}]},'tags':null}");
        ObjectNode before = described.deepCopy();

        assertThat(
                TaskDefinitions.toRegisterInput(described),
                equalTo(raw("{'newTop':{'y':[]},'containerDefinitions':[{'name':'app','newField':1}]}")));
        assertThat(described, equalTo(before));
    }

    @Test
    public void namesOfFamilyAndContainersAreFound() {
        assertThat(TaskDefinitions.family(app("")), equalTo("f"));
        assertThat(TaskDefinitions.containerNames(raw("{}")), empty());
        assertThat(TaskDefinitions.containerNames(read("bridge.json")), contains("web", "envoy"));
    }
}
