package io.jenkins.plugins.ecs.aws.transport;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.Endpoints;
import io.jenkins.plugins.ecs.aws.OptionalApi;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployApi;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeploySdkApi;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployment;
import io.jenkins.plugins.ecs.aws.connection.StsCalls;
import io.jenkins.plugins.ecs.aws.ecr.EcrSdkApi;
import io.jenkins.plugins.ecs.aws.elb.ElbSdkApi;
import io.jenkins.plugins.ecs.aws.services.IamSdkApi;
import io.jenkins.plugins.ecs.aws.services.LogsApi;
import io.jenkins.plugins.ecs.aws.services.LogsSdkApi;
import io.jenkins.plugins.ecs.aws.services.MetricsSdkApi;
import io.jenkins.plugins.ecs.aws.services.ParametersSdkApi;
import io.jenkins.plugins.ecs.aws.services.SecretsSdkApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.services.ecr.EcrClient;

/** What the clients of the SDK send, and what they make of answers and of connections that break. No socket is used. */
public class SdkClientsTest {

    private static final String[] PROPERTIES = {"aws.useFipsEndpoint", "aws.useDualstackEndpoint"};

    /** Hosts that were asked over kept and over new connections, in their order. */
    private final List<String> kept = new ArrayList<>();

    private final List<String> unused = new ArrayList<>();
    private int status = 500;
    private String contentType = "application/x-amz-json-1.1";
    private String body = "{\"__type\":\"InternalFailure\"}";
    private IOException broken;

