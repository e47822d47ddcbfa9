package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.verify.http.HttpPost;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Sends events as HTTP requests. */
final class HttpSender implements Sender {

    private static final int GONE = 410;
    /** The event is not accepted, and will not be if it is sent again. */
    private static final Set<Integer> FINAL = Set.of(400, 405, 406, 411, 413, 414, 415, 422, 431, 501);

    private final HttpPost http;
    private final MessageFormat format;
    private final URI url;
    private final WebhookSignature signature;
    private final String template;
    private final Map<String, String> headers;
    private final String rootUrl;
    private final Clock clock;

    /**
     * @param template the body of {@link MessageFormat#JSON}; empty for other formats
     * @param headers additional ones
     */
    HttpSender(
            @NonNull HttpPost http,
            @NonNull MessageFormat format,
            @NonNull URI url,
            @NonNull WebhookSignature signature,
            @NonNull String template,
            @NonNull Map<String, String> headers,
            @NonNull String rootUrl,
            @NonNull Clock clock) {
        this.template = template;
        this.headers = headers;
        this.http = http;
        this.format = format;
        this.url = url;
        this.signature = signature;
        this.rootUrl = rootUrl;
        this.clock = clock;
    }

    @NonNull
    @Override
    public SendResult send(@NonNull DeploymentEvent event) {
        byte[] body = format.body(event, rootUrl, template).getBytes(StandardCharsets.UTF_8);
        Map<String, String> sent = signature.headers(event.getId(), clock.millis(), body);
        sent.put("Content-Type", format.contentType());
        sent.putAll(headers);
        HttpPost.Reply reply = http.send(url, sent, body);
        return reply.problem().isEmpty()
                ? result(reply.status(), RetryDelay.askedFor(reply.retryAfter(), clock.millis()))
                : SendResult.failed(0, reply.problem(), 0);
    }

    private static SendResult result(int status, long retryAfter) {
        if (status >= 200 && status < 300) {
            return SendResult.delivered(status);
        }
        if (status == GONE) {
            return new SendResult(SendResult.Kind.GONE, status, NotificationMessages.STOPPED_BY_RECEIVER, 0);
        }
        String why = NotificationMessages.status(status);
        return FINAL.contains(status)
                ? new SendResult(SendResult.Kind.REJECTED, status, why, 0)
                : SendResult.failed(status, why, retryAfter);
    }
}
