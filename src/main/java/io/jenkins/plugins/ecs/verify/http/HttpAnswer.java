package io.jenkins.plugins.ecs.verify.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The answer to one HTTP request.
 *
 * @param headers by name in lower case; of several with one name the last
 * @param body as much of it as is read
 * @param millis from the beginning of the connection to the end of the body
 */
record HttpAnswer(int status, Map<String, String> headers, byte[] body, long millis) {

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
