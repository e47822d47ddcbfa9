package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One call that the sandbox got.
 *
 * @param instant when, on the sandbox's clock
 * @param operation such as {@code UpdateService}
 * @param request the JSON of the request; parameters of a query request (STS) as an object
 * @param status the HTTP status of the answer, 0 when the connection was closed without one
 * @param errorCode such as {@code ThrottlingException}; null when all went well
 * @param region the Region of the signature
 * @param accessKeyId who signed
 */
public record Call(
        Instant instant,
        String operation,
        JsonNode request,
        int status,
        String errorCode,
        String region,
        String accessKeyId) {}
