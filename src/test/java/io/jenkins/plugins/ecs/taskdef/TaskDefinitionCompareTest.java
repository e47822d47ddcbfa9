package io.jenkins.plugins.ecs.taskdef;

import static io.jenkins.plugins.ecs.taskdef.Definitions.app;
import static io.jenkins.plugins.ecs.taskdef.Definitions.raw;
import static io.jenkins.plugins.ecs.taskdef.Definitions.read;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.Test;

public class TaskDefinitionCompareTest {
    /** Fields of the container (first two) that mean something else, however alike they look. */
    private static final String[][] DIFFERENT_CONTAINERS = {
        {"'cpu':0", "'cpu':1"},
        {"", "'essential':false"},
        {"'command':['a','b']", "'command':['b','a']"},
        {"'entryPoint':['a','b']", "'entryPoint':['b','a']"},
        {
            "'dependsOn':[{'containerName':'a'},{'containerName':'b'}]",
            "'dependsOn':[{'containerName':'b'},{'containerName':'a'}]"
        },
        {"'environmentFiles':[{'value':'a'},{'value':'b'}]", "'environmentFiles':[{'value':'b'},{'value':'a'}]"},
        {"'environment':[{'name':'A','value':''}]", ""},
        {"'environment':[{'name':'A'}]", ""},
        {"'environment':[{'name':'A','value':'1'}]", "'environment':[{'name':'a','value':'1'}]"},
        {"'environment':[{'name':'A','value':'1'}]", "'secrets':[{'name':'A','valueFrom':'1'}]"},
        {
            "'environment':[{'name':'A','value':'1'},{'name':'A','value':'2'}]",
            "'environment':[{'name':'A','value':'2'},{'name':'A','value':'1'}]"
        },
        {"'privileged':false", ""},
        {"'healthCheck':{'command':['CMD'],'startPeriod':0}", "'healthCheck':{'command':['CMD']}"},
        {"'portMappings':[{'containerPort':80,'protocol':'udp'}]", "'portMappings':[{'containerPort':80}]"},
        {"'portMappings':[{'containerPort':80,'hostPort':80}]", "'portMappings':[{'containerPort':80}]"},
        {"'mountPoints':[{'containerPath':'/a','readOnly':true}]", "'mountPoints':[{'containerPath':'/a'}]"},
        {"'dockerLabels':{'cpu':'0'}", ""},
        {"'newField':{}", ""},
        {"'newField':[]", ""},
        {"'newField':['a','b']", "'newField':['b','a']"},
        {"'newField':'1'", "'newField':1"},
        {"'image':'a:1'", "'image':'A:1'"},
    };

    private static final String[][] SAME_CONTAINERS = {
        {
            "",
            "'cpu':0,'essential':true,'environment':[],'secrets':[],'mountPoints':[],'volumesFrom':[],'portMappings':[],"
                    + "'systemControls':[],'dnsServers':[],'links':[],'dockerLabels':{},'command':[],'user':null"
        },
        {"", "'linuxParameters':{'capabilities':{'add':[],'drop':[]}}"},
        {"'cpu':10,'memory':20", "'memory':'20','cpu':10.0"},
        {
            "'environment':[{'name':'A','value':'1'},{'name':'B','value':'2'}]",
            "'environment':[{'value':'2','name':'B'},{'name':'A','value':1}]"
        },
        {
            "'secrets':[{'name':'A','valueFrom':'x'},{'name':'B','valueFrom':'y'}]",
            "'secrets':[{'name':'B','valueFrom':'y'},{'name':'A','valueFrom':'x'}]"
        },
        {
            "'portMappings':[{'containerPort':80},{'containerPort':53,'protocol':'udp'}]",
            "'portMappings':[{'containerPort':53,'hostPort':0,'protocol':'udp'},{'containerPort':80,'hostPort':0,'protocol':'tcp'}]"
        },
        {
            "'mountPoints':[{'containerPath':'/a'},{'containerPath':'/b'}]",
            "'mountPoints':[{'containerPath':'/b','readOnly':false},{'containerPath':'/a'}]"
        },
        {"'healthCheck':{'command':['CMD']}", "'healthCheck':{'command':['CMD'],'interval':30,'timeout':5,'retries':3}"
        },
        {"'newField':1.0", "'newField':1"},
        {"'newField':null", ""},
    };

    /** Fields of the top, besides one container with port 80. */
    private static final String[][] DIFFERENT_TOPS = {
        {"'cpu':'1 vCPU'", "'cpu':'1'"},
        {"'cpu':'512'", ""},
        {"'memory':'1GB'", "'memory':'1000'"},
        {"'networkMode':'awsvpc'", ""},
        {
            "'networkMode':'bridge','runtimePlatform':{'operatingSystemFamily':'WINDOWS_SERVER_2022_CORE'}",
            "'runtimePlatform':{'operatingSystemFamily':'WINDOWS_SERVER_2022_CORE'}"
        },
        {"'requiresCompatibilities':['FARGATE']", ""},
        {
            "'requiresCompatibilities':['FARGATE'],'runtimePlatform':{'cpuArchitecture':'X86_64'}",
            "'requiresCompatibilities':['FARGATE']"
        },
        {"'taskRoleArn':'r'", "'taskRoleArn':'arn:aws:iam::123456789012:role/r'"},
        {"'volumes':[{'name':'v','dockerVolumeConfiguration':{}}]", "'volumes':[{'name':'v'}]"},
        {"'volumes':[{'name':'v','host':{'sourcePath':'/x'}}]", "'volumes':[{'name':'v'}]"},
        {"'volumes':[{'name':'v'}]", ""},
        {"'family':'g'", ""},
    };

