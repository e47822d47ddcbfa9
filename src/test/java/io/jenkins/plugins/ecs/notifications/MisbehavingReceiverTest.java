package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.history.RecordFile;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import io.jenkins.plugins.ecs.verify.http.HttpPost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLSocketFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Receivers that misbehave in every way: no event is lost, doubled beyond its id, or overtakes one of its service. */
public class MisbehavingReceiverTest {

    private static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());
    private static final String TOKEN = "T0K3N";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private Receiver receiver;
    private Outbox outbox;
    private long now = Events.T0;
    private HostPolicy policy = new HostPolicy(List.of(), List.of("127.0.0.0/8"), "notifications");
    private String scheme = "http";
    private Duration timeout = Duration.ofSeconds(20);

    @Before
    public void open() throws IOException {
        receiver = new Receiver();
        outbox = newOutbox();
    }

    private Outbox newOutbox() {
        Outbox fresh = new Outbox(new RecordFile(folder.getRoot().toPath().resolve("outbox.jsonl")), e -> {
            throw new AssertionError(e);
        });
        fresh.load(now, 0.5);
        return fresh;
    }

    @After
    public void close() throws IOException {
        receiver.close();
    }

    @Test
    public void everyEventArrivesInItsOrderWhateverTheReceiverDoes() throws Exception {
        timeout = Duration.ofMillis(500);
        receiver.then(
                Receiver.Fault.REFUSES,
                Receiver.Fault.CLOSES,
                "HTTP/1.1 500 Oops",
                "HTTP/1.1 200 OK",
                Receiver.Fault.ACCEPTS_SILENTLY,
                Receiver.Fault.HANGS,
                "HTTP/1.1 503 Busy\r\nRetry-After: nonsense",
                Receiver.Fault.STALLS,
                "HTTP/1.1 429 Slow down\r\nRetry-After: 3600",
                Receiver.Fault.NO_HTTP,
                "HTTP/1.1 301 Moved\r\nLocation: http://169.254.169.254/",
                "HTTP/1.1 404 Not Found",
                "HTTP/1.1 401 Unauthorized",
                Receiver.Fault.ENDLESS,
                "HTTP/1.1 202 Accepted",
                Receiver.Fault.CLOSES,
                "HTTP/1.1 500 Oops");
        for (int i = 0; i < 5; i++) {
            accept("api-" + i, "api");
            accept("web-" + i, "web");
        }
        deliver(40);
        // Killed, and started again.
        outbox = newOutbox();
        deliver(200);

        assertThat(outbox.lanes().get("hook").waiting(), is(empty()));
        List<Receiver.Request> all = receiver.requests();
        for (String service : List.of("api", "web")) {
            List<String> accepted = List.copyOf(new LinkedHashSet<>(all.stream()
                    .filter(Receiver.Request::accepted)
                    .map(Receiver.Request::id)
                    .filter(id -> id.startsWith(service))
                    .toList()));
            assertThat(
                    accepted,
                    is(IntStream.range(0, 5).mapToObj(i -> service + "-" + i).toList()));
        }
        for (Receiver.Request each : all) {
            assertThat(each.body(), containsString("\"id\":\"" + each.id() + "\""));
            assertThat(each.headers().get("content-type"), is("application/cloudevents+json; charset=utf-8"));
            assertThat(each.headers().get("webhook-signature"), is(independentSignature(each)));
        }
        assertThat("no storm", all.size(), is(lessThan(40)));
    }

    @Test
    public void aReceiverThatIsGoneGetsNothingMore() {
        receiver.then("HTTP/1.1 410 Gone");
        accept("a", "api");
        accept("b", "web");

        deliver(50);

        assertThat(receiver.requests(), hasSize(1));
        assertThat(outbox.lanes().get("hook").waiting(), hasSize(2));
        outbox.enable("hook");
        deliver(5);
        assertThat(outbox.lanes().get("hook").waiting(), is(empty()));
    }

    @Test
    public void anEventThatIsRejectedDoesNotHoldUpTheNext() {
        receiver.then("HTTP/1.1 413 Too large", "HTTP/1.1 415 What?");
        accept("a", "api");
        accept("b", "api");
        accept("c", "api");

        deliver(5);

        assertThat(
                outbox.ended().stream()
                        .map(each -> each.event().getId() + " " + each.result().kind() + " "
                                + each.result().status())
                        .toList(),
                contains("c DELIVERED 200", "b REJECTED 415", "a REJECTED 413"));
    }

    @Test
    public void retryAfterIsHeeded() {
        receiver.then("HTTP/1.1 429 Slow down\r\nRetry-After: 3600");
        accept("a", "api");
        deliver(1);

        assertThat(outbox.dueAt(), is(Events.T0 + 3_600_000));
    }

    @Test
    public void forbiddenAddressesAreNeverConnectedTo() {
        for (String url : new String[] {
            "https://127.0.0.1:%d/x",
            "https://169.254.169.254/x",
            "https://[::1]:%d/x",
            "https://[::ffff:127.0.0.1]:%d/x",
            "ftp://127.0.0.1:%d/x",
            "https://user:" + TOKEN + "@127.0.0.1:%d/x",
            "http://93.184.216.34:%d/x"
        }) {
            policy = new HostPolicy(List.of(), List.of(), "notifications");
            SendResult result = sender(URI.create(url.replace("%d", String.valueOf(receiver.port()))))
                    .send(Events.of("a", "api"));

            assertThat(url, result.kind(), is(SendResult.Kind.FAILED));
            assertThat(result.why(), not(containsString(TOKEN)));
        }
        assertThat(receiver.requests(), is(empty()));
    }

    /** The name is resolved once: what was checked is what is connected to. */
    @Test
    public void aNameIsNotResolvedAgainAfterItWasChecked() {
        int[] lookUps = {0};
        HttpPost http = new HttpPost(
                policy,
                host -> {
                    lookUps[0]++;
                    return new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})};
                },
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                Duration.ofSeconds(5));

        HttpPost.Reply reply = http.send(
                URI.create("http://hook.example.com:" + receiver.port() + "/"), java.util.Map.of(), new byte[0]);

        assertThat(reply.status(), is(200));
        assertThat(lookUps[0], is(1));
        assertThat(receiver.requests().get(0).headers().get("host"), is("hook.example.com:" + receiver.port()));
    }

    @Test
    public void aServerThatSpeaksNoTlsFailsWithoutTheSecretsOfItsUrl() {
        scheme = "https";
        receiver.then(Receiver.Fault.GREETS);
        accept("a", "api");
        deliver(1);

        String why = outbox.lanes().get("hook").lastProblem();
        assertThat(why, containsString("TLS connection to 127.0.0.1:" + receiver.port() + " failed"));
        assertThat(why, not(containsString(TOKEN)));
        assertThat(
                receiver.requests().stream().filter(Receiver.Request::accepted).toList(), is(empty()));
    }

    private void accept(String id, String service) {
        outbox.accept(Events.of(id, service), List.of("hook"), now);
    }

    /** Sends what is due, and moves the clock to what is due next. */
    private void deliver(int most) {
        DeliveryWorker worker = new DeliveryWorker(
                outbox, lane -> sender(URI.create(url())), threads::add, clock(), () -> 0.5, inMillis -> {});
        for (int i = 0; i < most && outbox.dueAt() != Long.MAX_VALUE; i++) {
            now = Math.max(now, outbox.dueAt());
            worker.poke();
            Runnable next = threads.poll();
            if (next != null) {
                next.run();
                // What became due at once is taken by the next loop.
                while (threads.size() > 0 && i++ < most) {
                    threads.remove().run();
                }
            }
        }
    }

    private String url() {
        return scheme + "://127.0.0.1:" + receiver.port() + "/services/" + TOKEN;
    }

    private HttpSender sender(URI url) {
        HttpPost http = new HttpPost(
                policy, InetAddress::getAllByName, (SSLSocketFactory) SSLSocketFactory.getDefault(), timeout);
        return new HttpSender(
                http,
                MessageFormat.CLOUD_EVENTS,
                url,
                WebhookSignature.of(SECRET),
                "",
                Map.of(),
                "https://ci.example.com/",
                clock());
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(now);
            }
        };
    }

    private static String independentSignature(Receiver.Request request) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("0123456789abcdef0123456789abcdef".getBytes(), "HmacSHA256"));
        String signed = request.headers().get("webhook-id") + "."
                + request.headers().get("webhook-timestamp") + "." + request.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
