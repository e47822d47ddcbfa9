package io.jenkins.plugins.ecs.aws.transport;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import io.jenkins.plugins.ecs.aws.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Loads from a URL that AWS has returned. It is signed already, so nothing is added to the request. */
public final class Download {

    private static final int MOST = 4 * 1024 * 1024;

    private final SdkHttpClient http;
    private final Endpoints endpoints;

    public Download(SdkHttpClient http, @NonNull Endpoints endpoints) {
        this.http = http;
        this.endpoints = endpoints;
    }

    /** @throws IOException without the address, whose query is as good as a key */
    @NonNull
    public byte[] get(@NonNull URI address) throws IOException {
        if (!"https".equals(address.getScheme()) && !endpoints.has(address)) {
            throw new IOException(AwsMessages.NOT_HTTPS);
        }
        HttpExecuteResponse response;
        try {
            response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(SdkHttpRequest.builder()
                                    .method(SdkHttpMethod.GET)
                                    .uri(address)
                                    .build())
                            .build())
                    .call();
        } catch (IOException broken) {
            throw new IOException(AwsMessages.notLoaded(broken.getClass().getSimpleName(), address.getHost()), broken);
        }
        try (InputStream in =
                response.responseBody().map(InputStream.class::cast).orElse(InputStream.nullInputStream())) {
            if (!response.httpResponse().isSuccessful()) {
                throw new IOException(AwsMessages.answeredWith(
                        address.getHost(), response.httpResponse().statusCode()));
            }
            return in.readNBytes(MOST);
        }
    }
}
