package io.jenkins.plugins.ecs.aws.transport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** What the plugin's own wire code makes of an answer that a test hands it: no socket, and nothing guessed. */
public final class CannedAnswers {

    private static final AwsBasicCredentials KEYS = AwsBasicCredentials.create("AKIDEXAMPLE", "secret");

    private CannedAnswers() {}

    /**
     * An error or a page of HTML, as it comes over the wire.
     *
     * @param service {@code ECS}, {@code SERVICE_QUOTAS}
     */
    public static AwsFailure refused(String service, String operation, int status, String type, String body) {
        return failure(service, operation, new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return answering(status, type, body);
            }

            @Override
            public void close() {}
        });
    }

    /** A connection that breaks with this. */
    public static AwsFailure broken(String service, String operation, IOException how) {
        return failure(service, operation, new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() throws IOException {
                        throw how;
                    }

                    @Override
                    public void abort() {}
                };
            }

            @Override
            public void close() {}
        });
    }

    private static AwsFailure failure(String name, String operation, SdkHttpClient http) {
        AwsService service = AwsService.valueOf(name);
        SignedPost post = new SignedPost(
                new HttpConnections(keptFor -> http),
                new RenewableCredentials(() -> StaticCredentialsProvider.create(KEYS)),
                URI.create("http://127.0.0.1:1"),
                false,
                "eu-central-1",
                service);
        try {
            new SignedJsonCall(post, service).call(operation, JsonNodeFactory.instance.objectNode());
        } catch (AwsFailure failure) {
            return failure;
        }
        throw new AssertionError("this is an answer that can be used");
    }

    private static ExecutableHttpRequest answering(int status, String type, String body) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                SdkHttpFullResponse.Builder response =
                        SdkHttpFullResponse.builder().statusCode(status).putHeader("Content-Type", type);
                if (!type.startsWith("text/html")) {
                    response.putHeader("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
                }
                return HttpExecuteResponse.builder()
                        .response(response.build())
                        .responseBody(AbortableInputStream.create(
                                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }
}
