package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** {@link ElbApi} over an {@link AwsCall} of the Query API. */
public final class ElbQueryApi implements ElbApi {

    private final AwsCall elb;

    public ElbQueryApi(AwsCall elb) {
        this.elb = elb;
    }

    @Override
    public List<TargetHealth> targetHealth(String targetGroupArn) {
        List<TargetHealth> targets = new ArrayList<>();
        elb.call("DescribeTargetHealth", JsonNodeFactory.instance.objectNode().put("TargetGroupArn", targetGroupArn))
                .path("TargetHealthDescriptions")
                .forEach(each -> targets.add(target(each)));
        return targets;
    }

    private static TargetHealth target(JsonNode each) {
        JsonNode health = each.path("TargetHealth");
        return new TargetHealth(
                each.at("/Target/Id").asText(""),
                each.at("/Target/Port").asInt(),
                health.path("State").asText(""),
                health.path("Reason").asText(""),
                health.path("Description").asText(""));
    }
}
