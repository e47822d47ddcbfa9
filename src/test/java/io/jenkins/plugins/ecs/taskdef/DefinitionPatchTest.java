package io.jenkins.plugins.ecs.taskdef;

import static io.jenkins.plugins.ecs.taskdef.Definitions.app;
import static io.jenkins.plugins.ecs.taskdef.Definitions.raw;
import static io.jenkins.plugins.ecs.taskdef.Definitions.read;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.Test;

/** What a patch makes of a task definition, and which patches are refused. */
public class DefinitionPatchTest {

    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf";

    private static final ObjectNode WEB = raw("{'family':'f','cpu':'256','containerDefinitions':["
            + "{'name':'app','image':'shop/app:1','memory':512,"
            + "'environment':[{'name':'A','value':'1'},{'name':'B','value':'2'}],"
            + "'secrets':[{'name':'S','valueFrom':'" + ARN + "'}],"
            + "'portMappings':[{'containerPort':8080,'name':'http'},{'containerPort':9090,'protocol':'udp'}],"
            + "'command':['serve','--fast'],'dockerLabels':{'team':'shop','tier':'web'}},"
            + "{'name':'proxy','image':'shop/proxy:3'}],"
            + "'volumes':[{'name':'data','host':{'sourcePath':'/data'}}]}");

    @Test
    public void whatCannotBePatchedIsNamedWithItsPlace() {
        String[][] table = {
            {"[1]", "Patch, line 1, column 1: A patch is a map with members of a task definition."},
            {"{'cpu': ", "Patch, line 1"},
            {"ContainerDefinitions: {}", "Patch, line 1, column 23 (ContainerDefinitions): The field is called"},
            {
                "containerDefinitions:\n- image: 'a:1'",
                "Patch, line 2, column 3 (containerDefinitions[0]): This entry has no" + " 'name'."
            },
            {
                "containerDefinitions:\n  app: 'a:1'",
                "Patch, line 2, column 8 (containerDefinitions.app): This must be a map"
                        + " of the members to change, or null to remove the entry."
            },
            {"containerDefinitions: {app: {memory: much}}", "patch: containerDefinitions[0].memory: "},
            {
                "containerDefinitions: {app: {environment: [{name: A, valueFrom: x}]}}",
                "'valueFrom' is a member of 'secrets'"
            },
            {"containerDefinitions: {app: {environment: {A: '1'}, secrets: {A: '/a'}}}", "'A' is set twice"},
        };
        for (String[] row : table) {
            TaskDefinitionException refused = assertThrows(
                    row[0], TaskDefinitionException.class, () -> DefinitionPatch.check(row[0], tree -> {}));
            assertThat(row[0], refused.getMessage(), containsString(row[1]));
        }
    }

    @Test
    public void namesFindEntriesAndNullRemovesThem() {
        ObjectNode patched = patch("""
                cpu: 512
                containerDefinitions:
                  app:
                    memory: null
                    environment: {A: null, B: 3.10, C: yes}
                    secrets: {T: /prod/t}
                    portMappings: {http: {containerPort: 8081}, 9090/udp: null, '7070': {appProtocol: grpc}}
                    command: [serve]
                    dockerLabels: {tier: null, zone: a}
                  proxy: null
                volumes:
                  data: null
                  scratch: {}
                """);

        assertThat(
                patched.toString(),
                is(raw("{'family':'f','cpu':'512','containerDefinitions':["
                                + "{'name':'app','image':'shop/app:1',"
                                + "'environment':[{'name':'B','value':'3.10'},{'name':'C','value':'yes'}],"
                                + "'secrets':[{'name':'S','valueFrom':'" + ARN
                                + "'},{'name':'T','valueFrom':'/prod/t'}],"
                                + "'portMappings':[{'containerPort':8081,'name':'http'},"
                                + "{'containerPort':7070,'appProtocol':'grpc'}],"
                                + "'command':['serve'],'dockerLabels':{'team':'shop','zone':'a'}}],"
                                + "'volumes':[{'name':'scratch'}]}")
                        .toString()));
    }

    @Test
    public void theListsOfTheApiMeanTheSameAsMaps() {
        assertThat(
                patch("{'containerDefinitions':[{'name':'app','environment':[{'name':'A','value':null},"
                        + "{'name':'C','value':'x'}],'portMappings':[{'containerPort':9090,'protocol':'udp',"
                        + "'hostPort':1}]}]}"),
                is(patch("containerDefinitions: {app: {environment: {A: null, C: x},"
                        + " portMappings: {9090/udp: {hostPort: 1}}}}")));
    }

    @Test
    public void aStarRemovesWhatThePatchDoesNotHave() {
        ObjectNode patched = patch("containerDefinitions: {app: {environment: {'*': null, B: '9', N: n},"
                + " secrets: {'*': null}, portMappings: {'*': null, http: {}}}}");

        assertThat(
                patched.path("containerDefinitions").path(0),
                is(raw("{'name':'app','image':'shop/app:1','memory':512,"
                        + "'environment':[{'name':'B','value':'9'},{'name':'N','value':'n'}],"
                        + "'portMappings':[{'containerPort':8080,'name':'http'}],"
                        + "'command':['serve','--fast'],'dockerLabels':{'team':'shop','tier':'web'}}")));
    }

    @Test
    public void aVariableThatBecomesASecretIsNoVariableAnyMore() {
        ObjectNode patched = patch("containerDefinitions: {app: {secrets: {A: /prod/a}, environment: {S: plain}}}");

        assertThat(
                patched.path("containerDefinitions").path(0).path("environment").toString(),
                equalTo("[{\"name\":\"B\",\"value\":\"2\"},{\"name\":\"S\",\"value\":\"plain\"}]"));
        assertThat(
                patched.path("containerDefinitions").path(0).path("secrets").toString(),
                equalTo("[{\"name\":\"A\",\"valueFrom\":\"/prod/a\"}]"));
    }

    @Test
    public void whatThePatchDoesNotNameStays() {
        ObjectNode bridge = read("bridge.json");
        ObjectNode base = TaskDefinitions.toRegisterInput(bridge);

        assertThat(DefinitionPatch.apply(base, "{}", tree -> {}), is(base));
        assertThat(DefinitionPatch.apply(bridge, "containerDefinitions: {none: null}", tree -> {}), is(base));
        assertThat(
                "what the model does not know is replaced",
                DefinitionPatch.apply(
                        app("'nextYear':{'a':1}"), "containerDefinitions: {app: {nextYear: {b: x}}}", tree -> {}),
                is(app("'nextYear':{'b':'x'}")));
    }

    @Test
    public void membersThatEcsIgnoresAreNamed() {
        assertThat(DefinitionPatch.unknownFields("cpu: 1\n_note: x", null, tree -> {}), is(empty()));
        assertThat(
                DefinitionPatch.unknownFields(
                        "containerDefinitions: {app: {enviroment: {A: '1'}, environment: {A: null}}}",
                        null,
                        tree -> {}),
                contains(
                        containsString(
                                "patch: containerDefinitions[0].enviroment: ECS does not know 'enviroment' here and ignores it.")));
    }

    private static ObjectNode patch(String text) {
        return DefinitionPatch.apply(WEB, text.replace('\'', text.startsWith("{") ? '"' : '\''), tree -> {});
    }
}
