package io.jenkins.plugins.ecs.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A request that was read in full. */
record HttpRequest(String method, String path, String query, Headers headers, byte[] body) {

    static HttpRequest read(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        return new HttpRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readAllBytes());
    }

    String header(String name) {
        return headers.getFirst(name);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
