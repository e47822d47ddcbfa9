package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

public class EcsSandboxTest {

    private static SandboxClient client(EcsSandbox sandbox, String region) {
        return new SandboxClient(
                sandbox.endpoint(), EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY, null, region);
    }

    @Test
    public void regionsHoldSeparateState() {
        try (EcsSandbox sandbox = EcsSandbox.start()) {
            sandbox.cluster("prod");
            sandbox.region("us-east-1").cluster("other");
            assertThat(
                    client(sandbox, "us-east-1")
                            .ok("ListClusters", "{}")
                            .at("/clusterArns/0")
                            .asText(),
                    is("arn:aws:ecs:us-east-1:123456789012:cluster/other"));
            assertThat(
                    client(sandbox, "eu-central-1")
                            .ok("ListClusters", "{}")
                            .path("clusterArns")
                            .size(),
                    is(1));
            assertThat(
                    client(sandbox, "cn-north-1")
                            .ok("CreateCluster", "{}")
                            .at("/cluster/clusterArn")
                            .asText(),
                    is("arn:aws-cn:ecs:cn-north-1:123456789012:cluster/default"));
        }
    }

    @Test
    public void theSameCallsGiveTheSameIds() {
        assertThat(firstDeployment(), is(firstDeployment()));
    }

    private static String firstDeployment() {
        try (EcsSandbox sandbox = EcsSandbox.start()) {
            sandbox.cluster("prod");
            sandbox.service("prod", "api", service -> service.desiredCount(2));
            return client(sandbox, "eu-central-1")
                    .ok("DescribeServices", "{'cluster':'prod','services':['api']}")
                    .toString();
        }
    }

    @Test
    public void stoppingFreesThePort() {
        int port;
        try (EcsSandbox sandbox = EcsSandbox.start()) {
            port = sandbox.endpoint().getPort();
        }
        try (EcsSandbox sandbox = EcsSandbox.builder().port(port).start()) {
            assertThat(sandbox.endpoint().getPort(), is(port));
        }
    }

    @Test
    public void somebodyElseMayActUnseen() {
        try (EcsSandbox sandbox = EcsSandbox.start()) {
            sandbox.cluster("prod");
            sandbox.service("prod", "api", service -> {});
            sandbox.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"desiredCount\":4}");
            JsonNode service = client(sandbox, "eu-central-1")
                    .ok("DescribeServices", "{'cluster':'prod','services':['api']}")
                    .at("/services/0");
            assertThat(service.path("desiredCount").asInt(), is(4));
            assertThat(sandbox.calls("UpdateService"), empty());
            assertThrows(IllegalArgumentException.class, () -> sandbox.service("nope", "api", spec -> {}));
        }
    }

    @Test
    public void manyThreadsMayCall() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (EcsSandbox sandbox = EcsSandbox.start()) {
            sandbox.cluster("prod");
            SandboxClient client = client(sandbox, "eu-central-1");
            List<Callable<String>> work = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String name = "service" + i;
                work.add(() -> deploy(sandbox, client, name));
            }
            HashSet<String> deployments = new HashSet<>();
            for (Future<String> each : threads.invokeAll(work)) {
                deployments.add(each.get());
            }
            assertThat(deployments, hasSize(40));
            assertThat(sandbox.errors(), empty());
        } finally {
            threads.shutdownNow();
        }
    }

    private static String deploy(EcsSandbox sandbox, SandboxClient client, String name) {
        sandbox.service("prod", name, service -> service.desiredCount(2));
        String names = "{'cluster':'prod','service':'" + name + "'";
        client.ok("UpdateService", names + ",'forceNewDeployment':true}");
        sandbox.clock().advance(Duration.ofSeconds(3));
        client.ok("DescribeServices", "{'cluster':'prod','services':['" + name + "']}");
        return client.ok("ListServiceDeployments", names + "}")
                .at("/serviceDeployments/0/serviceDeploymentArn")
                .asText();
    }

    @Test
    public void clocksStandRunOrRace() {
        SandboxClock moved = SandboxClock.moved(Instant.EPOCH);
        moved.advance(Duration.ofHours(1));
        assertThat(moved.instant(), is(Instant.EPOCH.plusSeconds(3600)));
        assertThat(moved.instant(), is(moved.instant()));
        assertThrows(IllegalArgumentException.class, () -> moved.advance(Duration.ofSeconds(-1)));
        SandboxClock fast = SandboxClock.accelerated(1000);
        Instant before = fast.instant();
        while (!fast.instant().isAfter(before.plusSeconds(1))) {
            Thread.onSpinWait();
        }
        assertThat(fast.instant(), greaterThan(before));
        assertThat(SandboxClock.real().instant(), not(Instant.EPOCH));
    }

    @Test
    public void theMainMethodRunsForAWhile() throws InterruptedException {
        EcsSandboxMain.main(new String[] {"--for", "0", "--speed", "10", "--region", "eu-west-1", "--any-key"});
        assertThrows(IllegalArgumentException.class, () -> EcsSandboxMain.main(new String[] {"--wrong", "x"}));
    }
}
