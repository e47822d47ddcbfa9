package io.jenkins.plugins.ecs.verify.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.ecs.verify.VerifyTestCase;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import io.jenkins.plugins.ecs.verify.check.Measurement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The http check against servers on this machine: what is good, what is not, and where it does not go. */
public class HttpCheckTest {

    private static final HostPolicy LOOPBACK = new HostPolicy(List.of(), List.of("127.0.0.0/8"));

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private HttpServer server;
    private HttpsServer secure;

    @Before
    public void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/health", exchange -> answer(exchange, 200, "{\"status\":\"UP\",\"db\":[{\"ok\":true}]}"));
        server.createContext("/broken", exchange -> answer(exchange, 503, "sorry"));
        server.start();
    }

    @After
    public void stopServer() {
        testIsOver.countDown();
        server.stop(0);
        if (secure != null) {
            secure.stop(0);
        }
        threads.shutdownNow();
    }

    @Test
    public void aGoodAnswerPasses() {
        Measurement seen = measure(check());

        assertThat(seen.value(), seen.verdict(), is(CheckVerdict.PASSED));
        assertThat(seen.value(), startsWith("200 in "));
        assertThat(seen.limit(), is("200-399"));
    }

    @Test
    public void aWrongStatusFails() {
        Measurement seen = measure(check(), "/broken");

        assertThat(seen.verdict(), is(CheckVerdict.FAILED));
        assertThat(seen.value(), is("status 503"));
        assertThat(measure(check().option("status", "200,500-503"), "/broken").verdict(), is(CheckVerdict.PASSED));
    }

    @Test
    public void theBodyIsMatched() {
        assertThat(measure(check().option("body", "\"status\":\\s*\"UP\"")).verdict(), is(CheckVerdict.PASSED));
        Measurement seen = measure(check().option("body", "DOWN"));
        assertThat(seen.verdict(), is(CheckVerdict.FAILED));
        assertThat(seen.value(), is("status 200, but the body does not match"));
    }

    @Test
    public void aPatternThatNeverEndsIsGivenUp() {
        server.createContext("/a", exchange -> answer(exchange, 200, "a".repeat(2000) + "!"));

        Measurement seen = measure(check().option("body", "^(a*)(a*)(a*)(a*)(a*)(a*)b"), "/a");

        assertThat(seen.verdict(), is(CheckVerdict.FAILED));
        assertThat(seen.value(), is("matching 'body' took too long. Use a simpler regular expression"));
    }

    @Test
    public void aPlaceInJsonIsCompared() {
        assertThat(
                measure(check().option("jsonPath", "$.status").option("jsonValue", "UP"))
                        .verdict(),
                is(CheckVerdict.PASSED));
        assertThat(
                measure(check().option("jsonPath", "$.db[*].ok").option("jsonValue", "true"))
                        .verdict(),
                is(CheckVerdict.PASSED));
        assertThat(
                measure(check().option("jsonPath", "$.status").option("jsonValue", "DOWN"))
                        .value(),
                is("status 200, but $.status is UP"));
        assertThat(
                measure(check().option("jsonPath", "$.version")).value(),
                is("status 200, but $.version does not exist"));
        assertThat(
                measure(check().option("jsonPath", "$.x").option("status", "503"), "/broken")
                        .value(),
                is("status 503, but the body is not JSON"));
    }

    @Test
    public void someOfSeveralRequestsMayFail() {
        AtomicInteger asked = new AtomicInteger();
        server.createContext(
                "/flaky", exchange -> answer(exchange, asked.incrementAndGet() % 3 == 0 ? 500 : 200, "ok"));

        Measurement enough = measure(check().option("requests", 9).option("successes", 6), "/flaky");
        Measurement tooFew = measure(check().option("requests", 9), "/flaky");

        assertThat(enough.value(), enough.verdict(), is(CheckVerdict.PASSED));
        assertThat(enough.value(), startsWith("6 of 9 succeeded, 200 in "));
        assertThat(tooFew.verdict(), is(CheckVerdict.FAILED));
        assertThat(tooFew.value(), is("6 of 9 succeeded, status 500"));
    }

    @Test
    public void slowAnswersFailTheLatency() {
        server.createContext("/slow", exchange -> {
            hold(150);
            answer(exchange, 200, "ok");
        });

        Measurement seen = measure(check().option("latencyMillis", 100), "/slow");

        assertThat(seen.verdict(), is(CheckVerdict.FAILED));
        assertThat(seen.limit(), is("200-399, within 100 ms"));
    }

    @Test
    public void anAnswerThatDripsEndsWithItsTime() {
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 1000 && !hold(20); i++) {
                    out.write('.');
                    out.flush();
                }
            }
        });
        long before = System.nanoTime();

        Measurement seen = measure(check(), "/drip", 400);

        assertThat(seen.verdict(), is(CheckVerdict.ERROR));
        assertThat(seen.value(), containsString("no complete response from "));
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before), lessThan(5_000L));
    }

    @Test
    public void aHugeAnswerIsReadNoFurtherThanItNeedsToBe() {
        AtomicInteger sent = new AtomicInteger();
        server.createContext("/huge", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1024 * 1024];
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 2000; i++) {
                    out.write(block);
                    sent.incrementAndGet();
                }
            }
        });

        Measurement seen = measure(check(), "/huge");

        assertThat(seen.value(), seen.verdict(), is(CheckVerdict.PASSED));
        assertThat(sent.get(), lessThan(100));
    }

    @Test
    public void noConnectionIsAnErrorInWords() {
        int port = server.getAddress().getPort();
        server.stop(0);

        Measurement seen = measure(check(), URI.create("http://127.0.0.1:" + port + "/"), LOOPBACK, plain(), 2000);

        assertThat(seen.verdict(), is(CheckVerdict.ERROR));
        assertThat(seen.last(), is(false));
        assertThat(seen.value(), startsWith("cannot connect to 127.0.0.1:" + port));
    }

    @Test
    public void redirectsAreFollowedAndEachIsChecked() {
        redirect("/once", "/health");
        redirect("/loop", "/loop");
        redirect("/away", "http://169.254.169.254/latest/meta-data/");
        redirect("/file", "file:///etc/passwd");

        assertThat(measure(check(), "/once").verdict(), is(CheckVerdict.PASSED));
        assertThat(measure(check(), "/loop").value(), is("more than 5 redirects"));
        Measurement away = measure(check(), "/away");
        assertThat(away.verdict(), is(CheckVerdict.ERROR));
        assertThat(away.last(), is(true));
        assertThat(away.value(), containsString("169.254.169.254 is not a public address"));
        assertThat(measure(check(), "/file").value(), is("redirected to a URL that is not an http or https URL"));
    }

    @Test
    public void privateAddressesAreRefusedUnlessTheirRangeIsAllowed() {
        Measurement seen = measure(check(), address("/health"), new HostPolicy(List.of(), List.of()), plain(), 2000);

        assertThat(seen.verdict(), is(CheckVerdict.ERROR));
        assertThat(seen.last(), is(true));
        assertThat(seen.value(), containsString("127.0.0.1 is not a public address, nor in a range"));
    }

    @Test
    public void aNameMustHaveNoRefusedAddressAtAll() {
        HttpProbe probe = new HttpProbe(
                new HostPolicy(List.of(), List.of()),
                host -> new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")},
                plain(),
                new HttpBudget(Duration.ofMillis(500)));

        Measurement seen = judged(check(), probe, URI.create("http://rebind.example.com/"));

        assertThat(seen.last(), is(true));
        assertThat(seen.value(), containsString("10.0.0.1 is not a public address"));
    }

    @Test
    public void aNameThatChangesAfterItWasCheckedDoesNotLeadElsewhere() throws Exception {
        int[] looks = {0};
        HttpProbe probe = new HttpProbe(
                LOOPBACK,
                host -> new InetAddress[] {InetAddress.getByName(++looks[0] == 1 ? "127.0.0.1" : "10.0.0.1")},
                plain(),
                new HttpBudget(Duration.ofSeconds(2)));
        URI uri = URI.create("http://rebind.example.com:" + server.getAddress().getPort() + "/health");

        Measurement first = judged(check(), probe, uri);

        // One look for one request: what was checked is what is connected to.
        assertThat(first.value(), first.verdict(), is(CheckVerdict.PASSED));
        assertThat(looks[0], is(1));
        Measurement second = judged(check(), probe, uri);
        assertThat(second.value(), containsString("10.0.0.1 is not a public address"));
    }

    @Test
    public void hostsThatAreNotListedAreRefused() {
        HostPolicy policy = new HostPolicy(List.of("api.example.com", "*.shop.example"), List.of("127.0.0.0/8"));

        assertThat(policy.refusal("api.example.com").isEmpty(), is(true));
        assertThat(policy.refusal("EU.shop.example").isEmpty(), is(true));
        assertThat(policy.refusal("shop.example").isEmpty(), is(false));
        assertThat(policy.refusal("evilshop.example").isEmpty(), is(false));
        assertThat(
                measure(check(), address("/health"), policy, plain(), 2000).value(),
                is("127.0.0.1 is not one of the hosts that the administrator permits for http checks"));
    }

    @Test
    public void whatIsNotPublicIsKnown() throws Exception {
        for (String address : new String[] {
            "127.0.0.1",
            "10.1.2.3",
            "172.31.255.255",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00:ec2::254",
            "64:ff9b::a9fe:a9fe",
            "2002:a00:1::",
            "::ffff:10.0.0.1",
            "198.18.0.1",
            "168.63.129.16",
            "192.88.99.1",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "::ffff:0:a9fe:a9fe",
            "192.0.2.1",
            "2001:db8::1"
        }) {
            assertThat(address, AddressRange.isPublic(InetAddress.getByName(address)), is(false));
        }
        for (String address : new String[] {"93.184.216.34", "172.32.0.1", "2606:2800:220:1::", "64:ff9b::5db8:d822"}) {
            assertThat(address, AddressRange.isPublic(InetAddress.getByName(address)), is(true));
        }
    }

    @Test
    public void aCertificateOfNobodyKnownIsAnErrorInWords() throws Exception {
        startSecure("CN=localhost", "san=dns:localhost");

        Measurement seen = measure(check(), secureAddress("localhost"), LOOPBACK, plain(), 5000);

        assertThat(seen.verdict(), is(CheckVerdict.ERROR));
        assertThat(seen.value(), startsWith("TLS connection to localhost:"));
        assertThat(seen.value(), containsString("failed"));
    }

    @Test
    public void aCertificateOfAnotherNameIsAnErrorAndTheRightOnePasses() throws Exception {
        SSLSocketFactory trusting = startSecure("CN=other.example", "san=dns:other.example");

        Measurement wrong = measure(check(), secureAddress("localhost"), LOOPBACK, trusting, 5000);
        HttpProbe probe = new HttpProbe(
                LOOPBACK,
                host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                trusting,
                new HttpBudget(Duration.ofSeconds(5)));
        Measurement right = judged(check(), probe, secureAddress("other.example"));

        assertThat(wrong.verdict(), is(CheckVerdict.ERROR));
        assertThat(wrong.value(), containsString("localhost"));
        assertThat(right.value(), right.verdict(), is(CheckVerdict.PASSED));
    }

    @Test
    public void headersGoToTheHostTheyAreForAndNotAlongToAnother() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0), 0);
        try {
            StringBuilder seen = new StringBuilder();
            other.createContext("/", exchange -> {
                seen.append(exchange.getRequestHeaders().getFirst("X-Version"));
                answer(exchange, 200, "ok");
            });
            other.start();
            server.createContext(
                    "/own",
                    exchange -> answer(
                            exchange,
                            "7".equals(exchange.getRequestHeaders().getFirst("X-Version")) ? 200 : 400,
                            "ok"));
            redirect("/other", "http://127.0.0.2:" + other.getAddress().getPort() + "/");
            CheckSpec.Builder check = check().option("headers", "X-Version: 7");

            assertThat(measure(check, "/own").verdict(), is(CheckVerdict.PASSED));
            assertThat(measure(check, "/other").verdict(), is(CheckVerdict.PASSED));
            assertThat(seen.toString(), is("null"));
        } finally {
            other.stop(0);
        }
    }

    @Test
    public void headersAreNotSentToAnotherPortOrScheme() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            StringBuilder seen = new StringBuilder();
            other.createContext("/", exchange -> {
                seen.append(exchange.getRequestHeaders().getFirst("X-Version"));
                answer(exchange, 200, "ok");
            });
            other.start();
            redirect("/port", "http://127.0.0.1:" + other.getAddress().getPort() + "/");

            assertThat(
                    measure(check().option("headers", "X-Version: 7"), "/port").verdict(), is(CheckVerdict.PASSED));
            assertThat(seen.toString(), is("null"));
        } finally {
            other.stop(0);
        }
        URI https = URI.create("https://api.example.com/");
        assertThat(HttpProbe.isSameOrigin(https, URI.create("http://api.example.com/")), is(false));
        assertThat(HttpProbe.isSameOrigin(https, URI.create("https://api.example.com:443/x")), is(true));
        assertThat(HttpProbe.isSameOrigin(https, URI.create("https://API.example.com/x")), is(true));
    }

    @Test
    public void allRequestsOfAPollTogetherTakeNoLongerThanItsBudget() {
        long[] now = {0};
        int[] sent = {0};
        server.createContext("/slow", exchange -> {
            sent[0]++;
            now[0] += Duration.ofSeconds(25).toNanos();
            answer(exchange, 200, "ok");
        });
        long start = System.nanoTime();
        HttpBudget budget = new HttpBudget(Duration.ofSeconds(30), () -> start + now[0]);
        HttpProbe probe = new HttpProbe(LOOPBACK, InetAddress::getAllByName, plain(), budget);

        Measurement seen = judged(check().option("requests", 100), probe, address("/slow"));

        assertThat(sent[0], is(3));
        assertThat(seen.verdict(), is(CheckVerdict.ERROR));
        assertThat(seen.value(), containsString("3 of "));
        assertThat(seen.value(), containsString("the previous requests of this poll took all of its 60 s"));
    }

    @Test
    public void aCancelledRequestEndsAtOnce() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        server.createContext("/never", exchange -> {
            arrived.countDown();
            try {
                testIsOver.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        HttpBudget budget = new HttpBudget(Duration.ofSeconds(300));
        HttpProbe probe = new HttpProbe(LOOPBACK, InetAddress::getAllByName, plain(), budget);
        Future<Measurement> running = threads.submit(() -> judged(check(), probe, address("/never")));
        arrived.await();

        budget.cancel();

        assertThat(running.get(5, TimeUnit.SECONDS).verdict(), is(CheckVerdict.ERROR));
        assertThat(judged(check(), probe, address("/health")).value(), containsString("cancelled"));
    }

    @Test
    public void oneVerificationTakesOnlyItsShareOfTheThreads() {
        List<Runnable> started = new ArrayList<>();
        BackgroundReads aside = new BackgroundReads(started::add);

        for (int check = 0; check < 10; check++) {
            aside.begin(check, 0, () -> (spec, state, at) -> Measurement.error("slow"), () -> {});
        }

        assertThat(started.size(), is(4));
        started.get(0).run();
        aside.begin(9, 0, () -> (spec, state, at) -> Measurement.error("slow"), () -> {});
        assertThat(started.size(), is(5));
    }

    @Test
    public void anAbortCancelsTheReadsThatAreUnderWay() {
        boolean[] cancelled = {false};
        BackgroundReads aside = new BackgroundReads(task -> {});
        aside.begin(0, 0, () -> (spec, state, at) -> Measurement.error("slow"), () -> cancelled[0] = true);

        aside.close();

        assertThat(cancelled[0], is(true));
    }

    @Test
    public void whatIsWrongWithItIsToldBeforeItIsMade() {
        String told = problems(check().option("url", "ftp://x")
                .option("status", "2xx")
                .option("body", "(")
                .option("jsonPath", "status")
                .option("headers", "Authorization: Bearer abc\nHost: x")
                .option("requests", 1000));

        assertThat(told, containsString("http.url: 'ftp://x' is not an http or https URL"));
        assertThat(told, containsString("http.status: '2xx' is not a status"));
        assertThat(told, containsString("http.body: '(' is not a regular expression"));
        assertThat(told, containsString("http.jsonPath: 'status' is not a path"));
        assertThat(told, containsString("Authorization looks like a secret"));
        assertThat(told, not(containsString("Bearer")));
        assertThat(told, containsString("Host is set by the check itself"));
        assertThat(told, containsString("http.requests: 1000 is too high"));
    }

    private static String problems(CheckSpec.Builder check) {
        try {
            VerifyTestCase.only(check).build();
            throw new AssertionError("nothing is wrong");
        } catch (IllegalArgumentException wrong) {
            return wrong.getMessage();
        }
    }

    private static CheckSpec.Builder check() {
        return CheckSpec.of(CheckKind.HTTP);
    }

    private Measurement measure(CheckSpec.Builder check) {
        return measure(check, "/health");
    }

    private Measurement measure(CheckSpec.Builder check, String path) {
        return measure(check, path, 5_000);
    }

    private Measurement measure(CheckSpec.Builder check, String path, int timeoutMillis) {
        return measure(check, address(path), LOOPBACK, plain(), timeoutMillis);
    }

    private static Measurement measure(
            CheckSpec.Builder check, URI uri, HostPolicy policy, SSLSocketFactory tls, int timeoutMillis) {
        HttpBudget budget = new HttpBudget(Duration.ofMillis(timeoutMillis));
        return judged(check, new HttpProbe(policy, InetAddress::getAllByName, tls, budget), uri);
    }

    private static Measurement judged(CheckSpec.Builder check, HttpProbe probe, URI uri) {
        CheckSpec spec = check.build();
        return HttpCheck.read(spec, probe, uri).measure(spec, null, 0);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private URI secureAddress(String host) {
        return URI.create("https://" + host + ":" + secure.getAddress().getPort() + "/");
    }

    private static SSLSocketFactory plain() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private void redirect(String from, String to) {
        server.createContext(from, exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            answer(exchange, 302, "");
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** @return whether the test is over */
    private boolean hold(long millis) {
        try {
            return testIsOver.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Makes a certificate as the JDK's own tool does; gives what trusts it. */
    private SSLSocketFactory startSecure(String name, String extension) throws Exception {
        Path store = folder.getRoot().toPath().resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        name,
                        "-ext",
                        extension,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said, keytool.waitFor(), is(0));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(context));
        secure.setExecutor(threads);
        secure.createContext("/", exchange -> answer(exchange, 200, "ok"));
        secure.start();
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        return client.getSocketFactory();
    }
}
