package io.jenkins.plugins.ecs.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;

/** What the sandbox really runs, past everything that may be wrong with its answers. */
final class SandboxTruth {

    private SandboxTruth() {}

    /**
     * What a service of the cluster {@code prod} has that is not what was asked for; empty where all is as it must be.
     *
     * @param image of the revision that it must be set to, and that all its tasks must run
     * @param digests whether they must run the digests that ECS pinned
     */
    static String wrong(EcsSandbox sandbox, String service, String image, boolean digests) {
        JsonNode live = call(sandbox, "DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"" + service + "\"]}")
                .at("/services/0");
        if (!live.path("status").asText().equals("ACTIVE")) {
            return "the service is gone";
        }
        String definition = live.path("taskDefinition").asText();
        String runs = call(sandbox, "DescribeTaskDefinition", "{\"taskDefinition\":\"" + definition + "\"}")
                .at("/taskDefinition/containerDefinitions/0/image")
                .asText();
        if (!runs.equals(image)) {
            return "the service is set to " + runs;
        }
        String pinned = call(
                        sandbox,
                        "DescribeServiceRevisions",
                        "{\"serviceRevisionArns\":[\""
                                + live.at("/currentServiceRevisions/0/arn").asText() + "\"]}")
                .at("/serviceRevisions/0/containerImages/0/imageDigest")
                .asText();
        JsonNode arns = call(sandbox, "ListTasks", "{\"cluster\":\"prod\",\"serviceName\":\"" + service + "\"}")
                .path("taskArns");
        int good = 0;
        if (arns.size() > 0) {
            for (JsonNode task : call(sandbox, "DescribeTasks", "{\"cluster\":\"prod\",\"tasks\":" + arns + "}")
                    .path("tasks")) {
                boolean running = task.path("lastStatus").asText().equals("RUNNING");
                if (running && !task.path("taskDefinitionArn").asText().equals(definition)) {
                    return "a task of " + task.path("taskDefinitionArn").asText() + " runs";
                }
                String digest = task.at("/containers/0/imageDigest").asText();
                // A deployment that has just begun has pinned nothing yet.
                if (running && digests && !pinned.isEmpty() && !digest.equals(pinned)) {
                    return "a task runs " + digest + " and not " + pinned;
                }
                good += running ? 1 : 0;
            }
        }
        int wanted = live.path("desiredCount").asInt();
        return good < wanted ? good + " of " + wanted + " tasks run" : "";
    }

    private static JsonNode call(EcsSandbox sandbox, String operation, String json) {
        return sandbox.region().call(operation, json);
    }
}