    private static final String[][] SAME_TOPS = {
        {
            "",
            "'volumes':[],'placementConstraints':[],'networkMode':'bridge','enableFaultInjection':false,'runtimePlatform':{}"
        },
        {"'cpu':'1 vCPU','memory':'2GB'", "'cpu':'1024','memory':'2048'"},
        {"'cpu':'.25 vcpu','memory':'0.5 GB'", "'cpu':256,'memory':512"},
        {"'cpu':'16 vCPU','memory':'120 GB'", "'cpu':'16384','memory':'122880'"},
        {"'requiresCompatibilities':['EC2','FARGATE']", "'requiresCompatibilities':['FARGATE','EC2']"},
        {
            "'placementConstraints':[{'type':'memberOf','expression':'a'},{'type':'memberOf','expression':'b'}]",
            "'placementConstraints':[{'type':'memberOf','expression':'b'},{'type':'memberOf','expression':'a'}]"
        },
        {"'volumes':[{'name':'v'},{'name':'w'}]", "'volumes':[{'name':'w','host':{}},{'name':'v'}]"},
        {
            "'volumes':[{'name':'v','efsVolumeConfiguration':{'fileSystemId':'fs'}}]",
            "'volumes':[{'name':'v','efsVolumeConfiguration':{'fileSystemId':'fs','rootDirectory':'/',"
                    + "'transitEncryption':'DISABLED','authorizationConfig':{'iam':'DISABLED'}}}]"
        },
        {
            "'tags':[{'key':'a','value':'b'}]",
            "'revision':3,'status':'ACTIVE','registeredAt':1.5,'compatibilities':['EC2']"
        },
    };

    @Test
    public void whatMeansSomethingElseDiffersBothWays() {
        for (String[] row : DIFFERENT_CONTAINERS) {
            assertDifferent(app(row[0]), app(row[1]));
        }
        for (String[] row : DIFFERENT_TOPS) {
            assertDifferent(top(row[0]), top(row[1]));
        }
    }

    @Test
    public void whatMeansTheSameIsTheSameBothWays() {
        for (String[] row : SAME_CONTAINERS) {
            assertSame(app(row[0]), app(row[1]));
        }
        for (String[] row : SAME_TOPS) {
            assertSame(top(row[0]), top(row[1]));
        }
    }

    @Test
    public void theHostPortFollowsTheNetworkMode() {
        Object[][] table = {
            {"awsvpc", 80, true},
            {"awsvpc", 0, false},
            {"awsvpc", 8080, false},
            {"host", 80, true},
            {"host", 0, false},
            {"bridge", 0, true},
            {"bridge", 80, false},
        };
        for (Object[] row : table) {
            String mode = "'family':'f','networkMode':'" + row[0] + "','containerDefinitions':[{'name':'a',"
                    + "'portMappings':[{'containerPort':80";
            ObjectNode without = raw("{" + mode + "}]}]}");
            ObjectNode with = raw("{" + mode + ",'hostPort':" + row[1] + "}]}]}");
            assertThat(row[0] + " " + row[1], TaskDefinitionCompare.same(without, with), equalTo(row[2]));
        }
    }

    @Test
    public void aTextIsTheSameAsWhatEcsDescribesOfIt() {
        ObjectNode described = read("fargate.described.json");

        assertSame(described, read("fargate.yaml"));
        assertSame(described, raw(Definitions.text("fargate.described.json")));
        assertSame(described, TaskDefinitions.toRegisterInput(described));
    }

    @Test
    public void theOrderOfContainersMeansNothing() {
        ObjectNode definition = read("bridge.json");
        ObjectNode turned = definition.deepCopy();
        turned.withArray("containerDefinitions")
                .add(turned.withArray("containerDefinitions").remove(0));

        assertSame(definition, turned);
        assertThat(turned, not(equalTo(definition)));
    }

    @Test
    public void comparingChangesNeither() {
        ObjectNode definition = read("fargate.described.json");
        ObjectNode before = definition.deepCopy();
        TaskDefinitionCompare.differences(definition, app(""));

        assertThat(definition, equalTo(before));
    }

    private static ObjectNode top(String fields) {
        return raw("{" + (fields.contains("family") ? "" : "'family':'f',") + "'containerDefinitions':[{'name':'app',"
                + "'portMappings':[{'containerPort':80}]}]" + (fields.isEmpty() ? "" : "," + fields) + "}");
    }

    private static void assertSame(ObjectNode a, ObjectNode b) {
        assertThat(TaskDefinitionCompare.differences(a, b), empty());
        assertThat(TaskDefinitionCompare.differences(b, a), empty());
        assertThat(
                List.of(TaskDefinitionCompare.same(a, b), TaskDefinitionCompare.same(b, a)),
                equalTo(List.of(true, true)));
    }

    private static void assertDifferent(ObjectNode a, ObjectNode b) {
        assertThat(a + " and " + b, TaskDefinitionCompare.differences(a, b), not(empty()));
        assertThat(a + " and " + b, TaskDefinitionCompare.differences(b, a), not(empty()));
        assertThat(
                List.of(TaskDefinitionCompare.same(a, b), TaskDefinitionCompare.same(b, a)),
                equalTo(List.of(false, false)));
    }
}
