package io.jenkins.plugins.ecs.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Where calls go. */
public class EndpointsTest {

    private final EcsSandbox ofEcs = EcsSandbox.start();
    private final EcsSandbox ofAll = EcsSandbox.start();

    @Before
    public void aService() {
        ofEcs.cluster("prod");
        ofEcs.service("prod", "api", s -> s.image("repo/app:1.0.0"));
    }

    @After
    public void close() {
        ofEcs.close();
        ofAll.close();
    }

    private static AwsConnection open(Endpoints endpoints, List<String> roles) {
        return AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", endpoints, roles, null, "test", null),
                () -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)));
    }

    @Test
    public void theEndpointOfEcsGetsNothingButEcs() {
        Endpoints endpoints = new Endpoints(ofAll.endpoint(), Map.of("ECS", ofEcs.endpoint()));
        try (AwsConnection connection = open(endpoints, List.of())) {
            assertThat(connection.ecs().service("prod", "api").isPresent(), is(true));
            connection.identity();
            connection.alarms().alarms(List.of("a"));
        }

        assertThat(ofEcs.calls().stream().map(c -> c.operation()).toList(), is(List.of("DescribeServices")));
        assertThat(
                ofAll.calls().stream().map(c -> c.operation()).toList(),
                is(List.of("GetCallerIdentity", "DescribeAlarms")));
    }

    @Test
    public void aRoleIsAssumedAtTheEndpointOfSts() {
        Endpoints endpoints = new Endpoints(ofEcs.endpoint(), Map.of("STS", ofAll.endpoint()));
        try (AwsConnection connection = open(endpoints, List.of("arn:aws:iam::123456789012:role/deployer"))) {
            connection.session();
        }

        assertThat(ofAll.calls("AssumeRole").size(), is(1));
        assertThat(ofEcs.calls().size(), is(0));
    }
}
