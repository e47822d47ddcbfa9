package io.jenkins.plugins.ecs.rollout.request;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.Test;

/** The AppSpec: what is given, what comes from the service, and what can't be right. */
public class AppSpecTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REVISION = "arn:aws:ecs:eu-central-1:123456789012:task-definition/web:7";
    private static final String SERVICE = "{'platformVersion':'LATEST','loadBalancers':[{'containerName':'app',"
            + "'containerPort':8080}],'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-1'],"
            + "'securityGroups':['sg-1'],'assignPublicIp':'DISABLED'}}}";

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String spec(String given, String hooks, String service) {
        return AppSpec.of(given, hooks, json(service), REVISION).toString().replace('"', '\'');
    }

    private static void wrong(String text, String words) {
        Optional<String> problem = AppSpec.problem(text);
        assertThat(problem.toString(), problem.orElse(""), containsString("appSpec: "));
        assertThat(problem.orElse(""), containsString(words));
    }

    @Test
    public void whatIsNotASpecIsRefused() {
        wrong("appspec.yaml", "pass its content");
        wrong("{'a':1}".replace('\'', '"'), "neither 'Resources' nor 'Hooks'");
        wrong("{\"Resources\":", "AppSpec");
        wrong("Resources: {}", "'Resources' must be a list with one resource");
        wrong("Resources: [{A: {Type: 'AWS::Lambda::Function'}}]", "AWS::ECS::Service");
        wrong("Hooks: [{BeforeEverything: check}]", "there is no hook 'BeforeEverything'");
        wrong("Hooks: [{BeforeInstall: ''}]", "has no Lambda function");
        wrong("Hooks: {BeforeInstall: check}", "'Hooks' must be a list");
        assertThat(AppSpec.problem("Hooks: []"), is(Optional.empty()));
    }

    @Test
    public void aSecondSpellingOfAKeyCantBringARevisionThatNoRuleSaw() {
        String service = "Resources: [{T: {Type: 'AWS::ECS::Service', %s}}]";
        wrong(
                String.format(service, "Properties: {TaskDefinition: 'api:1', taskDefinition: 'evil:1'}"),
                "'TaskDefinition' and 'taskDefinition' in 'Properties' are two spellings of one key");
        wrong(
                String.format(service, "Properties: {}, properties: {TaskDefinition: 'evil:1'}"),
                "'Properties' and 'properties' in 'T' are two spellings");
        wrong(String.format(service, "properties: {TaskDefinition: 'evil:1'}"), "'properties' is written 'Properties'");
        wrong(String.format(service, "Properties: {taskdefinition: 'evil:1'}"), "is written 'TaskDefinition'");
        wrong(
                String.format(service, "Properties: {LoadBalancerInfo: {ContainerName: a, containerName: b}}"),
                "'ContainerName' and 'containerName' in 'LoadBalancerInfo'");
        wrong("Hooks: []\nhooks: [{BeforeInstall: f}]", "'Hooks' and 'hooks' in the AppSpec are two spellings");
        wrong("Resources: []\nresources: [{T: {Type: 'AWS::ECS::Service'}}]", "two spellings of one key");
        wrong("Hooks: [{BeforeInstall: f, beforeinstall: g}]", "two spellings of one key");
    }

    @Test
    public void itIsBuiltFromTheService() {
        assertThat(
                spec(null, "", SERVICE),
                is("{'version':0.0,'Resources':[{'TargetService':{'Type':'AWS::ECS::Service','Properties':{"
                        + "'TaskDefinition':'" + REVISION + "','LoadBalancerInfo':{'ContainerName':'app',"
                        + "'ContainerPort':8080},'PlatformVersion':'LATEST','NetworkConfiguration':{"
                        + "'AwsvpcConfiguration':{'Subnets':['subnet-1'],'SecurityGroups':['sg-1'],"
                        + "'AssignPublicIp':'DISABLED'}}}}}]}"));
    }

    @Test
    public void thePrimaryTaskSetKnowsBetterThanTheService() {
        String spec = spec(
                null,
                "",
                "{'platformVersion':'1.3.0','loadBalancers':[{'containerName':'old','containerPort':1}],'taskSets':["
                        + "{'status':'ACTIVE','platformVersion':'1.2.0'},{'status':'PRIMARY','platformVersion':'1.4.0',"
                        + "'loadBalancers':[{'containerName':'app','containerPort':8080}],'capacityProviderStrategy':["
                        + "{'capacityProvider':'FARGATE_SPOT','weight':2,'base':1}]}]}");
        assertThat(spec, containsString("'PlatformVersion':'1.4.0'"));
        assertThat(spec, containsString("{'ContainerName':'app','ContainerPort':8080}"));
        assertThat(spec, containsString("[{'CapacityProvider':'FARGATE_SPOT','Base':1,'Weight':2}]"));
    }

    @Test
    public void whatIsGivenStaysAndOnlyTheRevisionIsOurs() {
        String spec = spec(
                "resources: [{Web: {Type: 'AWS::ECS::Service', Properties: {TaskDefinition: '<TASK_DEFINITION>',"
                        + " LoadBalancerInfo: {ContainerPort: 9090}, PlatformVersion: 1.4.0, Newer: {a: b}}}}]",
                "",
                SERVICE);
        assertThat(spec, containsString("{'Web':{"));
        assertThat(spec, containsString("'TaskDefinition':'" + REVISION + "'"));
        assertThat(spec, containsString("'LoadBalancerInfo':{'ContainerPort':9090,'ContainerName':'app'}"));
        assertThat(spec, containsString("'Newer':{'a':'b'}"));
    }

    @Test
    public void hooksAreTakenOverUnlessTheyAreGiven() {
        String last = AppSpec.hooksOf("{\"Resources\":[],\"Hooks\":[{\"AfterInstall\":\"smoke\"}]}");
        assertThat(spec(null, last, SERVICE), containsString("'Hooks':[{'AfterInstall':'smoke'}]"));
        assertThat(
                spec("Hooks: [{BeforeInstall: own}]", last, SERVICE),
                containsString("'Hooks':[{'BeforeInstall':'own'}]"));
        assertThat(spec("Hooks: []", last, SERVICE).contains("Hooks"), is(false));
        assertThat(AppSpec.hasHooks("Hooks: []"), is(true));
        assertThat(AppSpec.hooksOf("no spec at all"), is(""));
        assertThat(AppSpec.hooksOf("Hooks: [{Unknown: x}]"), is(""));
    }

    @Test
    public void theContainerThatTakesTheTrafficMustBeThere() {
        ObjectNode spec = AppSpec.of(null, "", json(SERVICE), REVISION);
        JsonNode right = json("{'containerDefinitions':[{'name':'app','portMappings':[{'containerPort':8080}]}]}");
        JsonNode otherPort = json("{'containerDefinitions':[{'name':'app','portMappings':[{'containerPort':80}]}]}");
        JsonNode otherName = json("{'containerDefinitions':[{'name':'web'}]}");
        assertThat(AppSpec.misfit(spec, right), is(Optional.empty()));
        assertThat(AppSpec.misfit(spec, otherPort).orElse(""), containsString("no port mapping for the port 8080"));
        assertThat(AppSpec.misfit(spec, otherName).orElse(""), containsString("the container 'app'"));
        assertThat(
                AppSpec.misfit(AppSpec.of(null, "", json("{}"), REVISION), right)
                        .orElse(""),
                containsString("the service shows no load balancer"));
    }

    @Test
    public void theRevisionHasTheDigestOfItsContent() {
        JsonNode revision = AppSpec.revision(json("{}"));
        assertThat(
                revision.toString(),
                is("{\"revisionType\":\"AppSpecContent\",\"appSpecContent\":{\"content\":\"{}\",\"sha256\":"
                        + "\"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"}}"));
    }
}
