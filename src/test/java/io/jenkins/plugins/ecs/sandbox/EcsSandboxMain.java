package io.jenkins.plugins.ecs.sandbox;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** Runs a sandbox from the command line, on the real clock, until it is stopped. */
public final class EcsSandboxMain {

    private static final String USAGE = "usage: EcsSandboxMain [--port N] [--scenario-file FILE] [--for SECONDS]"
            + " [--speed FACTOR] [--account ID] [--region NAME] [--any-key]";

    private EcsSandboxMain() {}

    public static void main(String[] args) throws InterruptedException {
        EcsSandboxBuilder builder = EcsSandbox.builder().clock(SandboxClock.real());
        Duration time = null;
        boolean anyKey = false;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--any-key")) {
                anyKey = true;
                continue;
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(USAGE);
            }
            String value = args[++i];
            switch (args[i - 1]) {
                case "--port" -> builder.port(Integer.parseInt(value));
                case "--scenario-file" -> builder.scenarioFile(Path.of(value));
                case "--for" -> time = Duration.ofSeconds(Long.parseLong(value));
                case "--speed" -> builder.clock(SandboxClock.accelerated(Double.parseDouble(value)));
                case "--account" -> builder.account(value);
                case "--region" -> builder.region(value);
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        run(builder, anyKey, time, System.out);
    }

    private static void run(EcsSandboxBuilder builder, boolean anyKey, Duration time, PrintStream out)
            throws InterruptedException {
        try (EcsSandbox sandbox = builder.start()) {
            sandbox.acceptAnyKey(anyKey);
            out.println("ECS sandbox: " + sandbox.endpoint());
            out.println("AWS_ACCESS_KEY_ID=" + EcsSandbox.ACCESS_KEY_ID + " AWS_SECRET_ACCESS_KEY="
                    + EcsSandbox.SECRET_ACCESS_KEY + " AWS_ENDPOINT_URL=" + sandbox.endpoint());
            out.flush();
            Thread.sleep(time == null ? Long.MAX_VALUE : time.toMillis());
        }
    }
}
