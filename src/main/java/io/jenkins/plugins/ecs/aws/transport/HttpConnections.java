package io.jenkins.plugins.ecs.aws.transport;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import io.jenkins.plugins.ecs.aws.ErrorClassifier;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;

/**
 * The HTTP client that all services of one {@link AwsConnection} share, those of the AWS SDK included. A kept
 * connection may have been closed by the other end just now. A read that breaks at once is therefore sent once more, on
 * a new connection; a change, which must not be repeated blindly, gets a new connection to begin with.
 */
public final class HttpConnections implements AutoCloseable {

    /** Far above any response of these services; a longer one counts as unreadable. */
    static final int MAX_ANSWER = 16 * 1024 * 1024;

    /** AWS answers within a second or two; what takes longer than this counts as lost. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    /** For a whole body, so that a server that sends byte by byte does not hold a thread. */
    private static final Duration BODY_WITHIN = Duration.ofSeconds(60);

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    /** Connections that are in use; idle ones are closed sooner. */
    private static final Duration KEPT_FOR = Duration.ofHours(1);

    private final Function<Duration, SdkHttpClient> clients;
    private final SdkHttpClient kept;
    /** Null until it is needed. */
    private SdkHttpClient unused;

    /** @param clients makes a client whose connections live at most that long */
    public HttpConnections(@NonNull Function<Duration, SdkHttpClient> clients) {
        this.clients = clients;
        kept = clients.apply(KEPT_FOR);
    }

    /** @param proxy null for a direct connection */
    @NonNull
    public static HttpConnections open(@CheckForNull HttpProxy proxy) {
        return new HttpConnections(keptFor -> apache(proxy, keptFor));
    }

    private static SdkHttpClient apache(HttpProxy proxy, Duration keptFor) {
        ApacheHttpClient.Builder builder = ApacheHttpClient.builder()
                .connectionTimeToLive(keptFor)
                .connectionTimeout(CONNECT_WITHIN)
                .socketTimeout(ANSWER_WITHIN)
                .maxConnections(8);
        if (proxy != null) {
            builder.proxyConfiguration(ProxyConfiguration.builder()
                    .endpoint(URI.create("http://" + proxy.host() + ":" + proxy.port()))
                    .username(proxy.user())
                    .password(proxy.password())
                    .nonProxyHosts(proxy.noProxyHosts())
                    .build());
        }
        return builder.build();
    }

    /** Of kept connections, with nothing in between. */
    @NonNull
    public SdkHttpClient kept() {
        return kept;
    }

    private synchronized SdkHttpClient unused() {
        if (unused == null) {
            unused = clients.apply(Duration.ofMillis(1));
        }
        return unused;
    }

    @NonNull
    HttpAnswer read(@NonNull HttpExecuteRequest request) throws IOException {
        Response response = readResponse(request);
        return HttpAnswer.of(response.head, response.body);
    }

    @NonNull
    HttpAnswer change(@NonNull HttpExecuteRequest request) throws IOException {
        Response response = exchange(unused(), request);
        return HttpAnswer.of(response.head, response.body);
    }

    /**
     * The same for a client of the AWS SDK. Closing it closes nothing.
     *
     * @param changes whether that client sends changes
     */
    @NonNull
    SdkHttpClient forSdk(boolean changes) {
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() throws IOException {
                        return (changes ? exchange(unused(), request) : readResponse(request)).forSdk();
                    }

                    @Override
                    public void abort() {
                        // The time of a call is limited already.
                    }
                };
            }

            @Override
            public void close() {
                // Its owner closes the connections.
            }
        };
    }

    private Response readResponse(HttpExecuteRequest request) throws IOException {
        try {
            return exchange(kept, request);
        } catch (InterruptedIOException outOfTime) {
            throw outOfTime;
        } catch (IOException broken) {
            if (ErrorClassifier.of(broken) != Kind.LOST) {
                throw broken;
            }
            return exchange(unused(), request);
        }
    }

    private record Response(SdkHttpResponse head, byte[] body) {

        HttpExecuteResponse forSdk() {
            // The body is no longer compressed.
            SdkHttpFullResponse.Builder plain = SdkHttpFullResponse.builder()
                    .statusCode(head.statusCode())
                    .statusText(head.statusText().orElse(""))
                    .headers(head.headers());
            plain.removeHeader("Content-Encoding");
            plain.removeHeader("x-amz-crc32");
            plain.putHeader("Content-Length", Integer.toString(body.length));
            return HttpExecuteResponse.builder()
                    .response(plain.build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                    .build();
        }
    }

    private static Response exchange(SdkHttpClient client, HttpExecuteRequest request) throws IOException {
        HttpExecuteResponse response = client.prepareRequest(request).call();
        return new Response(response.httpResponse(), body(response));
    }

    private static byte[] body(HttpExecuteResponse response) throws IOException {
        AbortableInputStream stream = response.responseBody().orElse(null);
        if (stream == null) {
            return new byte[0];
        }
        boolean zipped = response.httpResponse()
                .firstMatchingHeader("Content-Encoding")
                .filter(encoding -> encoding.equalsIgnoreCase("gzip"))
                .isPresent();
        long end = System.nanoTime() + BODY_WITHIN.toNanos();
        try (InputStream in = zipped ? new GZIPInputStream(stream) : stream) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                body.write(part, 0, read);
                if (body.size() > MAX_ANSWER) {
                    stream.abort();
                    throw new IOException(AwsMessages.tooLong(MAX_ANSWER));
                }
                if (System.nanoTime() - end > 0) {
                    stream.abort();
                    throw new SocketTimeoutException(AwsMessages.tooSlow(BODY_WITHIN.toSeconds()));
                }
            }
            return body.toByteArray();
        }
    }

    @Override
    public void close() {
        kept.close();
        synchronized (this) {
            if (unused != null) {
                unused.close();
            }
        }
    }
}
