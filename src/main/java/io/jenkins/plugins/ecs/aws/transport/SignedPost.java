package io.jenkins.plugins.ecs.aws.transport;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsService;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Signed requests to one service, over the SDK's HTTP client and its Signature Version 4 signer. One attempt each. */
public final class SignedPost {

    private final HttpConnections http;
    private final RenewableCredentials credentials;
    private final URI endpoint;
    private final String region;
    private final AwsService service;
    private final AnswerCheck check;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** @param overridden whether the endpoint is not AWS's own */
    public SignedPost(
            HttpConnections http,
            RenewableCredentials credentials,
            URI endpoint,
            boolean overridden,
            String region,
            AwsService service) {
        this.http = http;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.region = region;
        this.service = service;
        check = new AnswerCheck(service, credentials, overridden);
    }

    @NonNull
    public AnswerCheck check() {
        return check;
    }

    @NonNull
    public HttpAnswer send(@NonNull String operation, @NonNull byte[] payload, @NonNull Map<String, String> headers) {
        return send(operation, SdkHttpMethod.POST, endpoint, payload, headers);
    }

    /**
     * @param path from the root, each of its parts encoded
     * @param query by name, not encoded
     */
    @NonNull
    public HttpAnswer send(
            @NonNull String operation,
            @NonNull SdkHttpMethod method,
            @NonNull String path,
            @NonNull Map<String, String> query,
            @NonNull byte[] payload) {
        String base = endpoint.toString();
        StringBuilder address =
                new StringBuilder(base.endsWith("/") ? base.substring(0, base.length() - 1) : base).append(path);
        char separator = '?';
        for (Map.Entry<String, String> each : new TreeMap<>(query).entrySet()) {
            address.append(separator).append(each.getKey()).append('=').append(SdkHttpUtils.urlEncode(each.getValue()));
            separator = '&';
        }
        return send(
                operation,
                method,
                URI.create(address.toString()),
                payload,
                payload.length == 0 ? Map.of() : Map.of("Content-Type", "application/json"));
    }

    /**
     * A read without a body.
     *
     * @param path from the root, each of its parts encoded
     */
    @NonNull
    public HttpAnswer get(@NonNull String operation, @NonNull String path, @NonNull Map<String, String> headers) {
        return send(operation, SdkHttpMethod.GET, URI.create(endpoint + path), new byte[0], headers);
    }

    private HttpAnswer send(
            String operation, SdkHttpMethod method, URI address, byte[] payload, Map<String, String> headers) {
        HttpExecuteRequest request = sign(method, address, payload, headers);
        try {
            return isRead(operation) ? http.read(request) : http.change(request);
        } catch (IOException broken) {
            throw check.broken(operation, broken);
        }
    }

    private static boolean isRead(String operation) {
        return operation.startsWith("Describe") || operation.startsWith("List") || operation.startsWith("Get");
    }

    private HttpExecuteRequest sign(SdkHttpMethod method, URI address, byte[] payload, Map<String, String> headers) {
        SdkHttpRequest.Builder plain =
                SdkHttpRequest.builder().method(method).uri(address).putHeader("User-Agent", "jenkins-ecs-deployment");
        headers.forEach(plain::putHeader);
        if (payload.length > 0) {
            plain.putHeader("Content-Length", Integer.toString(payload.length));
        }
        AwsCredentials identity = credentials.resolveCredentials();
        SignedRequest signed = signer.sign(s -> s.identity(identity)
                .request(plain.build())
                .payload(ContentStreamProvider.fromByteArray(payload))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signingName())
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                // S3 takes the path as it is, as the only service.
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, service != AwsService.S3)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, service != AwsService.S3));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(
                        payload.length == 0 ? null : signed.payload().orElse(null))
                .build();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s", service.signingName(), endpoint);
    }
}
