package io.jenkins.plugins.ecs.aws.transport;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.ecs.ServiceUpdate;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Proxies, firewalls and sign-in pages answer in AWS's place: that is no answer of AWS, whichever service was asked. */
public class ForeignAnswerTest {

    private static final String GROUP =
            "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/api/0123456789abcdef";

    private final EcsSandbox sandbox = EcsSandbox.start();
    private AwsConnection connection;

    @Before
    public void open() {
        sandbox.cluster("prod");
        sandbox.service("prod", "api", s -> s.image("repo/app:1.0.0"));
        connection = open(null);
    }

    private AwsConnection open(String role) {
        return AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), role, "test", null),
                () -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)));
    }

    @After
    public void close() {
        connection.close();
        sandbox.close();
    }

    private Map<String, Runnable> calls() {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("ecs", () -> connection.ecs().service("prod", "api"));
        calls.put("ecs, a change", () -> connection.ecs().update(new ServiceUpdate("prod", "api", null, 3, false)));
        calls.put("elasticloadbalancing", () -> connection.elb().targetHealth(GROUP));
        calls.put("cloudwatch", () -> connection.alarms().alarms(List.of("a")));
        calls.put("logs", () -> connection.logs().tail("g", "s", 1));
        calls.put("ecr", () -> connection.ecr("eu-central-1").image(null, "api", "1"));
        calls.put("codedeploy", () -> connection.codeDeploy().deployment("d-1"));
        calls.put("iam", () -> connection.iam().trust("deployer"));
        calls.put("secretsmanager", () -> connection.secrets(null).hasSecret("db"));
        calls.put("cloudformation", () -> connection.stacks().stack("network"));
        calls.put("s3", () -> connection.objects().object("states", "prod", 1_000));
        calls.put("ssm", () -> connection.parameters(null).hasParameter("db"));
        calls.put("servicequotas", () -> connection.quotas().value("ecs", "L-1"));
        calls.put("sts", connection::identity);
        calls.put("sts, a session", connection::session);
        calls.put("sts, a role", () -> {
            try (AwsConnection role = open("arn:aws:iam::123456789012:role/deployer")) {
                role.ecs().service("prod", "api");
            }
        });
        return calls;
    }

    @Test
    public void aPageIsNoAnswerOfAnyService() {
        for (int status : new int[] {200, 403, 407, 502}) {
            sandbox.faults().onAll().page(status);
            calls().forEach((name, call) -> {
                AwsFailure failure = assertThrows(name + " " + status, AwsFailure.class, call::run);
                assertThat(name + ": " + failure.getMessage(), failure.kind(), is(Kind.NOT_AWS));
                assertThat(failure.isAnswerOfAws(), is(false));
                assertThat(failure.isPassing(), is(true));
                assertThat(
                        failure.awsMessage(),
                        is("something between Jenkins and AWS answered (HTTP " + status + ", text/html, \"Gateway says "
                                + status + "\")"));
            });
            sandbox.faults().clear();
        }
    }

    @Test
    public void aPageOfAnyOtherStatusIsNoAnswerEither() {
        for (int status : new int[] {302, 400, 429, 500, 503, 511}) {
            sandbox.faults().onAll().page(status);
            AwsFailure failure =
                    assertThrows(AwsFailure.class, () -> connection.ecs().service("prod", "api"));
            assertThat("HTTP " + status, failure.kind(), is(Kind.NOT_AWS));
            sandbox.faults().clear();
        }
    }

    @Test
    public void aPageThatIsWellFormedXmlIsNoEmptyAnswer() {
        sandbox.faults()
                .onAll()
                .page(200, "text/html", "<html><head><title>Sign in</title></head><body>Hello</body></html>");

        calls().forEach((name, call) -> {
            AwsFailure failure = assertThrows(name, AwsFailure.class, call::run);
            assertThat(name + ": " + failure.getMessage(), failure.kind(), is(Kind.NOT_AWS));
        });
    }

    @Test
    public void theJsonOfAProxyIsNoRefusalOfAws() {
        for (String body : new String[] {
            "{\"code\":403,\"message\":\"Forbidden by policy\"}",
            "{\"error\":{\"code\":\"blocked\"}}",
            "{\"message\":\"Forbidden\"}",
            "Forbidden",
            ""
        }) {
            sandbox.faults().onAll().page(403, "application/json", body);
            AwsFailure failure =
                    assertThrows(AwsFailure.class, () -> connection.ecs().service("prod", "api"));
            assertThat(body, failure.kind(), is(Kind.NOT_AWS));
            sandbox.faults().clear();
        }
    }

    @Test
    public void aRefusalWithACodeIsAwssThoughItsHeadersAreLost() {
        sandbox.faults()
                .onAll()
                .page(400, "application/x-amz-json-1.1", "{\"__type\":\"ThrottlingException\",\"message\":\"slow\"}");

        AwsFailure failure =
                assertThrows(AwsFailure.class, () -> connection.ecs().service("prod", "api"));

        assertThat(failure.kind(), is(Kind.THROTTLED));
    }

    @Test
    public void whatWasAnsweredBeforeIsNotUnknownLater() {
        connection.ecs().service("prod", "api");
        sandbox.faults().onAll().page(404, "text/plain", "");

        AwsFailure failure =
                assertThrows(AwsFailure.class, () -> connection.ecs().service("prod", "api"));
        AwsFailure never = assertThrows(
                AwsFailure.class,
                () -> connection.ecsCall().call("DescribeDaemons", JsonNodeFactory.instance.objectNode()));

        assertThat(failure.kind(), is(Kind.NOT_AWS));
        assertThat("an emulator without it", never.kind(), is(Kind.UNSUPPORTED));
    }

    @Test
    public void aChangeMayHaveReachedAwsAndAnAssumedRoleDidNotBringItThere() {
        sandbox.faults().on("UpdateService").page(502);
        AwsFailure change = assertThrows(
                AwsFailure.class, () -> connection.ecs().update(new ServiceUpdate("prod", "api", null, 3, false)));
        assertThat(change.mayHaveHappened(), is(true));

        sandbox.faults().onService("sts").page(502);
        try (AwsConnection role = open("arn:aws:iam::123456789012:role/deployer")) {
            AwsFailure before = assertThrows(
                    AwsFailure.class, () -> role.ecs().update(new ServiceUpdate("prod", "api", null, 3, false)));
            assertThat(before.kind(), is(Kind.NOT_AWS));
            assertThat(before.mayHaveHappened(), is(false));
            assertThat(before.operation(), is("AssumeRole"));
        }
    }

    @Test
    public void thePageItselfIsNotRepeated() {
        sandbox.faults()
                .onAll()
                .page(407, "text/html", "<title>Proxy\n\u001b[31m" + "x".repeat(500) + "</title><p>token=s3cr3t");

        AwsFailure failure =
                assertThrows(AwsFailure.class, () -> connection.ecs().service("prod", "api"));

        assertThat(failure.getMessage(), not(containsString("s3cr3t")));
        assertThat(failure.getMessage(), not(containsString("\u001b")));
        assertThat(failure.getMessage().length() < 220, is(true));
    }

    @Test
    public void aWrongKeyIsNoMatterOfTheProxy() {
        sandbox.faults().onService("sts").error(403, "UnrecognizedClientException", "is invalid");

        assertThat(assertThrows(AwsFailure.class, connection::identity).kind(), is(Kind.UNAUTHENTICATED));
    }
}
