package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the sandbox answers to a call that did not come over HTTP.
 *
 * @param code the error's name on the wire; null after a success
 * @param body null after an error
 */
public record DirectAnswer(int status, String code, String message, ObjectNode body) {

    public boolean isSuccessful() {
        return status == 200;
    }
}
