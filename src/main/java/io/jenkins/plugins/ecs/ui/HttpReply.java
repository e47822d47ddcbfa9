package io.jenkins.plugins.ecs.ui;

import edu.umd.cs.findbugs.annotations.NonNull;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** A text as HTTP response. */
public final class HttpReply implements HttpResponse {

    private final String type;
    private final String text;
    private final String cacheControl;
    private final String etag;

    private HttpReply(String type, String text, String cacheControl, String etag) {
        this.type = type;
        this.text = text;
        this.cacheControl = cacheControl;
        this.etag = etag;
    }

    /** JSON that must not be cached. */
    @NonNull
    public static HttpReply json(@NonNull String json) {
        return new HttpReply("application/json;charset=UTF-8", json, "no-store", null);
    }

    /**
     * A text that may be cached briefly and revalidated by its ETag.
     *
     * @param etag without quotes
     */
    @NonNull
    public static HttpReply cached(
            @NonNull String type, @NonNull String text, @NonNull String cacheControl, @NonNull String etag) {
        return new HttpReply(type, text, cacheControl, etag);
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node) throws IOException {
        response.setHeader("Cache-Control", cacheControl);
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (etag != null) {
            String quoted = '"' + etag + '"';
            response.setHeader("ETag", quoted);
            // A server that compresses appends to the ETag, and clients send it back with that suffix.
            String known = request.getHeader("If-None-Match");
            if (known != null && known.contains(etag)) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type);
        response.setContentLength(body.length);
        try (OutputStream out = response.getOutputStream()) {
            out.write(body);
        }
    }
}
