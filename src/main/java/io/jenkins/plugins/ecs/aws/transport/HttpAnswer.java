package io.jenkins.plugins.ecs.aws.transport;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Locale;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An HTTP response with its body read.
 *
 * @param errorType the header {@code x-amzn-errortype}
 * @param requestId the header with AWS's id of the request
 * @param contentType in lower case; empty if there is none
 * @param head null if only its values are known
 */
public record HttpAnswer(
        int status,
        @CheckForNull String errorType,
        @CheckForNull String requestId,
        @NonNull String contentType,
        @NonNull byte[] body,
        @CheckForNull SdkHttpResponse head) {

    @NonNull
    static HttpAnswer of(@NonNull SdkHttpResponse head, @NonNull byte[] body) {
        return new HttpAnswer(
                head.statusCode(),
                head.firstMatchingHeader("x-amzn-errortype").orElse(null),
                head.firstMatchingHeader("x-amzn-requestid")
                        .or(() -> head.firstMatchingHeader("x-amz-request-id"))
                        .orElse(null),
                head.firstMatchingHeader("Content-Type").orElse("").trim().toLowerCase(Locale.ROOT),
                body,
                head);
    }

    /** Null if there is none. */
    @CheckForNull
    public String header(@NonNull String name) {
        return head == null ? null : head.firstMatchingHeader(name).orElse(null);
    }

    public boolean isSuccessful() {
        return status >= 200 && status < 300;
    }

    /** Whether its headers show that AWS wrote it; proxies and sign-in pages do not imitate that. */
    boolean isMarked() {
        return requestId != null || errorType != null;
    }

    boolean isPage() {
        return contentType.startsWith("text/html") || contentType.startsWith("application/xhtml");
    }
}
