package io.jenkins.plugins.ecs.aws.connection;

import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.HttpReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.http.NoHttpResponseException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Requests to a sandbox in the same process: signed, read and failing as over HTTP, on the thread that asks. Tests of the
 * wire itself use a connection to {@link EcsSandbox#endpoint()}.
 */
public final class SandboxHttp implements SdkHttpClient {

    private final EcsSandbox sandbox;

    public SandboxHttp(EcsSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** With the access key that every sandbox accepts. */
    public static AwsConnection connection(EcsSandbox sandbox, String region) {
        return AwsConnection.over(
                new SandboxHttp(sandbox),
                new AwsConnection.Settings(region, sandbox.directEndpoint(), null, "test", null),
                () -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)));
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(request);
            }

            @Override
            public void abort() {}
        };
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest head = request.httpRequest();
        HttpReply reply = sandbox.exchange(head.method().name(), head.getUri(), head.headers(), body(request));
        if (reply.status() == 0) {
            throw new NoHttpResponseException("The target server failed to respond");
        }
        SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        return HttpExecuteResponse.builder()
                .response(response.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(reply.body())))
                .build();
    }

    private static byte[] body(HttpExecuteRequest request) throws IOException {
        if (request.contentStreamProvider().isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = request.contentStreamProvider().get().newStream()) {
            return in.readAllBytes();
        }
    }

    @Override
    public String clientName() {
        return "Sandbox";
    }

    @Override
    public void close() {}
}
