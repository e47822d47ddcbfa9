package io.jenkins.plugins.ecs.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SharedConnection;
import io.jenkins.plugins.ecs.aws.connection.SharedConnections;
import io.jenkins.plugins.ecs.polling.MovedWorkers;
import io.jenkins.plugins.ecs.polling.PollerExecutor;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The live states of services are read over the poller: in batches, only while asked for, and with what AWS refuses. */
public class LiveServicesTest {

    private static final String IMAGE = "repo/app:1.0.0";

    private final SharedConnections connections = new SharedConnections();
    private final List<String> opened = new ArrayList<>();
    private EcsSandbox sandbox;
    private MovedWorkers workers;
    private SharedPoller poller;
    private LiveServices<String> services;

    @Before
    public void setUp() {
        sandbox = EcsSandbox.start();
        sandbox.cluster("prod");
        workers = new MovedWorkers(millis -> sandbox.clock().advance(Duration.ofMillis(millis)));
        poller = new SharedPoller(workers, workers::now, () -> 0.5);
        services = new LiveServices<>(
                this::connect, () -> poller, workers, () -> sandbox.clock().millis());
    }

    @After
    public void tearDown() {
        sandbox.close();
    }

    private SharedConnection connect(String secret) {
        opened.add(secret);
        if (secret.equals("none")) {
            throw new AwsFailure(AwsFailure.Kind.NO_CREDENTIALS, "credentialsId", null, "'x' is not there", null);
        }
        if (secret.equals("broken")) {
            throw new IllegalStateException("a plugin with credentials is broken");
        }
        return connections.join(
                new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), null, "test", null),
                secret,
                () -> StaticCredentialsProvider.create(AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, secret)));
    }

    private LiveAnswer ask(String source, String service) {
        return services.ask(source, "eu-central-1", new LiveSubject("prod", service), 0);
    }

    private LiveAnswer ask(String service) {
        return ask(EcsSandbox.SECRET_ACCESS_KEY, service);
    }

    private void service(String name) {
        sandbox.service("prod", name, s -> s.image(IMAGE).desiredCount(2));
    }

    private void settle() {
        sandbox.clock().advance(Duration.ofMinutes(10));
        sandbox.clearCalls();
    }

    @Test
    public void theQuestionDoesNotWaitAndTheNextOneHasTheAnswer() {
        service("api");
        settle();

        assertThat(ask("api").isRead(), is(false));
        assertThat("nothing is read on the thread of the question", sandbox.calls(), hasSize(0));
        long before = sandbox.clock().millis();
        workers.advance(1_000);

        LiveAnswer answer = ask("api");
        LiveService live = answer.service();
        assertThat(live, is(notNullValue()));
        assertThat(answer.at(), is(before));
        assertThat(live.status(), is("ACTIVE"));
        assertThat(live.taskDefinition(), containsString("task-definition/api:1"));
        assertThat(live.desired() + " " + live.running() + " " + live.pending(), is("2 2 0"));
        assertThat(live.rolloutState(), is("COMPLETED"));
        assertThat(live.images().values(), everyItem(is(IMAGE)));
        assertThat(live.digests().keySet(), is(live.images().keySet()));
        assertThat(live.digests().values(), everyItem(is(sandbox.images().digest(IMAGE))));
    }

    @Test
    public void aPageOfServicesIsReadInFewCalls() {
        IntStream.range(0, 95).forEach(i -> service("s" + i));
        settle();
        sandbox.quotas().enforce(true);

        IntStream.range(0, 95).forEach(i -> ask("s" + i));
        workers.advance(10_000);

        assertThat(sandbox.calls("DescribeServices"), hasSize(10));
        assertThat(sandbox.calls("DescribeServiceRevisions"), hasSize(5));
        assertThat(sandbox.calls(), hasSize(15));
        IntStream.range(0, 95).forEach(i -> assertThat("s" + i, ask("s" + i).service(), is(notNullValue())));
    }

    @Test
    public void manyUsersShareOneReadInFifteenSeconds() {
        service("api");
        settle();
        for (int second = 0; second < 60; second++) {
            for (int user = 0; user < 50; user++) {
                ask("api");
            }
            workers.advance(1_000);
        }

        assertThat(sandbox.calls("DescribeServices").size(), is(lessThanOrEqualTo(5)));
        assertThat("revisions never change", sandbox.calls("DescribeServiceRevisions"), hasSize(1));
    }

    @Test
    public void fiveHundredServicesAndFiftyUsersStayWithinTheQuotas() {
        IntStream.range(0, 500).forEach(i -> sandbox.service("prod", "s" + i, s -> s.desiredCount(0)));
        settle();
        sandbox.quotas().enforce(true);

        long oldest = 0;
        for (int second = 0; second < 64; second++) {
            // Each of 50 users asks every eight seconds, at another moment.
            for (int user = second % 8; user < 50; user += 8) {
                for (int i = 0; i < 500; i++) {
                    LiveAnswer answer = ask("s" + i);
                    if (second > 30) {
                        oldest = Math.max(oldest, sandbox.clock().millis() - answer.at());
                    }
                }
            }
            workers.advance(1_000);
        }

        assertThat(sandbox.quotas().exceeded(), is(0));
        assertThat(
                "50 calls every 15 seconds", sandbox.calls("DescribeServices").size(), is(lessThanOrEqualTo(300)));
        assertThat(sandbox.calls("DescribeServiceRevisions").size(), is(lessThanOrEqualTo(30)));
        assertThat("milliseconds", oldest, is(lessThan(30_000L)));
    }

    @Test
    public void nothingIsReadWhenNobodyAsksAndTheConnectionIsClosed() {
        service("api");
        settle();
        ask("api");
        workers.advance(2_000);
        sandbox.clearCalls();
        assertThat(connections.count(), is(1));

        workers.advance(Duration.ofMinutes(10).toMillis());

        assertThat(sandbox.calls(), hasSize(0));
        assertThat(connections.count(), is(0));
        assertThat(poller.lanes(), is(0));
    }

    @Test
    public void theCredentialsAreLookedUpAgainAfterFiveMinutes() {
        service("api");
        settle();
        for (int i = 0; i < 11; i++) {
            ask("api");
            workers.advance(30_000);
        }
        assertThat(opened, hasSize(2));
        assertThat(connections.count(), is(1));
    }

    @Test
    public void aServiceThatDoesNotExistIsMissing() {
        service("api");
        settle();
        ask("api");
        ask("gone");
        workers.advance(1_000);

        assertThat(ask("api").service(), is(notNullValue()));
        LiveAnswer gone = ask("gone");
        assertThat(gone.isRead(), is(true));
        assertThat(gone.isRefused(), is(false));
        assertThat(gone.service(), is(nullValue()));
    }

    @Test
    public void whatAwsDeniesIsSaidOnceAMinute() {
        service("api");
        settle();
        sandbox.deny("ecs:DescribeServices");
        for (int second = 0; second < 50; second++) {
            ask("api");
            workers.advance(1_000);
        }

        LiveAnswer answer = ask("api");
        assertThat(answer.problem(), is("not allowed to read"));
        assertThat(answer.reason(), containsString("ecs:DescribeServices"));
        assertThat(sandbox.calls("DescribeServices"), hasSize(1));
    }

    @Test
    public void withoutPermissionForRevisionsTheServiceIsShownWithoutImages() {
        service("api");
        settle();
        sandbox.deny("ecs:DescribeServiceRevisions");
        ask("api");
        workers.advance(1_000);

        LiveService live = ask("api").service();
        assertThat(live.taskDefinition(), containsString("api:1"));
        assertThat(live.images().size() + live.digests().size(), is(0));
    }

    @Test
    public void withoutCredentialsThatIsSaidForEachService() {
        ask("none", "a");
        ask("none", "b");
        workers.advance(1_000);

        assertThat(ask("none", "a").problem(), is("no credentials"));
        assertThat(ask("none", "b").reason(), containsString("'x' is not there"));
        assertThat(opened, hasSize(1));
        assertThat(sandbox.calls(), hasSize(0));
    }

    @Test
    public void anErrorInCredentialsIsNoErrorOfThePage() {
        ask("broken", "a");
        workers.advance(1_000);
        assertThat(ask("broken", "a").problem(), is("not read"));
    }

    @Test
    public void aWrongKeyAndAnEndpointThatIsDownAreRefusals() {
        service("api");
        settle();
        ask("wrong-secret", "api");
        workers.advance(5_000);
        assertThat(ask("wrong-secret", "api").problem(), is("credentials not accepted"));

        sandbox.faults().on("DescribeServices").reset();
        ask("api");
        workers.advance(60_000);
        assertThat(ask("api").problem(), is("AWS not reached"));
    }

    @Test
    public void aReadWithoutAnAnswerIsGivenUpAndTriedAgain() {
        service("api");
        settle();
        List<Runnable> hanging = new ArrayList<>();
        boolean[] hangs = {true};
        services = new LiveServices<>(
                this::connect,
                () -> poller,
                new PollerExecutor() {
                    @Override
                    public void run(Runnable task) {
                        if (hangs[0]) {
                            hanging.add(task);
                        } else {
                            workers.run(task);
                        }
                    }

                    @Override
                    public void later(Runnable task, long inMillis) {
                        workers.later(task, inMillis);
                    }
                },
                () -> sandbox.clock().millis());
        ask("api");
        workers.advance(121_000);
        hangs[0] = false;

        ask("api");
        workers.advance(1_000);
        assertThat(ask("api").service(), is(notNullValue()));

        hanging.forEach(Runnable::run);
        workers.advance(1_000);
        assertThat("what was given up reads nothing", sandbox.calls("DescribeServices"), hasSize(1));
        workers.advance(Duration.ofMinutes(10).toMillis());
        assertThat(connections.count(), is(0));
    }

    @Test
    public void aRefusedTargetDoesNotHoldAnother() {
        service("api");
        settle();
        ask("none", "api");
        ask("api");
        workers.advance(1_000);
        assertThat(ask("none", "api").isRefused(), is(true));
        assertThat(ask("api").service(), is(notNullValue()));
    }

    @Test
    public void hostileTextsOfAwsAreOneCleanLine() {
        service("api");
        settle();
        sandbox.faults().on("DescribeServices").denied("ecs:DescribeServices", "*", "\u001b[31m<b>\nfoo\u202e");
        ask("api");
        workers.advance(1_000);
        String reason = ask("api").reason();
        assertThat(reason, reason.chars().noneMatch(c -> c < ' ' || c == '\u202e'), is(true));
    }

    @Test
    public void whatIsTooMuchAtOnceIsAskedForByTheNextLook() {
        service("api");
        settle();
        int many = LiveTarget.MOST_WAITING + 10;
        IntStream.range(0, many).forEach(i -> ask("s" + i));
        workers.advance(60_000);
        assertThat(ask("s999").isRead(), is(true));
        assertThat(ask("s1000").isRead(), is(false));

        workers.advance(1_000);
        assertThat(ask("s1000").isRead(), is(true));
    }

    @Test
    public void anUpdateFromElsewhereIsSeen() {
        service("api");
        settle();
        String revision = sandbox.region()
                .taskDefinition(
                        "{\"family\":\"api\",\"networkMode\":\"awsvpc\",\"requiresCompatibilities\":[\"FARGATE\"],"
                                + "\"cpu\":\"256\",\"memory\":\"512\",\"containerDefinitions\":[{\"name\":\"app\","
                                + "\"image\":\"repo/app:9\",\"essential\":true}]}");
        sandbox.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"" + revision + "\"}");
        settle();
        ask("api");
        workers.advance(1_000);
        LiveService live = ask("api").service();
        assertThat(live.taskDefinition(), is(revision));
        assertThat(live.images(), hasKey("app"));
        assertThat(live.images().get("app"), is("repo/app:9"));
    }
}
