package io.jenkins.plugins.ecs.verify.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What requests look like on the wire, and what servers cannot do to the controller. */
public class HttpExchangeTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private final StringBuffer received = new StringBuffer();
    private ServerSocket server;

    @Before
    public void listen() throws IOException {
        server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @After
    public void close() throws IOException {
        testIsOver.countDown();
        server.close();
        threads.shutdownNow();
    }

    @Test
    public void requestNamesHostAndSendsPathAsWritten() throws Exception {
        responds("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

        HttpAnswer answer = ask("GET", "/a/../b//c%2Fd?q=%20x&y", Map.of("X-Version", "7"), 5000);

        assertThat(answer.text(), is("ok"));
        String request = received.toString();
        assertThat(request, startsWith("GET /a/../b//c%2Fd?q=%20x&y HTTP/1.1\r\n"));
        assertThat(request, containsString("Host: api.example.com:" + server.getLocalPort() + "\r\n"));
        assertThat(request, containsString("X-Version: 7\r\n"));
        assertThat(request, containsString("User-Agent: jenkins-ecs-deployment\r\n"));
        assertThat(request, containsString("Accept-Encoding: identity\r\n"));
        assertThat(request, containsString("Connection: close\r\n"));
        assertThat(request, not(containsString("Cookie")));
    }

    @Test
    public void userAgentOfTheCheckReplacesOurs() throws Exception {
        responds("HTTP/1.1 204 No Content\r\n\r\n");

        ask("GET", "/", Map.of("User-Agent", "monitor/1"), 5000);

        assertThat(received.toString(), containsString("User-Agent: monitor/1\r\n"));
        assertThat(received.toString(), not(containsString("jenkins-ecs-deployment")));
    }

    @Test
    public void interimResponsesAreSkipped() throws Exception {
        responds("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nX-A: 1\r\n\r\nbody");

        HttpAnswer answer = ask("GET", "/", Map.of(), 5000);

        assertThat(answer.status(), is(200));
        assertThat(answer.headers(), is(Map.of("x-a", "1")));
        assertThat(answer.text(), is("body"));
    }

    @Test
    public void headHasNoBodyWhateverItsLength() throws Exception {
        responds("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");

        assertThat(ask("HEAD", "/", Map.of(), 5000).text(), is(""));
    }

    @Test
    public void chunkedBodyIsReadToItsEnd() throws Exception {
        responds("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");

        assertThat(ask("GET", "/", Map.of(), 5000).text(), is("abcde"));
    }

    @Test
    public void compressedBodyIsNotExpanded() throws Exception {
        responds("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc");

        assertThat(ask("GET", "/", Map.of(), 5000).text(), is("abc"));
    }

    @Test
    public void headThatArrivesByteByByteEndsAtTheDeadline() throws Exception {
        drips("X: 1\r\n");

        long before = System.nanoTime();
        String problem = problem(150);

        assertThat(problem, is("no complete response from api.example.com:" + server.getLocalPort() + " in time"));
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before), lessThan(5_000L));
    }

    @Test
    public void silentServerEndsAtTheDeadline() throws Exception {
        responds("");

        assertThat(problem(150), containsString("no complete response from "));
    }

    @Test
    public void truncatedBodyIsAnError() throws Exception {
        respondsAndCloses("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");

        assertThat(problem(5000), containsString("Premature end of Content-Length"));
    }

    @Test
    public void serverThatClosesAtOnceIsAnError() throws Exception {
        respondsAndCloses("");

        assertThat(problem(5000), containsString("closed the connection without a response"));
    }

    @Test
    public void otherProtocolsAreReportedAtOnce() throws Exception {
        responds("SSH-2.0-OpenSSH_9.6\r\n");

        assertThat(problem(60_000), containsString("failed to respond with a valid HTTP response"));
    }

    @Test
    public void longHeadIsRefused() throws Exception {
        respondsAndCloses("HTTP/1.1 200 OK\r\nX: " + "a".repeat(100_000) + "\r\n\r\n");

        assertThat(problem(5000), containsString("Maximum line length limit exceeded"));
    }

    @Test
    public void manyHeadersAreRefused() throws Exception {
        respondsAndCloses("HTTP/1.1 200 OK\r\n" + "X: a\r\n".repeat(10_000) + "\r\n");

        assertThat(problem(5000), containsString("Maximum header count exceeded"));
    }

    @Test
    public void proxyOfTheJvmIsNotUsed() throws Exception {
        responds("HTTP/1.1 200 OK\r\n\r\ndirect");
        String host = System.getProperty("http.proxyHost");
        try {
            System.setProperty("http.proxyHost", "proxy.invalid");

            assertThat(ask("GET", "/", Map.of(), 5000).text(), is("direct"));
        } finally {
            if (host == null) {
                System.clearProperty("http.proxyHost");
            } else {
                System.setProperty("http.proxyHost", host);
            }
        }
    }

    @Test
    public void deadlineCoversRedirectsTogether() throws Exception {
        threads.submit(() -> {
            for (int i = 0; i < 4; i++) {
                try (Socket socket = server.accept()) {
                    readHead(socket);
                    if (testIsOver.await(100, TimeUnit.MILLISECONDS)) {
                        return null;
                    }
                    write(socket, "HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n");
                }
            }
            return null;
        });

        assertThat(problem(250), containsString("no complete response from "));
    }

    /** The abort and the end of the request race for the connection. */
    @Test
    public void cancelAtAnyMomentEndsTheRequest() throws Exception {
        for (int i = 0; i < 50; i++) {
            HttpBudget budget = new HttpBudget(Duration.ofSeconds(60));
            HttpProbe probe = probe(budget);
            CountDownLatch arrived = new CountDownLatch(1);
            threads.submit(() -> {
                try (Socket socket = server.accept()) {
                    arrived.countDown();
                    readHead(socket);
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(100_000));
                    testIsOver.await();
                }
                return null;
            });
            Future<String> running = threads.submit(() -> assertThrows(
                            HttpProbe.NoAnswer.class, () -> probe.ask("GET", URI.create(address()), Map.of()))
                    .getMessage());
            arrived.await();
            for (int spin = 0; spin < i * 1000; spin++) {
                Thread.onSpinWait();
            }

            budget.cancel();

            assertThat(running.get(10, TimeUnit.SECONDS), containsString("cancelled"));
        }
    }

    @Test
    public void noThreadIsLeftBehind() throws Exception {
        responds("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        ask("GET", "/", Map.of(), 60_000);
        Set<String> before = threadNames();
        responds("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

        ask("GET", "/", Map.of(), 60_000);

        Set<String> added = threadNames();
        added.removeAll(before);
        added.removeIf(name -> name.startsWith("pool-"));
        assertThat(added, is(Set.of()));
    }

    private static Set<String> threadNames() {
        Set<String> names = new TreeSet<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
        return names;
    }

    private HttpAnswer ask(String method, String path, Map<String, String> headers, int millis) throws Exception {
        return probe(millis).ask(method, URI.create(address() + path), headers);
    }

    private String problem(int millis) {
        return assertThrows(HttpProbe.NoAnswer.class, () -> ask("GET", "/", Map.of(), millis))
                .getMessage();
    }

    private static HttpProbe probe(int millis) {
        return probe(new HttpBudget(Duration.ofMillis(millis)));
    }

    private static HttpProbe probe(HttpBudget budget) {
        return new HttpProbe(
                new HostPolicy(List.of(), List.of("127.0.0.0/8")),
                host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                budget);
    }

    private String address() {
        return "http://api.example.com:" + server.getLocalPort();
    }

    /** Answers one request with these bytes, and keeps the connection open. */
    private void responds(String response) {
        threads.submit(() -> {
            try (Socket socket = server.accept()) {
                received.append(readHead(socket));
                write(socket, response);
                if (response.contains("\r\n\r\n") && !response.contains("ength") && !response.contains("hunked")) {
                    return null;
                }
                testIsOver.await();
            }
            return null;
        });
    }

    private void respondsAndCloses(String response) {
        threads.submit(() -> {
            try (Socket socket = server.accept()) {
                readHead(socket);
                write(socket, response);
            }
            return null;
        });
    }

    private void drips(String line) {
        threads.submit(() -> {
            try (Socket socket = server.accept()) {
                readHead(socket);
                write(socket, "HTTP/1.1 200 OK\r\n");
                for (int i = 0; i < 1000 && !testIsOver.await(20, TimeUnit.MILLISECONDS); i++) {
                    write(socket, line.substring(i % line.length(), i % line.length() + 1));
                }
            }
            return null;
        });
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
