package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** Signed POSTs to one service, over the SDK's HTTP client and its Signature Version 4 signer. One attempt each. */
final class SignedPost {

    /** Far above any answer of these services; what is longer is cut off as unreadable. */
    static final int MAX_ANSWER = 16 * 1024 * 1024;

    /** An answer with its body read; {@code errorType} is the header of that name, if there is one. */
    record Answer(
            int status,
            @CheckForNull String errorType,
            @NonNull byte[] body) {
        boolean isSuccessful() {
            return status >= 200 && status < 300;
        }
    }

    private final SdkHttpClient http;
    private final Supplier<SdkHttpClient> unused;
    private final RenewableCredentials credentials;
    private final URI endpoint;
    private final String region;
    private final AwsService service;
    private volatile boolean obtained;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** @param unused a client whose connections were not used before */
    SignedPost(
            SdkHttpClient http,
            Supplier<SdkHttpClient> unused,
            RenewableCredentials credentials,
            URI endpoint,
            String region,
            AwsService service) {
        this.http = http;
        this.unused = unused;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.region = region;
        this.service = service;
    }

    @NonNull
    Answer send(@NonNull String operation, @NonNull byte[] payload, @NonNull Map<String, String> headers) {
        HttpExecuteRequest request = sign(operation, payload, headers);
        try {
            return isRead(operation) ? read(request) : exchange(unused.get(), request);
        } catch (IOException broken) {
            throw failure(
                    FailureKinds.of(broken), operation, broken.getClass().getSimpleName(), broken.getMessage(), broken);
        }
    }

    private static boolean isRead(String operation) {
        return operation.startsWith("Describe") || operation.startsWith("List") || operation.startsWith("Get");
    }

    /**
     * A kept connection may have been closed from the other end just now. A read that breaks at once is asked once more,
     * on a new one; a change, which must not be repeated blindly, takes a new one to begin with.
     */
    private Answer read(HttpExecuteRequest request) throws IOException {
        try {
            return exchange(http, request);
        } catch (InterruptedIOException outOfTime) {
            throw outOfTime;
        } catch (IOException broken) {
            if (FailureKinds.of(broken) != Kind.LOST) {
                throw broken;
            }
            return exchange(unused.get(), request);
        }
    }

    private static Answer exchange(SdkHttpClient client, HttpExecuteRequest request) throws IOException {
        HttpExecuteResponse response = client.prepareRequest(request).call();
        String errorType =
                response.httpResponse().firstMatchingHeader("x-amzn-errortype").orElse(null);
        return new Answer(response.httpResponse().statusCode(), errorType, body(response));
    }

    private HttpExecuteRequest sign(String operation, byte[] payload, Map<String, String> headers) {
        SdkHttpRequest.Builder plain = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Length", Integer.toString(payload.length))
                .putHeader("User-Agent", "jenkins-ecs-deployment");
        headers.forEach(plain::putHeader);
        AwsCredentials identity = identity(operation);
        SignedRequest signed = signer.sign(s -> s.identity(identity)
                .request(plain.build())
                .payload(ContentStreamProvider.fromByteArray(payload))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signingName)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(null))
                .build();
    }

    private AwsCredentials identity(String operation) {
        try {
            AwsCredentials identity = credentials.resolveCredentials();
            obtained = true;
            return identity;
        } catch (SdkException e) {
            AwsFailure failure = CredentialFailures.of(operation, e, obtained);
            if (failure.kind() == Kind.EXPIRED) {
                credentials.renew();
            }
            throw failure;
        }
    }

    private static byte[] body(HttpExecuteResponse response) throws IOException {
        Optional<AbortableInputStream> stream = response.responseBody();
        if (stream.isEmpty()) {
            return new byte[0];
        }
        boolean zipped = response.httpResponse()
                .firstMatchingHeader("Content-Encoding")
                .filter(encoding -> encoding.equalsIgnoreCase("gzip"))
                .isPresent();
        try (InputStream in = zipped ? new GZIPInputStream(stream.get()) : stream.get()) {
            byte[] body = in.readNBytes(MAX_ANSWER + 1);
            if (body.length > MAX_ANSWER) {
                throw new IOException("the answer is longer than " + MAX_ANSWER + " bytes");
            }
            return body;
        }
    }

    /** What an error answer means. After one that says that a token has run out, the next call has fresh credentials. */
    @NonNull
    AwsFailure refused(
            @NonNull String operation, int status, @CheckForNull String code, @CheckForNull String awsMessage) {
        boolean wordless = code == null && (awsMessage == null || awsMessage.isEmpty());
        // AWS says why it refuses something.
        Kind kind = wordless && status == 400 ? Kind.UNSUPPORTED : FailureKinds.of(status, code);
        AwsFailure refused = failure(kind, operation, code, wordless ? "HTTP " + status : awsMessage, null);
        if (refused.kind() == Kind.EXPIRED) {
            credentials.renew();
        }
        return refused;
    }

    @NonNull
    AwsFailure unreadable(@NonNull String operation, @NonNull String why) {
        return failure(Kind.LOST, operation, null, "the answer is not readable: " + why, null);
    }

    private AwsFailure failure(Kind kind, String operation, String code, String message, Throwable cause) {
        return new AwsFailure(kind, service.iamPrefix, operation, code, message, cause);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s", service.signingName, endpoint);
    }
}
