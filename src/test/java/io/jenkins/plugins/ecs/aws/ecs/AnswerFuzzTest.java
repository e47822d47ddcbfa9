package io.jenkins.plugins.ecs.aws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ErrorClassifier;
import io.jenkins.plugins.ecs.fuzz.Fuzz;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

/** Answers that no AWS gives, but an emulator or a proxy may: 18,000 of them. */
public class AnswerFuzzTest {

    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String ANSWER = "{'services':[{'serviceArn':'" + ARN + "service/prod/api','serviceName':'api',"
            + "'clusterArn':'" + ARN
            + "cluster/prod','status':'ACTIVE','desiredCount':2,'runningCount':2,'taskDefinition':'"
            + ARN + "task-definition/api:1','deploymentConfiguration':{'strategy':'ROLLING','deploymentCircuitBreaker':"
            + "{'enable':true,'rollback':true},'alarms':{'enable':true,'alarmNames':['a']},'bakeTimeInMinutes':5},"
            + "'deployments':[{'id':'ecs-svc/1','status':'PRIMARY','taskDefinition':'x','createdAt':1.7E9,'rolloutState':"
            + "'COMPLETED','desiredCount':2}],'events':[{'id':'e','createdAt':'2026-01-01T00:00:00Z','message':'m'}],"
            + "'loadBalancers':[{'targetGroupArn':'t','containerName':'app','containerPort':80}]}],'failures':[{'arn':'a',"
            + "'reason':'MISSING'}],'taskDefinition':{'taskDefinitionArn':'" + ARN
            + "task-definition/api:1','family':'api',"
            + "'containerDefinitions':[{'name':'app','image':'a:1'}]},'tags':[{'key':'k','value':'v'}],"
            + "'serviceDeployments':[{'serviceDeploymentArn':'d','status':'IN_PROGRESS','createdAt':1.7E9,"
            + "'targetServiceRevision':{'arn':'r','requestedTaskCount':2},'sourceServiceRevisions':[{'arn':'q'}],"
            + "'lifecycleStage':'BAKE_TIME','rollback':{'reason':'x'},'deploymentCircuitBreaker':{'failureCount':1}}],"
            + "'serviceRevisions':[{'serviceRevisionArn':'r','taskDefinition':'t','containerImages':[{'containerName':'a',"
            + "'imageDigest':'sha256:0','image':'i'}]}],'taskArns':['" + ARN + "task/prod/1'],'tasks':[{'taskArn':'"
            + ARN
            + "task/prod/1','lastStatus':'RUNNING','startedAt':1.7E9,'containers':[{'name':'app','exitCode':1,"
            + "'imageDigest':'sha256:0'}],'stoppedReason':'x'}],'taskDefinitionArns':['x'],'clusterArns':['x'],"
            + "'serviceArns':['x'],'nextToken':null}";

    @Test
    public void answersInJson() throws Exception {
        JsonNode good = MAPPER.readTree(ANSWER.replace('\'', '"'));
        new Fuzz("answer of ECS", List.of("x"), List.of("x"), Set.of(AwsFailure.class)).run(12_000, (text, random) -> {
            ObjectNode answer = good.deepCopy();
            for (int i = random.nextInt(5); i >= 0; i--) {
                change(answer, random);
            }
            ask(new EcsJsonApi((operation, input) -> answer.deepCopy()), random);
        });
    }

    private static void ask(EcsJsonApi ecs, Random random) {
        switch (random.nextInt(10)) {
            case 0 -> ecs.service("prod", "api");
            case 1 -> ecs.serviceTree("prod", "api");
            case 2 -> ecs.taskDefinition("api:1");
            case 3 -> ecs.newestRevisions("api", 3);
            case 4 -> ecs.serviceDeployments("prod", "api", 0);
            case 5 -> ecs.serviceDeployment("d");
            case 6 -> ecs.serviceRevisions(List.of("r"));
            case 7 -> ecs.tasks("prod", "api", "RUNNING", 10);
            case 8 -> ecs.register(JsonNodeFactory.instance.objectNode());
            default -> ecs.tasks("prod", List.of(ARN + "task/prod/1"));
        }
    }

    /** Another value at some place, of any kind, or none. */
    private static void change(ObjectNode root, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode at = Fuzz.pick(containers, random);
        JsonNode value = value(random, root);
        if (at instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = Fuzz.pick(names, random);
            if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        } else if (at instanceof ArrayNode array) {
            if (array.isEmpty() || random.nextBoolean()) {
                array.add(value);
            } else {
                array.set(random.nextInt(array.size()), value);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static JsonNode value(Random random, ObjectNode root) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0 -> make.nullNode();
            case 1 -> make.numberNode(random.nextLong());
            case 2 -> make.numberNode(random.nextInt(3) - 1.5e300);
            case 3 -> make.textNode("");
            case 4 -> make.textNode("\u0000<html>\uD800" + "x".repeat(random.nextInt(2_000)));
            case 5 -> make.arrayNode();
            case 6 -> make.objectNode();
            case 7 -> make.booleanNode(true);
            default -> make.arrayNode().add(make.nullNode());
        };
    }

    @Test
    public void wordsOfErrors() {
        String denied =
                "User: arn:aws:iam::123456789012:user/a is not authorized to perform: ecs:UpdateService on resource:"
                        + " " + ARN
                        + "service/prod/api because no identity-based policy allows the ecs:UpdateService action";
        new Fuzz(
                        "words of an error",
                        List.of(denied, "Rate exceeded", "Too many concurrent attempts"),
                        List.of(" ", ":", "arn:aws:", "perform", "on resource", "because", "(", "\n", "x"),
                        Set.of())
                .run(6_000, (text, random) -> {
                    AwsFailure failure = new AwsFailure(AwsFailure.Kind.DENIED, "UpdateService", "Denied", text, null);
                    failure.denial();
                    failure.missingPermission();
                    ErrorClassifier.of(400, text, text);
                });
    }
}
