package io.jenkins.plugins.ecs.steps.execution;

import org.junit.rules.ExternalResource;

/**
 * Time passes faster for the steps of a test on a real Jenkins: they poll sooner, and their timeouts come sooner too. Not
 * for tests of rates, and not where something else than the steps takes or tells the time, such as a check over HTTP or
 * a rule about the age of a deployment.
 */
public final class FasterTime extends ExternalResource {

    private final int factor;

    public FasterTime(int factor) {
        this.factor = factor;
    }

    @Override
    protected void before() {
        ControllerTime.accelerate(factor);
    }

    @Override
    protected void after() {
        ControllerTime.accelerate(1);
    }
}
