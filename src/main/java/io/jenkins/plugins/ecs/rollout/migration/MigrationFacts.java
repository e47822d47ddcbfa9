package io.jenkins.plugins.ecs.rollout.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.elb.Listener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What AWS shows of a service that CodeDeploy deploys; what it does not show is null or missing. */
final class MigrationFacts {

    /** As {@code DescribeServices} shows it; its controller is CODE_DEPLOY. */
    final ObjectNode service;
    /** Its deployment group. */
    ObjectNode group;
    /** Its deployment configuration. */
    ObjectNode config;
    /** The functions of the newest AppSpec's hooks by lifecycle event. */
    Map<String, String> hooks;
    /** By ARN of a listener: its rules. */
    final Map<String, List<Listener>> rules = new LinkedHashMap<>();

    MigrationFacts(ObjectNode service) {
        this.service = service;
    }
}
