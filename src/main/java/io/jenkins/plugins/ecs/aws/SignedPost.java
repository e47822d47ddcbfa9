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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Signed requests to one service, over the SDK's HTTP client and its Signature Version 4 signer. One attempt each. */
final class SignedPost {

    /** Far above any answer of these services; what is longer is cut off as unreadable. */
    static final int MAX_ANSWER = 16 * 1024 * 1024;

    /**
     * An answer with its body read.
     *
     * @param errorType the header {@code x-amzn-errortype}
     * @param requestId the header with AWS's number of the request
     */
    record Answer(
            int status,
            @CheckForNull String errorType,
            @CheckForNull String requestId,
            @NonNull String contentType,
            @NonNull byte[] body) {
        boolean isSuccessful() {
            return status >= 200 && status < 300;
        }

        /** Whether its head shows that AWS wrote it; proxies and sign-in pages don't imitate that. */
        boolean isMarked() {
            return requestId != null || errorType != null;
        }

        boolean isPage() {
            return contentType.startsWith("text/html") || contentType.startsWith("application/xhtml");
        }
    }

    private final SdkHttpClient http;
    private final Supplier<SdkHttpClient> unused;
    private final RenewableCredentials credentials;
    private final URI endpoint;
    private final String region;
    private final AwsService service;
    /** Whether this is not the service's own endpoint: emulators have no marks, and not all operations. */
    private final boolean overridden;
    /** Operations that this endpoint has. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private volatile boolean obtained;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** @param unused a client whose connections were not used before */
    SignedPost(
            SdkHttpClient http,
            Supplier<SdkHttpClient> unused,
            RenewableCredentials credentials,
            URI endpoint,
            boolean overridden,
            String region,
            AwsService service) {
        this.http = http;
        this.unused = unused;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.overridden = overridden;
        this.region = region;
        this.service = service;
    }

    @NonNull
    Answer send(@NonNull String operation, @NonNull byte[] payload, @NonNull Map<String, String> headers) {
        return send(operation, SdkHttpMethod.POST, endpoint, payload, headers);
    }

    /**
     * @param path from the root, each of its parts encoded
     * @param query by name, not encoded
     */
    @NonNull
    Answer send(
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
            address.append(separator)
                    .append(each.getKey())
                    .append('=')
                    .append(SdkHttpUtils.urlEncode(each.getValue()));
            separator = '&';
        }
        return send(
                operation,
                method,
                URI.create(address.toString()),
                payload,
                payload.length == 0 ? Map.of() : Map.of("Content-Type", "application/json"));
    }

    private Answer send(
            String operation, SdkHttpMethod method, URI address, byte[] payload, Map<String, String> headers) {
        HttpExecuteRequest request = sign(operation, method, address, payload, headers);
        try {
            return isRead(operation) ? read(request) : exchange(unused.get(), request);
        } catch (IOException broken) {
            throw failure(
                    ErrorClassifier.of(broken),
                    operation,
                    broken.getClass().getSimpleName(),
                    broken.getMessage(),
                    broken);
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
            if (ErrorClassifier.of(broken) != Kind.LOST) {
                throw broken;
            }
            return exchange(unused.get(), request);
        }
    }

    private static Answer exchange(SdkHttpClient client, HttpExecuteRequest request) throws IOException {
        HttpExecuteResponse response = client.prepareRequest(request).call();
        SdkHttpResponse head = response.httpResponse();
        String requestId = head.firstMatchingHeader("x-amzn-requestid")
                .or(() -> head.firstMatchingHeader("x-amz-request-id"))
                .orElse(null);
        return new Answer(
                head.statusCode(),
                head.firstMatchingHeader("x-amzn-errortype").orElse(null),
                requestId,
                head.firstMatchingHeader("Content-Type").orElse("").trim().toLowerCase(Locale.ROOT),
                body(response));
    }

    private HttpExecuteRequest sign(
            String operation, SdkHttpMethod method, URI address, byte[] payload, Map<String, String> headers) {
        SdkHttpRequest.Builder plain = SdkHttpRequest.builder()
                .method(method)
                .uri(address)
                .putHeader("User-Agent", "jenkins-ecs-deployment");
        headers.forEach(plain::putHeader);
        if (payload.length > 0) {
            plain.putHeader("Content-Length", Integer.toString(payload.length));
        }
        AwsCredentials identity = identity(operation);
        SignedRequest signed = signer.sign(s -> s.identity(identity)
                .request(plain.build())
                .payload(ContentStreamProvider.fromByteArray(payload))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signingName)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(
                        payload.length == 0 ? null : signed.payload().orElse(null))
                .build();
    }

    private AwsCredentials identity(String operation) {
        try {
            AwsCredentials identity = credentials.resolveCredentials();
            obtained = true;
            return identity;
        } catch (RuntimeException e) {
            AwsFailure failure = CredentialFailures.of(operation, e, obtained);
            if (failure.kind() == Kind.UNAUTHENTICATED) {
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

    /**
     * What an error answer means. After one that says that AWS does not accept the keys, the next call has fresh ones.
     *
     * @param code as the body names it, if it does
     */
    @NonNull
    AwsFailure refused(
            @NonNull String operation,
            @NonNull Answer answer,
            @CheckForNull String code,
            @CheckForNull String awsMessage) {
        int status = answer.status();
        boolean wordless = code == null && (awsMessage == null || awsMessage.isEmpty());
        boolean isAws = answer.isMarked() || code != null;
        boolean unknown =
                wordless && ((status == 400 && !answer.isPage()) || status == 404 || status == 405 || status == 501);
        if (unknown && (isAws || (overridden && !known.contains(operation)))) {
            // AWS says why it refuses something; emulators say nothing of what they have not got.
            return failure(Kind.UNSUPPORTED, operation, null, "HTTP " + status, null)
                    .withStatus(status);
        }
        if (!isAws) {
            return notAws(operation, answer);
        }
        Kind kind = ErrorClassifier.of(status, code, awsMessage);
        AwsFailure refused = failure(kind, operation, code, wordless ? "HTTP " + status : awsMessage, null)
                .withStatus(status);
        if (refused.kind() == Kind.UNAUTHENTICATED) {
            credentials.renew();
        }
        return refused;
    }

    /** A good answer has been read: this endpoint has the operation. */
    void understood(@NonNull String operation) {
        known.add(operation);
    }

    /** Whether an answer that is well-formed is to be trusted. AWS's own endpoints mark each one. */
    boolean isTrusted(@NonNull Answer answer) {
        return answer.isMarked() || (overridden && !answer.isPage());
    }

    /** An answer that claims to be good and is not readable: AWS's, cut off, or something else's. */
    @NonNull
    AwsFailure unreadable(@NonNull String operation, @NonNull Answer answer, @NonNull String why) {
        return answer.isMarked()
                ? failure(Kind.LOST, operation, null, "the answer is not readable: " + why, null)
                : notAws(operation, answer);
    }

    @NonNull
    AwsFailure notAws(@NonNull String operation, @NonNull Answer answer) {
        return failure(Kind.NOT_AWS, operation, null, ForeignAnswer.text(answer), null)
                .withStatus(answer.status());
    }

    private AwsFailure failure(Kind kind, String operation, String code, String message, Throwable cause) {
        return new AwsFailure(kind, service.iamPrefix, operation, code, message, cause);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s", service.signingName, endpoint);
    }
}
