package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;
import java.time.Instant;

/** What others do to a service in the middle of a deployment, as the scenario of its image wants it. */
final class Interventions {

    /** A status value that no SDK knows. */
    static final String UNKNOWN = "RECONCILING";

    private final RegionState region;

    Interventions(RegionState region) {
        this.region = region;
    }

    void step(ServiceState service, Wake wake) {
        ServiceDeployment deployment = service.current();
        if (deployment == null || deployment.startedAt == null || deployment.hasEnded()) {
            return;
        }
        ScenarioRule rule = deployment.target.scenario;
        Instant begin = deployment.startedAt.plus(rule.after());
        if (rule.scenario() == Scenario.UNKNOWN_STATUS) {
            showUnknownStatus(deployment, begin, begin.plus(rule.lastingOr(Duration.ofSeconds(30))), wake);
            return;
        }
        wake.at(begin);
        if (deployment.intervened || begin.isAfter(wake.now)) {
            return;
        }
        deployment.intervened = true;
        switch (rule.scenario()) {
            case SUPERSEDED -> supersede(service, deployment, wake);
            case DELETED_MIDWAY -> delete(service, wake);
            case ALARM ->
                deployment.alarmNames.stream()
                        .findFirst()
                        .ifPresent(name -> region.alarm(name).state(Alarm.State.ALARM));
            default -> {}
        }
    }

    /** Whether a deployment may not complete yet. */
    boolean holds(ServiceDeployment deployment, Wake wake) {
        ScenarioRule rule = deployment.target.scenario;
        return switch (rule.scenario()) {
            case UNKNOWN_STATUS ->
                wake.now.isBefore(deployment.startedAt.plus(rule.after()).plus(rule.lastingOr(Duration.ofSeconds(30))));
            case SUPERSEDED, DELETED_MIDWAY, ALARM -> wake.now.isBefore(deployment.startedAt.plus(rule.after()));
            default -> false;
        };
    }

    private static void showUnknownStatus(ServiceDeployment deployment, Instant begin, Instant end, Wake wake) {
        wake.at(begin);
        wake.at(end);
        boolean shown = !begin.isAfter(wake.now) && end.isAfter(wake.now);
        if (shown != (deployment.shownStatus != null)) {
            deployment.shownStatus = shown ? UNKNOWN : null;
            deployment.updatedAt = wake.now;
            wake.changed();
        }
    }

    private void supersede(ServiceState service, ServiceDeployment deployment, Wake wake) {
        if (!deployment.sources.isEmpty()) {
            service.definition = deployment.sources.get(0).definition;
            region.deployments.start(service, wake.now);
            wake.changed();
        }
    }

    static void delete(ServiceState service, Wake wake) {
        service.status = "DRAINING";
        service.desiredCount = 0;
        ServiceDeployment running = service.current();
        if (running != null && !running.hasEnded()) {
            running.stoppedAt = wake.now;
            running.statusReason = "Service deployment stopped because the service was deleted.";
            running.become("STOPPED", wake.now);
        }
        wake.changed();
    }
}
