package io.jenkins.plugins.ecs.tasks;

import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Definition;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Following;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Origin;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Overrides;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Placement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Requests for tests: by default, {@code rake db:migrate} with what the service {@code prod/api} runs. */
final class TaskRequests {

    private String cluster = "prod";
    private String service = "api";
    private String taskDefinition;
    private String container;
    private List<ContainerChange> changes = List.of(
            ContainerChange.of(null).command(List.of("rake", "db:migrate")).build());
    private Placement placement = Placement.OF_SERVICE;
    private Overrides overrides = Overrides.NONE;
    private Duration timeout = Duration.ofMinutes(30);
    private OnStop onAbort = OnStop.STOP;
    private OnStop onTimeout = OnStop.STOP;
    private int logLines = Following.DEFAULT_LOG_LINES;
    private boolean captures;
    private boolean locks;
    private int count = 1;
    private Map<String, String> tags = Map.of();
    private String token = "token";

    static TaskRequests migrate() {
        return new TaskRequests();
    }

    TaskRequests cluster(String value) {
        cluster = value;
        return this;
    }

    TaskRequests service(String value) {
        service = value;
        return this;
    }

    TaskRequests taskDefinition(String value) {
        taskDefinition = value;
        return this;
    }

    TaskRequests container(String value) {
        container = value;
        return this;
    }

    TaskRequests changes(ContainerChange... value) {
        changes = List.of(value);
        return this;
    }

    TaskRequests placement(Placement value) {
        placement = value;
        return this;
    }

    TaskRequests overrides(Overrides value) {
        overrides = value;
        return this;
    }

    TaskRequests timeout(Duration value) {
        timeout = value;
        return this;
    }

    TaskRequests leaving() {
        onAbort = OnStop.LEAVE;
        onTimeout = OnStop.LEAVE;
        return this;
    }

    TaskRequests logLines(int value) {
        logLines = value;
        return this;
    }

    TaskRequests capturing() {
        captures = true;
        return this;
    }

    TaskRequests locking() {
        locks = true;
        return this;
    }

    TaskRequests count(int value) {
        count = value;
        return this;
    }

    TaskRequests tags(Map<String, String> value) {
        tags = value;
        return this;
    }

    TaskRequests token(String value) {
        token = value;
        return this;
    }

    TaskRequest build() {
        return new TaskRequest(
                "eu-central-1",
                cluster,
                service,
                new Definition(taskDefinition, container, changes),
                placement,
                overrides,
                new Following(timeout.toMillis(), onAbort, onTimeout, logLines, captures, locks),
                new Origin(
                        "shop/migrate #7",
                        "jenkins/shop/migrate/7/" + token,
                        token,
                        Map.of("jenkins:job", "shop/migrate"),
                        null,
                        null),
                count,
                tags);
    }
}
