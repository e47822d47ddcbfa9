package io.jenkins.plugins.ecs.verify.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The response to one HTTP request.
 *
 * @param headers by lower-case name; the last one if a name is repeated
 * @param body the part of the body that was read
 * @param millis milliseconds from the start of the connection to the end of the body
 */
record HttpAnswer(int status, Map<String, String> headers, byte[] body, long millis) {

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
