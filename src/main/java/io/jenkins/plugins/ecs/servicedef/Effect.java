package io.jenkins.plugins.ecs.servicedef;

/** What a change of an attribute does to a service that exists. */
public enum Effect {
    /** {@code UpdateService}; no deployment starts. */
    UPDATE,
    /** {@code UpdateService}; a new deployment starts. */
    DEPLOYMENT,
    /** ECS cannot change it: only another service has another value. */
    REPLACE,
    /** {@code TagResource} and {@code UntagResource}. */
    TAGS,
    /** It says which service is meant. */
    IDENTITY
}
