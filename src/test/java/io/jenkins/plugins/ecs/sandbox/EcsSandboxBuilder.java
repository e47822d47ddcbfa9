package io.jenkins.plugins.ecs.sandbox;

import java.nio.file.Path;

/** What can be chosen when a sandbox starts. */
public final class EcsSandboxBuilder {

    private SandboxClock clock = SandboxClock.moved();
    private int port;
    private String account = "123456789012";
    private String region = "eu-central-1";
    private long seed = 20141113;
    private ScenarioFile scenarioFile;
    private boolean listens = true;

    EcsSandboxBuilder() {}

    /** The clock: moved by default. */
    public EcsSandboxBuilder clock(SandboxClock value) {
        clock = value;
        return this;
    }

    /** The port: a free one by default. */
    public EcsSandboxBuilder port(int value) {
        port = value;
        return this;
    }

    /** The account of the default access key: 123456789012 by default. */
    public EcsSandboxBuilder account(String value) {
        account = value;
        return this;
    }

    /** The Region of {@link EcsSandbox#cluster} and the like: eu-central-1 by default. */
    public EcsSandboxBuilder region(String value) {
        region = value;
        return this;
    }

    /** The seed of all ids: a fixed one by default. */
    public EcsSandboxBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** A file in YAML or JSON with scenarios, clusters and services. */
    public EcsSandboxBuilder scenarioFile(Path file) {
        scenarioFile = ScenarioFile.read(file);
        return this;
    }

    /** The text of a scenario file. */
    public EcsSandboxBuilder scenarioFile(String text) {
        scenarioFile = ScenarioFile.parse(text);
        return this;
    }

    /** Opens no port: it answers {@link EcsSandbox#answer} alone, thousands of which take no longer than one over HTTP. */
    public EcsSandboxBuilder inProcess() {
        listens = false;
        return this;
    }

    public EcsSandbox start() {
        EcsSandbox sandbox = new EcsSandbox(clock, listens, port, account, region, seed);
        try {
            if (scenarioFile != null) {
                scenarioFile.apply(sandbox);
            }
            return sandbox;
        } catch (RuntimeException e) {
            sandbox.stop();
            throw e;
        }
    }
}
