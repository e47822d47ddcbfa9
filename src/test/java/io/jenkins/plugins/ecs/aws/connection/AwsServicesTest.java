package io.jenkins.plugins.ecs.aws.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.ecr.TaggedImage;
import io.jenkins.plugins.ecs.aws.elb.TargetHealth;
import io.jenkins.plugins.ecs.aws.services.AlarmState;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Fault;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The services beside ECS: what is sent and read, and what their failures mean. The sandbox verifies each signature. */
public class AwsServicesTest {

    private static final String GROUP =
            "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/api/73e2d6bc24d8a067";

    private EcsSandbox sandbox;
    private AwsConnection connection;

    @Before
    public void connect() {
        sandbox = EcsSandbox.start();
        sandbox.cluster("prod");
        sandbox.service("prod", "api", s -> s.desiredCount(2).loadBalancer(GROUP, "app", 8080));
        connection = AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), null, "jenkins-test-1", null),
                () -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)));
    }

    @After
    public void close() {
        assertThat(sandbox.errors(), empty());
        connection.close();
        sandbox.close();
    }

    @Test
    public void readsTheTargetsOfAGroup() {
        List<TargetHealth> targets = connection.elb().targetHealth(GROUP);

        assertThat(targets.stream().map(TargetHealth::state).toList(), contains("healthy", "healthy"));
        assertThat(targets.get(0).address(), containsString(":8080"));
    }

    @Test
    public void aGroupThatDoesNotExistIsNotFound() {
        AwsFailure failure =
                assertThrows(AwsFailure.class, () -> connection.elb().targetHealth(GROUP + "0"));

        assertThat(failure.kind(), is(Kind.NOT_FOUND));
        assertThat(failure.code(), is("TargetGroupNotFound"));
        assertThat(failure.awsMessage(), is("One or more target groups not found"));
    }

    @Test
    public void readsAlarmsByTheHundred() {
        List<String> names = IntStream.range(0, 150)
                .mapToObj(i -> "errors & more <" + i + ">")
                .toList();
        names.forEach(sandbox::alarm);
        sandbox.alarm(names.get(120)).state(Alarm.State.ALARM);

        List<AlarmState> alarms = connection.alarms().alarms(names);

        assertThat(alarms.size(), is(150));
        assertThat(
                alarms.stream()
                        .filter(AlarmState::isAlarm)
                        .map(AlarmState::name)
                        .toList(),
                contains(names.get(120)));
        assertThat(sandbox.calls("DescribeAlarms").size(), is(2));
        assertThat(connection.alarms().alarms(List.of("nobody")), empty());
    }

    @Test
    public void findsAlarmsOfEveryType() {
        sandbox.alarm("metric");
        sandbox.alarm("composite").type(Alarm.Type.COMPOSITE);
        sandbox.alarm("log").type(Alarm.Type.LOG).state(Alarm.State.ALARM).evaluation("EVALUATION_ERROR");

        List<AlarmState> alarms = connection.alarms().alarms(List.of("metric", "composite", "log"));

        assertThat(alarms.stream().map(AlarmState::name).toList(), contains("metric", "composite", "log"));
        assertThat(alarms.get(2).isAlarm(), is(true));
        assertThat(alarms.get(2).isBroken(), is(true));
    }

    @Test
    public void anEndpointThatDoesNotKnowLogAlarmsIsAskedWithoutThem() {
        sandbox.alarm("metric");
        sandbox.faults().on("DescribeAlarms").times(1).error(400, "InvalidParameterValue", "AlarmTypes: LogAlarm");

        assertThat(connection.alarms().alarms(List.of("metric")).size(), is(1));
        assertThat(
                sandbox.calls("DescribeAlarms")
                        .get(1)
                        .request()
                        .path("AlarmTypes")
                        .toString(),
                not(containsString("LogAlarm")));
    }

    @Test
    public void readsTheEndOfALog() {
        sandbox.region().log("/ecs/api", "app/app/1", "one", "two", "three");

        assertThat(connection.logs().tail("/ecs/api", "app/app/1", 2), contains("two", "three"));
        assertThat(connection.logs().tail("/ecs/api", "app/app/2", 2), empty());
        assertThat(connection.logs().tail("/ecs/other", "app/app/1", 2), empty());
    }

    @Test
    public void findsAnImageByTagAndByDigestUntilItIsDeleted() {
        String digest = connection
                .ecr("eu-central-1")
                .image(null, "shop/api", "1.4.2")
                .orElseThrow()
                .digest();

        assertThat(digest, startsWith("sha256:"));
        assertThat(
                connection
                        .ecr("eu-central-1")
                        .image("123456789012", "shop/api", digest)
                        .isPresent(),
                is(true));
        sandbox.images().remove(digest);
        assertThat(connection.ecr("eu-central-1").image(null, "shop/api", digest), is(Optional.empty()));
    }

    @Test
    public void listsTheTaggedImagesOfARepositoryPageByPage() {
        String repository = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/api";
        Instant begin = Instant.parse("2026-03-01T08:00:00Z");
        assertThat(
                connection.ecr("eu-central-1").tagged("123456789012", "shop/api", 3),
                is(new Listing<>(List.of(), true)));
        for (int i = 0; i < 2_500; i++) {
            sandbox.images().push(repository, begin.plusSeconds(i), "1." + i);
        }
        String moved = sandbox.images().push(repository, begin.plusSeconds(5_000), "1.7", "latest");

        Listing<TaggedImage> listing = connection.ecr("eu-central-1").tagged("123456789012", "shop/api", 3);
        List<TaggedImage> all = listing.items();
        assertThat(listing.isWhole(), is(true));
        assertThat("without the image that lost its tag", all.size(), is(2_500));
        assertThat(
                all.get(all.size() - 1),
                is(new TaggedImage(
                        List.of("1.7", "latest"),
                        moved,
                        begin.plusSeconds(5_000).toEpochMilli())));
        Listing<TaggedImage> begun = connection.ecr("eu-central-1").tagged("123456789012", "shop/api", 2);
        assertThat(begun.items().size(), is(2_000));
        assertThat(begun.isWhole(), is(false));
    }

    @Test
    public void namesTheMissingIamActionOfEachService() {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put(
                "elasticloadbalancing:DescribeTargetHealth",
                () -> connection.elb().targetHealth(GROUP));
        calls.put("cloudwatch:DescribeAlarms", () -> connection.alarms().alarms(List.of("a")));
        calls.put("logs:GetLogEvents", () -> connection.logs().tail("g", "s", 1));
        calls.put("ecr:DescribeImages", () -> connection.ecr("eu-central-1").image(null, "api", "1"));
        calls.forEach((action, call) -> {
            sandbox.deny(action);
            AwsFailure failure = assertThrows(AwsFailure.class, call::run);
            assertThat(failure.kind(), is(Kind.DENIED));
            assertThat(failure.iamAction(), is(action));
            assertThat(failure.awsMessage(), containsString("is not authorized to perform: " + action));
        });
    }

    @Test
    public void eachFaultOfAQueryServiceHasItsKind() {
        Map<Consumer<Fault>, Kind> kinds = new LinkedHashMap<>();
        kinds.put(Fault::throttle, Kind.THROTTLED);
        kinds.put(Fault::serverError, Kind.SERVER);
        kinds.put(Fault::serviceUnavailable, Kind.SERVER);
        kinds.put(Fault::reset, Kind.LOST);
        kinds.put(Fault::garbage, Kind.LOST);
        kinds.put(Fault::expiredToken, Kind.UNAUTHENTICATED);
        kinds.put(Fault::denied, Kind.DENIED);
        kinds.forEach((fault, kind) -> {
            fault.accept(sandbox.faults().on("DescribeTargetHealth"));
            AwsFailure failure =
                    assertThrows(AwsFailure.class, () -> connection.elb().targetHealth(GROUP));
            assertThat(failure.getMessage(), failure.kind(), is(kind));
            sandbox.faults().clear();
        });
        assertThat(connection.elb().targetHealth(GROUP).size(), is(2));
    }

    @Test
    public void whoRefusesWithoutAWordDoesNotKnowTheOperation() {
        sandbox.faults().on("DescribeTargetHealth").error(400, "", "");

        AwsFailure failure =
                assertThrows(AwsFailure.class, () -> connection.elb().targetHealth(GROUP));

        assertThat(failure.getMessage(), failure.kind(), is(Kind.UNSUPPORTED));
    }

    @Test
    public void eachServiceHasItsOwnEndpoint() {
        Map<AwsService, String> hosts = new LinkedHashMap<>();
        hosts.put(AwsService.ECS, "https://ecs.eu-central-1.amazonaws.com");
        hosts.put(AwsService.ALARMS, "https://monitoring.eu-central-1.amazonaws.com");
        hosts.put(AwsService.SERVICE_QUOTAS, "https://servicequotas.eu-central-1.amazonaws.com");
        hosts.forEach((service, host) ->
                assertThat(AwsRegions.endpoint(service.endpointPrefix, "eu-central-1"), is(URI.create(host))));
        assertThat(
                AwsRegions.endpoint(AwsService.ECS.endpointPrefix, "cn-north-1").getHost(),
                is("ecs.cn-north-1.amazonaws.com.cn"));
    }
}
