package org.kohsuke.stapler;

import edu.umd.cs.findbugs.annotations.NonNull;

public final class HttpRedirect extends RuntimeException implements HttpResponse {
    private static final long serialVersionUID = 1L;

    public HttpRedirect(@NonNull String url) {}
    public HttpRedirect(int statusCode, @NonNull String url) {}
}
