package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.aws.EcsDeployment;
import io.jenkins.plugins.ecs.aws.LogsApi;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Begins the reads of a check that are for it alone. */
final class OwnReads {

    private final AwsConnection aws;
    private final HostPolicy hosts;
    private final Aside aside;

    OwnReads(AwsConnection aws, HostPolicy hosts, Aside aside) {
        this.aws = aws;
        this.hosts = hosts;
        this.aside = aside;
    }

    void begin(int check, CheckSpec spec, Sightings seen, long now) {
        boolean ready = Need.of(spec).stream()
                .allMatch(need -> need.failure(seen) == null
                        && (need != Need.SERVICE || seen.isActive())
                        && (need != Need.PLANNED || seen.planned != null));
        if (!ready || !Need.of(spec).contains(Need.OWN_READ)) {
            return;
        }
        HttpBudget budget =
                new HttpBudget(Duration.ofSeconds(spec.number(HttpCheck.TIMEOUT, HttpCheck.DEFAULT_TIMEOUT_SECONDS)));
        Supplier<Reading> read =
                switch (spec.kind()) {
                    case HTTP -> () -> http(spec, seen, budget);
                    case LOGS -> () -> LogsCheck.read(spec, seen.definition, deployedAt(seen), this::logs);
                    case METRIC -> () -> MetricCheck.read(spec, now, deployedAt(seen), aws.cloudWatch());
                    default -> () -> Preflight.read(spec, seen, aws, now);
                };
        aside.begin(check, now, read, budget::cancel);
    }

    private static long deployedAt(Sightings seen) {
        return seen.service.primary().map(EcsDeployment::createdAt).orElseGet(() -> seen.service.newestDeploymentAt());
    }

    private LogsApi logs(String region) {
        return region == null ? aws.logs() : aws.logs(region);
    }

    private Reading http(CheckSpec spec, Sightings seen, HttpBudget budget) {
        HttpProbe probe = new HttpProbe(
                hosts,
                InetAddress::getAllByName,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                budget);
        String url = spec.text(HttpCheck.URL);
        if (url != null) {
            return HttpCheck.read(spec, probe, URI.create(url));
        }
        return OwnAddress.find(seen.service.settings().loadBalancers(), aws.elb())
                .map(address -> HttpCheck.read(spec, probe, address.resolve(spec.text(HttpCheck.PATH, "/"))))
                .orElse((measured, state, at) ->
                        Measurement.lastError("the service has no load balancer with a name. Give 'url'"));
    }
}
