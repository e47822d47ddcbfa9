package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.services.LogsApi;
import io.jenkins.plugins.ecs.schedules.ScheduledTasks;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.check.CanaryCheck;
import io.jenkins.plugins.ecs.verify.check.CheckObservation;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.LogsCheck;
import io.jenkins.plugins.ecs.verify.check.Measurement;
import io.jenkins.plugins.ecs.verify.check.MetricCheck;
import io.jenkins.plugins.ecs.verify.check.ReadKind;
import io.jenkins.plugins.ecs.verify.check.Reading;
import io.jenkins.plugins.ecs.verify.check.SchedulesCheck;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import io.jenkins.plugins.ecs.verify.http.HttpBudget;
import io.jenkins.plugins.ecs.verify.http.HttpCheck;
import io.jenkins.plugins.ecs.verify.http.HttpProbe;
import io.jenkins.plugins.ecs.verify.http.ServiceUrl;
import io.jenkins.plugins.ecs.verify.preflight.Preflight;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Starts the reads that only one check needs. */
final class PerCheckReads {

    private final AwsConnection aws;
    private final HostPolicy hosts;
    private final BackgroundReads aside;

    PerCheckReads(AwsConnection aws, HostPolicy hosts, BackgroundReads aside) {
        this.aws = aws;
        this.hosts = hosts;
        this.aside = aside;
    }

    void begin(int check, CheckSpec spec, CheckObservation seen, long now) {
        boolean ready = ReadKind.of(spec).stream()
                .allMatch(need -> need.failure(seen) == null
                        && (need != ReadKind.SERVICE || seen.isActive())
                        && (need != ReadKind.PLANNED || seen.planned != null));
        if (!ready || !ReadKind.of(spec).contains(ReadKind.OWN_READ)) {
            return;
        }
        HttpBudget budget =
                new HttpBudget(Duration.ofSeconds(spec.number(HttpCheck.TIMEOUT, HttpCheck.DEFAULT_TIMEOUT_SECONDS)));
        Supplier<Reading> read =
                switch (spec.kind()) {
                    case HTTP -> () -> http(spec, seen, budget);
                    case LOGS -> () -> LogsCheck.read(spec, seen.definition, deployedAt(seen), this::logs);
                    case METRIC -> () -> MetricCheck.read(spec, now, deployedAt(seen), aws.metrics());
                    case CANARY -> () -> CanaryCheck.read(spec, seen.split, now, aws.metrics());
                    case SCHEDULES ->
                        () -> SchedulesCheck.read(
                                spec,
                                seen.service.taskDefinition(),
                                seen.service.clusterArn(),
                                new ScheduledTasks(aws.eventBridge(), aws.scheduler()));
                    default -> () -> Preflight.read(spec, seen, aws, now);
                };
        aside.begin(check, now, read, budget::cancel);
    }

    private static long deployedAt(CheckObservation seen) {
        return seen.service.primary().map(EcsDeployment::createdAt).orElseGet(() -> seen.service.newestDeploymentAt());
    }

    private LogsApi logs(String region) {
        return region == null ? aws.logs() : aws.logs(region);
    }

    private Reading http(CheckSpec spec, CheckObservation seen, HttpBudget budget) {
        HttpProbe probe = new HttpProbe(
                hosts, InetAddress::getAllByName, (SSLSocketFactory) SSLSocketFactory.getDefault(), budget);
        String url = spec.text(HttpCheck.URL);
        if (url != null) {
            return HttpCheck.read(spec, probe, URI.create(url));
        }
        return ServiceUrl.find(seen.service.settings().loadBalancers(), aws.elb())
                .map(address -> HttpCheck.read(spec, probe, address.resolve(spec.text(HttpCheck.PATH, "/"))))
                .orElse((measured, state, at) -> Measurement.lastError(VerifyMessages.noLoadBalancer()));
    }
}
