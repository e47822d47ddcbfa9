package io.jenkins.plugins.ecs.aws.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.ServiceUpdate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Endpoints that do with connections what servers and balancers do. */
public class OddServerTest {

    private static final String ANSWER =
            "{\"services\":[{\"serviceName\":\"api\"}],\"service\":{\"serviceName\":\"api\"}}";

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private ServerSocket server;
    private AwsConnection connection;
    private volatile boolean zipped;
    /** So many requests of a connection are answered; it is closed without a word after them. */
    private volatile int answersPerConnection = Integer.MAX_VALUE;

    @Before
    public void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread listener = new Thread(this::serve);
        listener.setDaemon(true);
        listener.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort());
        connection = AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", endpoint, null, "test", null),
                () -> StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));
    }

    @After
    public void close() throws IOException {
        connection.close();
        server.close();
    }

    @Test
    public void aConnectionThatWasClosedMeanwhileCostsNoRead() {
        answersPerConnection = 1;

        for (int i = 0; i < 5; i++) {
            assertThat(connection.ecs().service("prod", "api").isPresent(), is(true));
        }
    }

    @Test
    public void aChangeGoesOutOnANewConnection() {
        answersPerConnection = 1;
        connection.ecs().service("prod", "api");

        for (int i = 1; i <= 3; i++) {
            EcsService updated = connection.ecs().update(new ServiceUpdate("prod", "api", null, 3, false));

            assertThat(updated.name(), is("api"));
            assertThat("sent once each time", requests.get(), is(1 + i));
        }
    }

    @Test
    public void readsShareAConnectionThatStaysOpen() {
        for (int i = 0; i < 5; i++) {
            connection.ecs().service("prod", "api");
        }

        assertThat(connections.get(), is(1));
    }

    @Test
    public void aReadThatBreaksTwiceIsLost() {
        answersPerConnection = 0;

        AwsFailure failure =
                assertThrows(AwsFailure.class, () -> connection.ecs().service("prod", "api"));

        assertThat(failure.kind(), is(Kind.LOST));
        assertThat(requests.get(), is(2));
    }

    @Test
    public void aChangeThatBreaksIsNotRepeated() {
        answersPerConnection = 0;

        AwsFailure failure = assertThrows(
                AwsFailure.class, () -> connection.ecs().update(new ServiceUpdate("prod", "api", null, 3, false)));

        assertThat(failure.mayHaveHappened(), is(true));
        assertThat(requests.get(), is(1));
    }

    @Test
    public void readsAnAnswerThatIsZippedUnasked() {
        zipped = true;

        assertThat(connection.ecs().service("prod", "api").orElseThrow().name(), is("api"));
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread each = new Thread(() -> serve(socket));
                each.setDaemon(true);
                each.start();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            for (int answered = 0; readRequest(socket.getInputStream()); answered++) {
                requests.incrementAndGet();
                if (answered >= answersPerConnection) {
                    return;
                }
                answer(socket.getOutputStream());
                if (answered + 1 >= answersPerConnection) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The client has closed the connection.
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        for (String line : head.toString().split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                in.readNBytes(
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).trim()));
            }
        }
        return true;
    }

    private void answer(OutputStream out) throws IOException {
        byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
        if (zipped) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
                zip.write(body);
            }
            body = bytes.toByteArray();
        }
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: " + body.length
                + (zipped ? "\r\nContent-Encoding: gzip" : "") + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }
}
