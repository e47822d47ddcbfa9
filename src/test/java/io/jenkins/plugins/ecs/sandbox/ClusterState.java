package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One cluster: its services by name and the tasks that belong to none. */
final class ClusterState {

    final String name;
    final String arn;
    final Map<String, ServiceState> services = new LinkedHashMap<>();
    final LooseTasks looseTasks;
    /** ARNs of managed daemons. */
    final List<String> daemons = new ArrayList<>();

    JsonNode request = Json.object();
    String status = "ACTIVE";

    ClusterState(String name, String arn, LooseTasks looseTasks) {
        this.name = name;
        this.arn = arn;
        this.looseTasks = looseTasks;
    }

    boolean isActive() {
        return status.equals("ACTIVE");
    }
}
