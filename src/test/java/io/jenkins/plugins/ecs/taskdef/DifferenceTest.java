package io.jenkins.plugins.ecs.taskdef;

import static io.jenkins.plugins.ecs.taskdef.Definitions.app;
import static io.jenkins.plugins.ecs.taskdef.Definitions.raw;
import static io.jenkins.plugins.ecs.taskdef.Definitions.read;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.Test;

public class DifferenceTest {
    /** Fields of the container before and after, and the one difference as text. */
    private static final String[][] TABLE = {
        {"'cpu':5", "'cpu':6", "containerDefinitions[app].cpu: 5 -> 6"},
        {"", "'user':'root'", "containerDefinitions[app].user: added root"},
        {"'user':'root'", "", "containerDefinitions[app].user: removed root"},
        {"'command':['a']", "'command':['a','b']", "containerDefinitions[app].command: [\"a\"] -> [\"a\",\"b\"]"},
        {
            "'environment':[{'name':'LEVEL','value':'info'}]",
            "'environment':[{'name':'LEVEL','value':'debug'}]",
            "containerDefinitions[app].environment[LEVEL].value: info -> debug"
        },
        {
            "'portMappings':[{'containerPort':80}]",
            "'portMappings':[{'containerPort':80,'hostPort':81}]",
            "containerDefinitions[app].portMappings[80/tcp].hostPort: added 81"
        },
        {
            "'dependsOn':[{'containerName':'a','condition':'START'}]",
            "'dependsOn':[{'containerName':'a','condition':'HEALTHY'}]",
            "containerDefinitions[app].dependsOn[0].condition: START -> HEALTHY"
        },
        {
            "'secrets':[{'name':'DB','valueFrom':'arn:aws:secretsmanager:r:1:secret:a'}]",
            "'secrets':[{'name':'DB','valueFrom':'arn:aws:secretsmanager:r:1:secret:b'}]",
            "containerDefinitions[app].secrets[DB].valueFrom: arn:aws:secretsmanager:r:1:secret:a ->"
                    + " arn:aws:secretsmanager:r:1:secret:b"
        },
    };

    /** The same with a secret in it, which is always called hunter. */
    private static final String[][] MASKED = {
        {
            "'environment':[{'name':'DB_PASSWORD','value':'hunter1'}]",
            "'environment':[{'name':'DB_PASSWORD','value':'hunter2'}]",
            "containerDefinitions[app].environment[DB_PASSWORD].value: *** -> ***"
        },
        {
            "'environment':[{'name':'DB_PASSWORD','value':'hunter1'},{'name':'A','value':'x'}]",
            "",
            "containerDefinitions[app].environment: removed {\"DB_PASSWORD\":{\"value\":\"***\"},\"A\":{\"value\":\"x\"}}"
        },
        {
            "'environment':[{'name':'A','value':'x'},{'name':'API_KEY','value':'hunter1'},{'name':'A','value':'y'}]",
            "",
            "containerDefinitions[app].environment: removed [{\"name\":\"A\",\"value\":\"x\"},"
                    + "{\"name\":\"API_KEY\",\"value\":\"***\"},{\"name\":\"A\",\"value\":\"y\"}]"
        },
        {
            "",
            "'environment':[{'name':'URL','value':'postgres://app:hunter2@db/x?password=hunter3'}]",
            "containerDefinitions[app].environment: added {\"URL\":{\"value\":\"postgres://app:***@db/x?password=***\"}}"
        },
        {
            "'command':['run']",
            "'command':['run','--password','hunter2','--db-token=hunter3','-v']",
            "containerDefinitions[app].command: [\"run\"] ->"
                    + " [\"run\",\"--password\",\"***\",\"--db-token=***\",\"-v\"]"
        },
        {
            "",
            "'healthCheck':{'command':['CMD-SHELL','curl -H \\\"Authorization: Bearer hunter2\\\" x']}",
            "containerDefinitions[app].healthCheck: added"
                    + " {\"command\":[\"CMD-SHELL\",\"curl -H \\\"Authorization: Bearer *** x\"]}"
        },
        {
            "'logConfiguration':{'options':{'splunk-token':'hunter1','splunk-url':'u'}}",
            "'logConfiguration':{'options':{'splunk-token':'hunter2','splunk-url':'u'}}",
            "containerDefinitions[app].logConfiguration.options[splunk-token]: *** -> ***"
        },
        {"'newField':{'accessKey':'hunter1'}", "", "containerDefinitions[app].newField: removed {\"accessKey\":\"***\"}"
        },
    };

    @Test
    public void secretsAreMaskedWhereverTheyMayBe() {
        for (String[] row : MASKED) {
            String text = only(row).toString();
            assertThat(text, equalTo(row[2]));
            assertThat(text, not(containsString("hunter")));
        }
    }

    @Test
    public void aWholeNewContainerIsMaskedToo() {
        ObjectNode before = raw("{'containerDefinitions':[]}");
        Difference added = TaskDefinitionCompare.differences(
                        before,
                        raw("{'containerDefinitions':[{'name':'x','environment':[{'name':'PWD1','value':'hunter'}]}]}"))
                .get(0);

        assertThat(
                added.toString(), equalTo("containerDefinitions[x].environment: added {\"PWD1\":{\"value\":\"***\"}}"));
    }

    @Test
    public void aSecretVariableThatGivesWayToAnotherStaysMasked() {
        String list = "'environment':[{'name':'A','value':'x'},{'name':'%s','value':'%s'},{'name':'A','value':'y'}]";
        ObjectNode secret = app(String.format(list, "DB_PASSWORD", "hunter1"));
        ObjectNode plain = app(String.format(list, "B", "z"));
        String name = "containerDefinitions[app].environment[1].name: ";
        String value = "containerDefinitions[app].environment[1].value: *** -> ***";

        assertThat(texts(secret, plain), equalTo(List.of(name + "DB_PASSWORD -> B", value)));
        assertThat(texts(plain, secret), equalTo(List.of(name + "B -> DB_PASSWORD", value)));
    }

    private static List<String> texts(ObjectNode before, ObjectNode after) {
        return TaskDefinitionCompare.differences(before, after).stream()
                .map(Difference::toString)
                .toList();
    }

    @Test
    public void everyDifferenceHasItsPathAndBothValues() {
        for (String[] row : TABLE) {
            assertThat(only(row).toString(), equalTo(row[2]));
        }
        Difference added = only(new String[] {"", "'user':'root'"});
        assertThat(added.path(), equalTo("containerDefinitions[app].user"));
        assertThat(added.before(), nullValue());
        assertThat(added.after(), equalTo("root"));
    }

    private static Difference only(String[] row) {
        List<Difference> differences = TaskDefinitionCompare.differences(app(row[0]), app(row[1]));
        assertThat(differences.toString(), differences.size(), equalTo(1));
        return differences.get(0);
    }

    @Test
    public void whatMattersForSecurityComesFirst() {
        ObjectNode live = read("cases/t14-many-changes-at-once/live.json");
        ObjectNode next = read("cases/t14-many-changes-at-once/taskdef.json");

        List<String> texts = texts(live, next);

        assertThat(texts.get(0), equalTo("taskRoleArn: added arn:aws:iam::123456789012:role/other"));
        assertThat(
                texts.subList(1, 3),
                hasItems(
                        "containerDefinitions[app].user: added root",
                        "containerDefinitions[app].privileged: added false"));
        assertThat(texts.get(3), equalTo("containerDefinitions[app].image: demo/shop:2.0.0 -> demo/shop:2.0.1"));
        assertThat(texts.size(), equalTo(64));
    }
}
