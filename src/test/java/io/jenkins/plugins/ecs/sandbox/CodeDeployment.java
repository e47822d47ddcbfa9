package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One deployment of CodeDeploy to an ECS service. */
final class CodeDeployment extends Agenda.Agent {

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed", "Stopped");

    /** A lifecycle event and what became of it. */
    static final class Event {
        final String name;
        /** The Lambda function of its hook, or null. */
        final String function;

        String status = "Pending";
        Instant start;
        Instant end;
        String message;

        Event(String name, String function) {
            this.name = name;
            this.function = function;
        }
    }

    final String id;
    final String application;
    final String group;
    /** The group as it was when the deployment was created. */
    final ObjectNode settings;

    final ServiceState service;
    final AppSpec appSpec;
    final String config;
    final Shift shift;
    final String creator;
    final Instant createTime;
    /** The deployment that this one takes back; null for one of a user. */
    final CodeDeployment failed;

    final List<Event> events = new ArrayList<>();
    final Set<String> alarms = new LinkedHashSet<>();
    JsonNode autoRollback;
    JsonNode overrideAlarms;
    String description = "";
    AppSpec previous;

    String status = "Created";
    Instant startTime;
    Instant completeTime;
    Instant updatedAt;
    String errorCode;
    String errorMessage;
    String rollbackId;
    String rollbackMessage;

    int at;
    DeploymentEntry original;
    DeploymentEntry replacement;
    double weight;
    /** How many of the shift's weights have been reached. */
    int shifted;

    Instant readySince;
    boolean readyOver;
    Instant terminationSince;
    boolean terminationOver;
    /** Whether the hit of the stop button rolls back; null if it was not hit. */
    Boolean stopping;

    private final RegionState region;

    private CodeDeployment(
            RegionState region,
            String id,
            String application,
            String group,
            ObjectNode settings,
            AppSpec appSpec,
            String config,
            String creator,
            CodeDeployment failed,
            Instant createTime) {
        this.region = region;
        this.id = id;
        this.application = application;
        this.group = group;
        this.settings = settings;
        service = region.codeDeploy.service(settings);
        this.appSpec = appSpec;
        this.config = config;
        shift = Shift.of(Shift.info(config, region.codeDeploy.configurations).path("trafficRoutingConfig"));
        this.creator = creator;
        this.failed = failed;
        this.createTime = createTime;
        updatedAt = createTime;
        autoRollback = settings.path("autoRollbackConfiguration");
        boolean tests = !Listeners.Pair.of(settings).test().isEmpty();
        for (String name : tests
                ? List.of(
                        "BeforeInstall",
                        "Install",
                        "AfterInstall",
                        "AllowTestTraffic",
                        "AfterAllowTestTraffic",
                        "BeforeAllowTraffic",
                        "AllowTraffic",
                        "AfterAllowTraffic")
                : List.of(
                        "BeforeInstall",
                        "Install",
                        "AfterInstall",
                        "BeforeAllowTraffic",
                        "AllowTraffic",
                        "AfterAllowTraffic")) {
            events.add(new Event(name, failed == null ? appSpec.hooks.get(name) : null));
        }
    }

    /** A deployment of a user. */
    CodeDeployment(
            RegionState region,
            String id,
            String application,
            String group,
            AppSpec appSpec,
            String config,
            Instant createTime) {
        this(
                region,
                id,
                application,
                group,
                region.codeDeploy.group(application, group).deepCopy(),
                appSpec,
                config,
                "user",
                null,
                createTime);
    }

    /** The deployment that takes another one back. */
    CodeDeployment(RegionState region, String id, CodeDeployment failed, AppSpec appSpec, Instant createTime) {
        this(
                region,
                id,
                failed.application,
                failed.group,
                failed.settings,
                appSpec,
                Shift.ALL_AT_ONCE,
                "codeDeployRollback",
                failed,
                createTime);
        original = failed.replacement;
        replacement = failed.original;
        autoRollback = Json.object();
    }

    @Override
    void step(Wake wake) {
        region.codeDeploy.driver.step(this, wake);
    }

    boolean isRollback() {
        return failed != null;
    }

    boolean hasEnded() {
        return ENDED.contains(status);
    }

    boolean hasStarted() {
        return startTime != null;
    }

    boolean isWaitingForTermination() {
        return terminationSince != null && !terminationOver && !hasEnded();
    }

    boolean rollsBackOn(String event) {
        return Json.isTrue(autoRollback, "enabled")
                && Json.texts(autoRollback.get("events")).contains(event);
    }

    String targetId() {
        JsonNode named = settings.path("ecsServices").path(0);
        return Arns.name(named.path("clusterName").asText()) + ":"
                + Arns.name(named.path("serviceName").asText());
    }

    void become(String next, Instant now) {
        status = next;
        updatedAt = now;
    }
}
