package io.jenkins.plugins.ecs.aws.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.sandbox.Call;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Connections that builds share: opened by the first, closed by the last, and never by mistake another user's. */
public class SharedConnectionsTest {

    private final SharedConnections connections = new SharedConnections();
    private EcsSandbox sandbox;

    @Before
    public void startSandbox() {
        sandbox = EcsSandbox.start();
        sandbox.cluster("prod");
        sandbox.service("prod", "api", s -> s.image("repo/app:1"));
    }

    @After
    public void stopSandbox() {
        sandbox.close();
    }

    private AwsConnection.Settings settings(String role, String session) {
        return new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), role, session, null);
    }

    private static Supplier<AwsCredentialsProvider> keys() {
        return () -> StaticCredentialsProvider.create(
                AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY));
    }

    private static Supplier<AwsCredentialsProvider> gone(AtomicInteger asked) {
        return () -> {
            asked.incrementAndGet();
            throw new AwsFailure(AwsFailure.Kind.INVALID, "credentialsId", null, "deleted", null);
        };
    }

    private static boolean works(SharedConnection shared) {
        return shared.connection().ecs().service("prod", "api").isPresent();
    }

    @Test
    public void theSameIdentityOnTheSameWayIsOneConnection() {
        SharedConnection one = connections.join(settings(null, "r"), "ann", keys());
        SharedConnection two = connections.join(settings(null, "r"), "ann", keys());
        SharedConnection other = connections.join(settings(null, "r"), "ben", keys());
        SharedConnection role = connections.join(settings("arn:aws:iam::1:role/x", "r"), "ann", keys());

        assertThat(one.connection(), sameInstance(two.connection()));
        assertThat(one.key(), is(two.key()));
        assertThat(other.connection(), not(sameInstance(one.connection())));
        assertThat(role.connection(), not(sameInstance(one.connection())));
        assertThat(connections.count(), is(3));
    }

    @Test
    public void theLastWhoLeavesClosesItAndLeavingTwiceIsLeavingOnce() {
        SharedConnection one = connections.join(settings(null, "r"), "ann", keys());
        SharedConnection two = connections.join(settings(null, "r"), "ann", keys());

        one.close();
        one.close();
        assertThat(works(two), is(true));

        two.close();
        assertThat(connections.count(), is(0));
        assertThrows(RuntimeException.class, () -> works(two));
    }

    @Test
    public void whenJenkinsGoesDownAllAreClosedAndNobodyIsKept() {
        SharedConnection one = connections.join(settings(null, "r"), "ann", keys());
        SharedConnection other = connections.join(settings(null, "r"), "ben", keys());

        connections.closeAll();

        assertThat(connections.count(), is(0));
        assertThrows(RuntimeException.class, () -> works(one));
        assertThrows(RuntimeException.class, () -> works(other));
    }

    @Test
    public void whoLeavesAfterAllWereClosedClosesNoOthers() {
        SharedConnection before = connections.join(settings(null, "r"), "ann", keys());
        connections.closeAll();
        SharedConnection after = connections.join(settings(null, "r"), "ann", keys());

        before.close();

        assertThat(works(after), is(true));
        assertThat(connections.count(), is(1));
    }

    @Test
    public void whoseCredentialsAreGoneDoesNotSpoilItForTheOthers() {
        AtomicInteger asked = new AtomicInteger();
        SharedConnection first = connections.join(settings(null, "r"), "ann", gone(asked));
        assertThrows(AwsFailure.class, () -> works(first));
        SharedConnection second = connections.join(settings(null, "r"), "ann", keys());

        assertThat(works(second), is(true));
        assertThat(asked.get(), is(2));
    }

    @Test
    public void changesAreMadeInASessionOfTheBuildsOwnAndReadsInOneForAll() {
        String role = "arn:aws:iam::123456789012:role/deploy";
        SharedConnection shared = connections.join(settings(role, "reading"), "ann", keys());
        works(shared);

        shared.acts(settings(role, "jenkins-job-7"))
                .call(
                        "UpdateService",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("cluster", "prod")
                                .put("service", "api")
                                .put("desiredCount", 2));

        assertThat(
                sandbox.calls("AssumeRole").stream()
                        .map(Call::request)
                        .map(r -> r.path("RoleSessionName").asText())
                        .toList(),
                is(java.util.List.of("reading", "jenkins-job-7")));
    }

    @Test
    public void aConnectionThroughAnotherIsNotClosedByIt() {
        SharedConnection shared = connections.join(settings(null, "r"), "ann", keys());
        AwsConnection view = shared.connection().through(shared.connection().ecsCall());

        view.close();

        assertThat(works(shared), is(true));
        assertThat(sandbox.calls("DescribeServices"), hasSize(1));
    }
}
