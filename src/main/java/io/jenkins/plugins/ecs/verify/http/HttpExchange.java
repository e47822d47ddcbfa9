package io.jenkins.plugins.ecs.verify.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.DefaultHttpResponseParser;
import org.apache.http.impl.conn.DefaultHttpResponseParserFactory;
import org.apache.http.impl.conn.ManagedHttpClientConnectionFactory;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.io.HttpMessageParser;
import org.apache.http.io.SessionInputBuffer;
import org.apache.http.util.CharArrayBuffer;

/**
 * One HTTP request to one address that was checked before. The name in the URL is never resolved again: it only goes
 * into the {@code Host} header and is compared with the certificate. The request follows no redirects, uses no proxy
 * and keeps nothing for the next one. It ends at its deadline, even if the response arrives byte by byte.
 */
final class HttpExchange {

    /** The rest of a longer body is not read. */
    static final int MOST_BODY = 1024 * 1024;

    private static final MessageConstraints LIMITS = MessageConstraints.custom()
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(200)
            .build();

    private final SSLSocketFactory tls;
    private final HttpBudget budget;

    HttpExchange(SSLSocketFactory tls, HttpBudget budget) {
        this.tls = tls;
        this.budget = budget;
    }

    /** @param deadline in {@link System#nanoTime()} */
    HttpAnswer send(String method, URI uri, InetAddress address, Map<String, String> headers, long deadline)
            throws IOException {
        return send(request(method, uri, headers), address, deadline, MOST_BODY);
    }

    /** The body of the response is not read. */
    HttpAnswer post(URI uri, InetAddress address, Map<String, String> headers, byte[] body, long deadline)
            throws IOException {
        RequestBuilder request = request("POST", uri, headers).setEntity(new ByteArrayEntity(body));
        return send(request, address, deadline, 0);
    }

    private HttpAnswer send(RequestBuilder unlimited, InetAddress address, long deadline, int mostBody)
            throws IOException {
        long start = System.nanoTime();
        long left = deadline - start;
        if (left <= 0) {
            throw new SocketTimeoutException("no time left");
        }
        HttpUriRequest request = limited(unlimited, (int) TimeUnit.NANOSECONDS.toMillis(left) + 1);
        budget.opens(request::abort);
        CompletableFuture<Void> end = new CompletableFuture<>();
        end.orTimeout(left, TimeUnit.NANOSECONDS).whenComplete((ended, late) -> request.abort());
        try (CloseableHttpClient client = client(address);
                CloseableHttpResponse response = client.execute(request)) {
            byte[] body = body(response.getEntity(), mostBody);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            return new HttpAnswer(response.getStatusLine().getStatusCode(), headers(response), body, millis);
        } catch (IOException broken) {
            if (budget.isCancelled()) {
                throw new IOException("cancelled");
            }
            throw end.isDone() || broken instanceof InterruptedIOException ? timedOut(broken) : broken;
        } finally {
            // This also stops the transfer of the unread part of a long body.
            end.complete(null);
        }
    }

    private static IOException timedOut(IOException cause) {
        SocketTimeoutException late = new SocketTimeoutException("no complete response in time");
        late.initCause(cause);
        return late;
    }

    private static RequestBuilder request(String method, URI uri, Map<String, String> headers) {
        RequestBuilder request = RequestBuilder.create(method).setUri(uri);
        headers.forEach(request::setHeader);
        return request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity").setHeader(HttpHeaders.CONNECTION, "close");
    }

    private static HttpUriRequest limited(RequestBuilder request, int millis) {
        return request.setConfig(RequestConfig.custom()
                        .setConnectTimeout(millis)
                        .setSocketTimeout(millis)
                        .setNormalizeUri(false)
                        .build())
                .build();
    }

    private CloseableHttpClient client(InetAddress address) {
        // BasicHttpClientConnectionManager is not thread-safe, and another thread may abort the request.
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                RegistryBuilder.<ConnectionSocketFactory>create()
                        .register("http", PlainConnectionSocketFactory.getSocketFactory())
                        .register(
                                "https",
                                new SSLConnectionSocketFactory(
                                        tls, SSLConnectionSocketFactory.getDefaultHostnameVerifier()))
                        .build(),
                new ManagedHttpClientConnectionFactory(new StrictParsers()),
                host -> new InetAddress[] {address});
        connections.setDefaultConnectionConfig(
                ConnectionConfig.custom().setMessageConstraints(LIMITS).build());
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy(NoConnectionReuseStrategy.INSTANCE)
                .setUserAgent("jenkins-ecs-deployment")
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    private static Map<String, String> headers(CloseableHttpResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : response.getAllHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        return headers;
    }

    private static byte[] body(HttpEntity entity, int most) throws IOException {
        return entity == null ? new byte[0] : entity.getContent().readNBytes(most);
    }

    /** Parsers that give up at the first line that is not HTTP. The default one skips such lines until the timeout. */
    private static final class StrictParsers extends DefaultHttpResponseParserFactory {
        @Override
        public HttpMessageParser<HttpResponse> create(SessionInputBuffer buffer, MessageConstraints constraints) {
            return new DefaultHttpResponseParser(buffer, constraints) {
                @Override
                protected boolean reject(CharArrayBuffer line, int count) {
                    return true;
                }
            };
        }
    }
}
