package io.jenkins.plugins.ecs.aws.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The controller's identity from the token of a service account; as in Jenkins, the thread's class loader has no SDK. */
public class WebIdentityTest {

    private static final String[] PROPERTIES = {
        "aws.roleArn", "aws.webIdentityTokenFile", "aws.roleSessionName", "aws.endpointUrlSts", "aws.region"
    };

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> asked = new ArrayList<>();
    private EcsSandbox sandbox;
    private HttpServer sts;
    private ClassLoader before;

    @Before
    public void aTokenOfAServiceAccount() throws Exception {
        sandbox = EcsSandbox.start();
        sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", this::assumeRole);
        sts.start();
        Path token = folder.newFile("token").toPath();
        Files.writeString(token, "token-of-the-service-account");
        set("arn:aws:iam::123456789012:role/controller", token.toString(), "jenkins", url(), "eu-central-1");
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    }

    @After
    public void forgetIt() {
        Thread.currentThread().setContextClassLoader(before);
        for (String property : PROPERTIES) {
            System.clearProperty(property);
        }
        sts.stop(0);
        sandbox.close();
    }

    @Test
    public void theTokenIsChangedForASession() {
        try (AwsConnection connection = open(WebIdentityTest::ofController)) {
            assertThat(connection.identity().account(), is("123456789012"));
        }
        assertThat(asked.get(0), containsString("Action=AssumeRoleWithWebIdentity"));
        assertThat(asked.get(0), containsString("WebIdentityToken=token-of-the-service-account"));
    }

    @Test
    public void aSessionThatHasRunOutIsRenewedForTheNextCall() {
        sandbox.cluster("prod");
        sandbox.service("prod", "api", s -> s.image("repo/app:1.0.0").desiredCount(1));
        try (AwsConnection connection = open(WebIdentityTest::ofController)) {
            assertThat(connection.ecs().service("prod", "api").isPresent(), is(true));
            sandbox.clock().advance(Duration.ofHours(2));
            AwsFailure expired =
                    assertThrows(AwsFailure.class, () -> connection.ecs().service("prod", "api"));
            assertThat(expired.kind(), is(AwsFailure.Kind.UNAUTHENTICATED));

            assertThat(connection.ecs().service("prod", "api").isPresent(), is(true));
        }
        assertThat("asked once more", asked.size(), is(2));
    }

    /** What the controller has of its own, as builds get it. */
    private static AwsCredentialsProvider ofController() {
        return DefaultCredentialsProvider.builder().build();
    }

    private AwsConnection open(Supplier<AwsCredentialsProvider> identity) {
        return AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), (String) null, "test", null), identity);
    }

    private static void set(String... values) {
        for (int i = 0; i < PROPERTIES.length; i++) {
            System.setProperty(PROPERTIES[i], values[i]);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + sts.getAddress().getPort();
    }

    /** A session of the sandbox, as STS gives it for a token. */
    private void assumeRole(HttpExchange exchange) throws IOException {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        SessionKeys keys;
        try (AwsConnection lasting = open(() -> StaticCredentialsProvider.create(
                AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)))) {
            keys = lasting.session();
        }
        byte[] answer = ("<AssumeRoleWithWebIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>" + keys.accessKeyId()
                        + "</AccessKeyId><SecretAccessKey>" + keys.secretAccessKey()
                        + "</SecretAccessKey><SessionToken>"
                        + keys.sessionToken() + "</SessionToken><Expiration>"
                        + Instant.now().plus(Duration.ofHours(1))
                        + "</Expiration></Credentials></AssumeRoleWithWebIdentityResult>"
                        + "</AssumeRoleWithWebIdentityResponse>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
