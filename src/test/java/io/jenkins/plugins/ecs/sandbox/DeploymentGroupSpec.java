package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A deployment group of CodeDeploy to set up: all at once, no wait, the original tasks go five minutes later. */
public final class DeploymentGroupSpec {

    private final ObjectNode group = Json.object();

    DeploymentGroupSpec() {
        group.put("deploymentConfigName", Shift.ALL_AT_ONCE)
                .put("serviceRoleArn", "arn:aws:iam::123456789012:role/ecsCodeDeploy");
        ready("CONTINUE_DEPLOYMENT", 0).termination(5);
    }

    /** The service that the group deploys; short names. */
    public DeploymentGroupSpec service(String cluster, String service) {
        group.putArray("ecsServices").addObject().put("serviceName", service).put("clusterName", cluster);
        return this;
    }

    /** The two target groups, by name, and the listeners of production and of test traffic; null for no test listener. */
    public DeploymentGroupSpec loadBalancer(String blue, String green, String production, String test) {
        ObjectNode pair = group.putObject("loadBalancerInfo")
                .putArray("targetGroupPairInfoList")
                .addObject();
        ArrayNode groups = pair.putArray("targetGroups");
        groups.addObject().put("name", blue);
        groups.addObject().put("name", green);
        pair.putObject("prodTrafficRoute").putArray("listenerArns").add(production);
        if (test != null) {
            pair.putObject("testTrafficRoute").putArray("listenerArns").add(test);
        }
        return this;
    }

    /** The deployment configuration: {@code CodeDeployDefault.ECSAllAtOnce} by default. */
    public DeploymentGroupSpec config(String name) {
        group.put("deploymentConfigName", name);
        return this;
    }

    /**
     * Before production traffic is rerouted.
     *
     * @param action {@code STOP_DEPLOYMENT} or {@code CONTINUE_DEPLOYMENT}
     */
    public DeploymentGroupSpec ready(String action, int minutes) {
        group.withObjectProperty("blueGreenDeploymentConfiguration")
                .putObject("deploymentReadyOption")
                .put("actionOnTimeout", action)
                .put("waitTimeInMinutes", minutes);
        return this;
    }

    /** How long the original task set stays after the traffic has moved. */
    public DeploymentGroupSpec termination(int minutes) {
        group.withObjectProperty("blueGreenDeploymentConfiguration")
                .putObject("terminateBlueInstancesOnDeploymentSuccess")
                .put("action", "TERMINATE")
                .put("terminationWaitTimeInMinutes", minutes);
        return this;
    }

    public DeploymentGroupSpec alarms(String... names) {
        ObjectNode configuration = group.putObject("alarmConfiguration").put("enabled", true);
        ArrayNode alarms = configuration.put("ignorePollAlarmFailure", false).putArray("alarms");
        for (String name : names) {
            alarms.addObject().put("name", name);
        }
        return this;
    }

    /** {@code DEPLOYMENT_FAILURE}, {@code DEPLOYMENT_STOP_ON_ALARM}, {@code DEPLOYMENT_STOP_ON_REQUEST}. */
    public DeploymentGroupSpec autoRollback(String... events) {
        group.putObject("autoRollbackConfiguration").put("enabled", true).set("events", Json.texts(List.of(events)));
        return this;
    }

    /** Any other member of DeploymentGroupInfo, as JSON. */
    public DeploymentGroupSpec with(String member, String json) {
        group.set(member, Json.read(json));
        return this;
    }

    ObjectNode json() {
        return group;
    }
}
