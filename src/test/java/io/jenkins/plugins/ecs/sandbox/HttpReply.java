package io.jenkins.plugins.ecs.sandbox;

import java.util.Map;

/** The answer to an HTTP request; status 0 stands for a connection that is closed without one. */
public record HttpReply(int status, Map<String, String> headers, byte[] body) {}