    private final HttpConnections http =
            new HttpConnections(keptFor -> new Answering(keptFor.compareTo(Duration.ofMinutes(1)) > 0 ? kept : unused));
    private final RenewableCredentials credentials = new RenewableCredentials(
            () -> StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));
    private final SdkClients clients = new SdkClients(http, Endpoints.ofAws(), credentials);

    private final class Answering implements SdkHttpClient {

        private final List<String> asked;

        Answering(List<String> asked) {
            this.asked = asked;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    asked.add(request.httpRequest().host());
                    if (broken != null) {
                        throw broken;
                    }
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpFullResponse.builder()
                                    .statusCode(status)
                                    .putHeader("Content-Type", contentType)
                                    .putHeader("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000")
                                    .build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }

    @After
    public void close() {
        for (String property : PROPERTIES) {
            System.clearProperty(property);
        }
        http.close();
    }

    /** A read of each service, by the host that it must go to. */
    private Map<String, Runnable> reads(SdkClients from) {
        Map<String, Runnable> reads = new LinkedHashMap<>();
        reads.put("elasticloadbalancing", () -> new ElbSdkApi(from, "us-east-1").targetHealth("arn"));
        reads.put(
                "monitoring",
                () -> new MetricsSdkApi(from, "us-east-1").metric(JsonNodeFactory.instance.arrayNode(), 0, 60_000));
        reads.put("logs", () -> new LogsSdkApi(from, "us-east-1").tail("g", "s", 1));
        reads.put("api.ecr", () -> new EcrSdkApi(from, "us-east-1", address -> new byte[0]).image(null, "a", "1"));
        reads.put("codedeploy", () -> new CodeDeploySdkApi(from, "us-east-1", "place").deployment("d-1"));
        reads.put("secretsmanager", () -> new SecretsSdkApi(from, "us-east-1").hasSecret("a"));
        reads.put("ssm", () -> new ParametersSdkApi(from, "us-east-1").hasParameter("a"));
        return reads;
    }

    @Test
    public void textsAreCleanAndAnAppSpecKeepsItsLines() {
        status = 200;
        body = "{\"deploymentInfo\":{\"deploymentId\":\"d-1\",\"description\":\"by \\u001b[31malice\\nFAKE\"}}";
        CodeDeploySdkApi codeDeploy = new CodeDeploySdkApi(clients, "us-east-1", "place");
        assertThat(codeDeploy.deployment("d-1").orElseThrow().description(), is("by  [31malice FAKE"));

        String yaml = "version: 0.0\nHooks:\n  - BeforeInstall: check\n# " + "x".repeat(2_000) + "\n";
        body = JsonNodeFactory.instance
                .objectNode()
                .set(
                        "revision",
                        JsonNodeFactory.instance
                                .objectNode()
                                .set(
                                        "appSpecContent",
                                        JsonNodeFactory.instance.objectNode().put("content", yaml)))
                .toString();
        assertThat(
                codeDeploy.appSpec("shop", JsonNodeFactory.instance.objectNode().put("revisionType", "S3")),
                is(Optional.of(yaml)));
    }

    @Test
    public void eachServiceIsAskedOnceAtItsOwnEndpoint() {
        reads(clients).forEach((host, read) -> {
            kept.clear();
            AwsFailure failure = assertThrows(host, AwsFailure.class, read::run);
            assertThat(failure.getMessage(), failure.kind(), is(Kind.SERVER));
            assertThat(kept, is(List.of(host + ".us-east-1.amazonaws.com")));
        });
        assertThat(unused, empty());
    }

    @Test
    public void partitionsHaveDomainsOfTheirOwn() {
        assertThrows(
                AwsFailure.class,
                () -> new EcrSdkApi(clients, "cn-north-1", address -> new byte[0]).image(null, "a", "1"));
        assertThrows(AwsFailure.class, () -> new IamSdkApi(clients, AwsRegions.ofIam("cn-northwest-1")).trust("a"));
        assertThrows(AwsFailure.class, () -> new IamSdkApi(clients, AwsRegions.ofIam("eu-central-1")).trust("a"));
        assertThrows(AwsFailure.class, () -> new StsCalls(clients, "eu-central-1").identity());

        assertThat(
                kept,
                is(List.of(
                        "api.ecr.cn-north-1.amazonaws.com.cn",
                        "iam.cn-north-1.amazonaws.com.cn",
                        "iam.amazonaws.com")));
        assertThat(unused, is(List.of("sts.eu-central-1.amazonaws.com")));
    }

    @Test
    public void theEnvironmentSelectsFipsAndDualStackForAllServices() {
        System.setProperty("aws.useFipsEndpoint", "true");
        assertThrows(AwsFailure.class, () -> new LogsSdkApi(clients, "us-east-1").tail("g", "s", 1));
        assertThat(kept, is(List.of("logs-fips.us-east-1.amazonaws.com")));
        assertThat(
                AwsRegions.endpoint(AwsService.ECS.endpointPrefix, "us-east-1"),
                is(URI.create("https://ecs-fips.us-east-1.amazonaws.com")));

        System.clearProperty("aws.useFipsEndpoint");
        System.setProperty("aws.useDualstackEndpoint", "true");
        kept.clear();
        assertThrows(AwsFailure.class, () -> new LogsSdkApi(clients, "us-west-2").tail("g", "s", 1));
        assertThat(kept, is(List.of("logs.us-west-2.api.aws")));
        assertThat(
                AwsRegions.endpoint(AwsService.ECS.endpointPrefix, "us-east-1"),
                is(URI.create("https://ecs.us-east-1.api.aws")));
    }

    @Test
    public void anEndpointOfTheAdministratorIsUsedAsItIs() {
        System.setProperty("aws.useFipsEndpoint", "true");
        Endpoints endpoints = new Endpoints(
                URI.create("https://all.example.com"), Map.of("ECR", URI.create("https://ecr.example.com")));
        reads(new SdkClients(http, endpoints, credentials)).forEach((host, read) -> {
            kept.clear();
            assertThrows(host, AwsFailure.class, read::run);
            assertThat(kept, is(List.of(host.equals("api.ecr") ? "ecr.example.com" : "all.example.com")));
        });
    }

    @Test
    public void noFailureIsTriedAgain() {
        for (int each : new int[] {400, 429, 500, 503}) {
            status = each;
            for (String code : new String[] {"ThrottlingException", "RequestTimeout", "InternalFailure"}) {
                body = "{\"__type\":\"" + code + "\"}";
                kept.clear();
                assertThrows(AwsFailure.class, () -> new LogsSdkApi(clients, "us-east-1").tail("g", "s", 1));
                assertThat(each + " " + code, kept.size(), is(1));
            }
        }
    }

    @Test
    public void onlyAReadGoesOutAgainAndOnlyWhereItsConnectionWasClosed() {
        CodeDeployApi codeDeploy = new CodeDeploySdkApi(clients, "us-east-1", "place");

        broken = new SocketException("Connection reset");
        assertThat(kind(() -> codeDeploy.deployment("d-1")), is(Kind.LOST));
        assertThat(List.of(kept.size(), unused.size()), is(List.of(1, 1)));

        kept.clear();
        unused.clear();
        AwsFailure change = assertThrows(AwsFailure.class, () -> codeDeploy.rollBack("d-1"));
        assertThat(change.kind(), is(Kind.LOST));
        assertThat(change.mayHaveHappened(), is(true));
        assertThat(List.of(kept.size(), unused.size()), is(List.of(0, 1)));

        kept.clear();
        unused.clear();
        broken = new SocketTimeoutException("Read timed out");
        assertThat(kind(() -> codeDeploy.deployment("d-1")), is(Kind.LOST));
        assertThat(List.of(kept.size(), unused.size()), is(List.of(1, 0)));
    }

    @Test
    public void anAnswerThatIsCutOffIsLost() {
        status = 200;
        body = "{\"deploymentInfo\":{\"deploymentId\":\"d-1\",\"sta";
        assertThat(kind(() -> new CodeDeploySdkApi(clients, "us-east-1", "place").deployment("d-1")), is(Kind.LOST));

        contentType = "text/xml";
        body = "<DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescr";
        assertThat(kind(() -> new ElbSdkApi(clients, "us-east-1").targetHealth("arn")), is(Kind.LOST));
        body = "<DescribeRulesResponse/>";
        assertThat(kind(() -> new ElbSdkApi(clients, "us-east-1").targetHealth("arn")), is(Kind.LOST));
    }

    /** AWS answers operations without a result so. */
    @Test
    public void anAnswerWithoutTheRoleIsLost() {
        status = 200;
        contentType = "text/xml";
        body = "<GetRoleResponse><GetRoleResult/></GetRoleResponse>";

        AwsFailure lost = assertThrows(AwsFailure.class, () -> new IamSdkApi(clients, "us-east-1").trust("deployer"));

        assertThat(lost.kind(), is(Kind.LOST));
        assertThat(lost.operation(), is("GetRole"));
    }

    @Test
    public void anEmptyAnswerOfAnOperationWithoutResultIsGood() {
        status = 200;
        body = "";

        new CodeDeploySdkApi(clients, "us-east-1", "place").proceed("d-1", "READY_WAIT");

        assertThat(unused.size(), is(1));
    }

    @Test
    public void aStateThatTheSdkDoesNotKnowStaysAsAwsWroteIt() {
        status = 200;
        body = "{\"deploymentInfo\":{\"deploymentId\":\"d-1\",\"status\":\"Pondering\",\"createTime\":1.7E9}}";

        CodeDeployment deployment = new CodeDeploySdkApi(clients, "us-east-1", "place")
                .deployment("d-1")
                .orElseThrow();

        assertThat(deployment.status(), is("Pondering"));
        assertThat(deployment.createdAt(), is(1_700_000_000_000L));
    }

    @Test
    public void aRegionThatIsNoneIsSaidToBe() {
        LogsApi logs = OptionalApi.of(LogsApi.class, AwsService.LOGS, () -> new LogsSdkApi(clients, "no such region!"));

        AwsFailure failure = assertThrows(AwsFailure.class, () -> logs.tail("g", "s", 1));

        assertThat(failure.kind(), is(Kind.INVALID));
        assertThat(kept, empty());
    }

    @Test
    public void aClientThatIsInUseIsSharedAndHasNoThreads() {
        reads(clients).values().forEach(read -> assertThrows(AwsFailure.class, read::run));
        EcrClient first = clients.reads(AwsService.ECR, "eu-west-1", EcrClient::builder);
        EcrClient second = clients.reads(AwsService.ECR, "eu-west-1", EcrClient::builder);

        assertThat(second, sameInstance(first));
        assertThat(
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .toList(),
                not(hasItem(startsWith("sdk-"))));
    }

    private static Kind kind(Runnable call) {
        return assertThrows(AwsFailure.class, call::run).kind();
    }
}
