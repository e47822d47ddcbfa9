package io.jenkins.plugins.ecs.aws.transport;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.ecs.ServiceUpdate;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Fault;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What comes over the wire, and what it means. The sandbox verifies each signature. */
public class SignedJsonCallTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/deployer";

    private EcsSandbox sandbox;
    private AwsConnection connection;

    @Before
    public void connect() {
        sandbox = EcsSandbox.start();
        sandbox.cluster("prod");
        sandbox.service("prod", "api", s -> s.image("repo/app:1.0.0"));
        connection = open(sandbox.endpoint(), null, EcsSandbox.SECRET_ACCESS_KEY);
    }

    @After
    public void close() {
        connection.close();
        sandbox.close();
    }

    private static AwsConnection open(URI endpoint, String role, String secret) {
        return AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", endpoint, role, "jenkins-test-1", null), () -> keys(secret));
    }

    private static AwsCredentialsProvider keys(String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, secret));
    }

    @Test
    public void eachFaultHasItsKind() {
        Map<Consumer<Fault>, Kind> kinds = new LinkedHashMap<>();
        kinds.put(Fault::throttle, Kind.THROTTLED);
        kinds.put(Fault::serverError, Kind.SERVER);
        kinds.put(Fault::serviceUnavailable, Kind.SERVER);
        kinds.put(Fault::reset, Kind.LOST);
        kinds.put(Fault::garbage, Kind.LOST);
        kinds.put(Fault::expiredToken, Kind.UNAUTHENTICATED);
        kinds.put(Fault::denied, Kind.DENIED);
        kinds.put(Fault::unknownOperation, Kind.UNSUPPORTED);
        kinds.put(f -> f.error(501, "NotYetImplemented", ""), Kind.UNSUPPORTED);
        kinds.put(f -> f.error(501, "InternalFailure", "not yet implemented"), Kind.UNSUPPORTED);
        kinds.put(f -> f.error(400, "NotImplementedException", ""), Kind.UNSUPPORTED);
        kinds.put(f -> f.error(405, "MethodNotAllowed", ""), Kind.UNSUPPORTED);
        kinds.put(f -> f.error(429, "Whatever", ""), Kind.THROTTLED);
        kinds.put(f -> f.error(400, "com.amazonaws.ecs#ConflictException:http://example.com/", "busy"), Kind.CONFLICT);
        kinds.put(f -> f.error(400, "SomethingNewException", "?"), Kind.INVALID);
        kinds.forEach((fault, kind) -> {
            fault.accept(sandbox.faults().on("DescribeServices"));
            AwsFailure failure =
                    assertThrows(AwsFailure.class, () -> connection.ecs().service("prod", "api"));
            assertThat(failure.getMessage(), failure.kind(), is(kind));
            assertThat(failure.operation(), is("DescribeServices"));
            sandbox.faults().clear();
        });
        assertThat(connection.ecs().service("prod", "api").isPresent(), is(true));
    }

    @Test
    public void whereNobodyListensNothingHappened() {
        URI nobody = URI.create("http://127.0.0.1:1");
        try (AwsConnection closed = open(nobody, null, EcsSandbox.SECRET_ACCESS_KEY)) {
            AwsFailure failure =
                    assertThrows(AwsFailure.class, () -> closed.ecs().service("prod", "api"));

            assertThat(failure.kind(), is(Kind.UNREACHABLE));
            assertThat(failure.mayHaveHappened(), is(false));
        }
    }

    @Test
    public void aWrongSecretIsAQuestionOfIdentityAndNotShown() {
        try (AwsConnection wrong = open(sandbox.endpoint(), null, "canary-secret")) {
            AwsFailure failure =
                    assertThrows(AwsFailure.class, () -> wrong.ecs().service("prod", "api"));

            assertThat(failure.kind(), is(Kind.UNAUTHENTICATED));
            assertThat(failure.toString(), not(containsString("canary-secret")));
        }
    }

    @Test
    public void namesTheMissingIamAction() {
        sandbox.deny("ecs:UpdateService");

        AwsFailure failure = assertThrows(
                AwsFailure.class, () -> connection.ecs().update(new ServiceUpdate("prod", "api", null, 3, false)));

        assertThat(failure.kind(), is(Kind.DENIED));
        assertThat(failure.iamAction(), is("ecs:UpdateService"));
    }

    @Test
    public void anExpiredTokenIsFollowedByFreshCredentials() {
        AtomicInteger asked = new AtomicInteger();
        try (AwsConnection renewing = AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), null, "test", null), () -> {
                    asked.incrementAndGet();
                    return keys(EcsSandbox.SECRET_ACCESS_KEY);
                })) {
            renewing.ecs().service("prod", "api");
            renewing.ecs().service("prod", "api");
            assertThat(asked.get(), is(1));
            sandbox.faults().on("DescribeServices").times(1).expiredToken();
            assertThrows(AwsFailure.class, () -> renewing.ecs().service("prod", "api"));

            renewing.ecs().service("prod", "api");

            assertThat(asked.get(), is(2));
        }
    }

    @Test
    public void aRoleIsAssumedUnderTheNameOfTheBuild() {
        try (AwsConnection role = open(sandbox.endpoint(), ROLE, EcsSandbox.SECRET_ACCESS_KEY)) {
            assertThat(role.ecs().service("prod", "api").isPresent(), is(true));
        }

        assertThat(sandbox.calls("AssumeRole").get(0).request().toString(), containsString("jenkins-test-1"));
        assertThat(sandbox.calls("DescribeServices").get(0).accessKeyId(), not(EcsSandbox.ACCESS_KEY_ID));
    }

    @Test
    public void anExpiredSessionBehindARoleIsRenewedToo() {
        AtomicInteger asked = new AtomicInteger();
        try (AwsConnection role = AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), ROLE, "test", null), () -> {
                    asked.incrementAndGet();
                    return keys(EcsSandbox.SECRET_ACCESS_KEY);
                })) {
            sandbox.faults().on("AssumeRole").times(1).expiredToken();
            AwsFailure failure = assertThrows(AwsFailure.class, () -> role.ecs().service("prod", "api"));
            assertThat(failure.kind(), is(Kind.UNAUTHENTICATED));

            assertThat(role.ecs().service("prod", "api").isPresent(), is(true));
            assertThat(asked.get(), is(2));
        }
    }

    @Test
    public void credentialsThatCanNotBeHadAreMissingAtFirstAndAHiccupLater() {
        AtomicInteger asked = new AtomicInteger();
        try (AwsConnection flaky = AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), null, "test", null), () -> {
                    if (asked.incrementAndGet() != 2) {
                        throw SdkClientException.create("Unable to load credentials from any of the providers: [a, b]");
                    }
                    return keys(EcsSandbox.SECRET_ACCESS_KEY);
                })) {
            AwsFailure first = assertThrows(AwsFailure.class, () -> flaky.ecs().service("prod", "api"));
            assertThat(
                    first.getMessage(),
                    is("credentials: there are none: Unable to load credentials from any of" + " the providers"));
            assertThat(first.kind(), is(Kind.NO_CREDENTIALS));
            sandbox.faults().on("DescribeServices").times(1).expiredToken();
            assertThrows(AwsFailure.class, () -> flaky.ecs().service("prod", "api"));

            AwsFailure later = assertThrows(AwsFailure.class, () -> flaky.ecs().service("prod", "api"));
            assertThat(later.kind(), is(Kind.UNREACHABLE));
            assertThat(later.mayHaveHappened(), is(false));
        }
    }

    @Test
    public void aRoleThatMayNotBeAssumedIsNamed() {
        sandbox.deny("sts:AssumeRole");
        try (AwsConnection role = open(sandbox.endpoint(), ROLE, EcsSandbox.SECRET_ACCESS_KEY)) {
            AwsFailure failure = assertThrows(AwsFailure.class, () -> role.ecs().service("prod", "api"));

            assertThat(failure.kind(), is(Kind.DENIED));
            assertThat(failure.iamAction(), is("sts:AssumeRole"));
        }
    }
}
