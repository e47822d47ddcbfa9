package io.jenkins.plugins.ecs.aws.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.CallerIdentity;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Sessions for blocks, chains of roles, and who AWS takes us for. */
public class StsCallsTest {

    private static final String HUB = "arn:aws:iam::123456789012:role/hub";
    private static final String PARTNER = "arn:aws:iam::210987654321:role/partner";
    private static final AwsCredentials LASTING =
            AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY);

    private EcsSandbox sandbox;

    @Before
    public void startSandbox() {
        sandbox = EcsSandbox.start();
    }

    @After
    public void stopSandbox() {
        sandbox.close();
    }

    @Test
    public void keysThatLastAreNeverGivenAway() {
        try (AwsConnection connection = open(List.of(), null, LASTING)) {
            SessionKeys keys = connection.session();

            assertThat(keys.accessKeyId(), not(EcsSandbox.ACCESS_KEY_ID));
            assertThat(keys.secretAccessKey(), not(EcsSandbox.SECRET_ACCESS_KEY));
            assertThat(keys.sessionToken().length(), greaterThan(10));
            assertThat(keys.toString(), not(containsString(keys.secretAccessKey())));
            assertThat("they are good", identity(keys).account(), is("123456789012"));
        }
    }

    @Test
    public void whatIsASessionAlreadyIsGivenAsItIs() {
        AwsCredentials session = AwsSessionCredentials.create("ASIA1", "secret", "token");
        try (AwsConnection connection = open(List.of(), null, session)) {
            assertThat(connection.session().accessKeyId(), is("ASIA1"));
            assertThat(sandbox.calls("GetSessionToken").size(), is(0));
        }
    }

    @Test
    public void rolesAreAssumedOneAfterTheOtherAndTheExternalIdGoesWithTheLast() {
        try (AwsConnection connection = open(List.of(HUB, PARTNER), "partner-7", LASTING)) {
            CallerIdentity identity = connection.identity();

            assertThat(identity.account(), is("210987654321"));
            assertThat(identity.arn(), is("arn:aws:sts::210987654321:assumed-role/partner/test"));
            assertThat(sandbox.calls("AssumeRole").size(), is(2));
            String first = sandbox.calls("AssumeRole").get(0).request().toString();
            String second = sandbox.calls("AssumeRole").get(1).request().toString();
            assertThat(first, containsString(HUB));
            assertThat(first, not(containsString("ExternalId")));
            assertThat(second, containsString(PARTNER));
            assertThat(second, containsString("\"ExternalId\":\"partner-7\""));
            assertThat(connection.session().sessionToken().isEmpty(), is(false));
            assertThat(
                    "a role's session needs no other",
                    sandbox.calls("GetSessionToken").size(),
                    is(0));
        }
    }

    @Test
    public void whatStsRefusesIsSaidInItsWords() {
        try (AwsConnection connection = open(List.of(), null, AwsBasicCredentials.create("AKIANOBODY", "x"))) {
            assertThat(
                    assertThrows(AwsFailure.class, connection::identity).getMessage(),
                    containsString("security token included in the request is invalid"));
        }
    }

    private CallerIdentity identity(SessionKeys keys) {
        AwsCredentials session =
                AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
        try (AwsConnection connection = open(List.of(), null, session)) {
            return connection.identity();
        }
    }

    private AwsConnection open(List<String> roles, String externalId, AwsCredentials credentials) {
        return AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), roles, externalId, "test", null),
                () -> StaticCredentialsProvider.create(credentials));
    }
}
