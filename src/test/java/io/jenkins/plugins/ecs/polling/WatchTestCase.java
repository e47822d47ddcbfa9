package io.jenkins.plugins.ecs.polling;

import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.aws.ecs.EcsJsonApi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A poller on a moved clock, with builds that look again and again. */
public abstract class WatchTestCase {

    static final String PLACE = "eu-central-1";

    final MovedWorkers workers = new MovedWorkers();
    final SharedPoller watch = new SharedPoller(workers, workers::now, () -> 0.5);

    FakeEcs ecs(String account) {
        return new FakeEcs(account, workers::now);
    }

    /** A build that looks every so often; what it sees is kept, and a failure is seen as its text. */
    final class Build {
        final PollSubscription seat;
        final EcsApi ecs;
        final List<String> seen = new ArrayList<>();
        final List<Long> at = new ArrayList<>();
        long every = 2_500;
        private final Function<EcsApi, String> look;

        Build(Object identity, AwsCall wire, Function<EcsApi, String> look) {
            this.seat = watch.join(identity, PLACE, wire, null);
            this.ecs = new EcsJsonApi(seat.ecs());
            this.look = look;
        }

        Build start(long inMillis) {
            seat.next(inMillis, this::round);
            return this;
        }

        private void round() {
            String what;
            try {
                what = look.apply(ecs);
            } catch (AwsFailure failure) {
                what = failure.kind().name();
            }
            seen.add(what);
            at.add(workers.now());
            seat.next(every, this::round);
        }

        String last() {
            return seen.isEmpty() ? "nothing" : seen.get(seen.size() - 1);
        }
    }

    static Function<EcsApi, String> deployment(String arn) {
        return ecs -> ecs.serviceDeployment(arn).map(d -> d.status()).orElse("none");
    }

    static Function<EcsApi, String> service(String cluster, String name) {
        return ecs -> ecs.service(cluster, name).map(s -> s.name()).orElse("none");
    }

    List<Build> builds(int count, FakeEcs ecs) {
        List<Build> builds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            builds.add(new Build(ecs, ecs, deployment(ecs.arn("service-deployment/prod/s" + i + "/1"))).start(0));
        }
        return builds;
    }
}
