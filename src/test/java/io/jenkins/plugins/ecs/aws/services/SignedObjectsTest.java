package io.jenkins.plugins.ecs.aws.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The Region that S3 names for a bucket becomes a part of a host, to which a signed request is sent. */
public class SignedObjectsTest {

    private final List<String> hosts = new ArrayList<>();

    private void read(String bucketRegion) {
        SdkHttpClient http = new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                hosts.add(request.httpRequest().host());
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() {
                        return HttpExecuteResponse.builder()
                                .response(SdkHttpResponse.builder()
                                        .statusCode(301)
                                        .putHeader("x-amz-bucket-region", bucketRegion)
                                        .build())
                                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(new byte[0])))
                                .build();
                    }

                    @Override
                    public void abort() {}
                };
            }

            @Override
            public void close() {}
        };
        try (AwsConnection connection = AwsConnection.over(
                http,
                new AwsConnection.Settings("eu-central-1", null, null, "test", null),
                () -> StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))) {
            assertThrows(AwsFailure.class, () -> connection.objects().object("states", "prod", 1_000));
        }
    }

    @Test
    public void aBucketOfAnotherRegionIsAskedThere() {
        read("us-east-2");

        assertThat(hosts, contains("states.s3.eu-central-1.amazonaws.com", "states.s3.us-east-2.amazonaws.com"));
    }

    @Test
    public void aRegionThatIsNoneIsNotAsked() {
        read("evil.example/");

        assertThat(hosts, contains("states.s3.eu-central-1.amazonaws.com"));
    }
}
