package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.SandboxClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The Jenkinsfiles in {@code docs/examples}, and the sandbox that they are written for. */
public final class Examples {

    private Examples() {}

    public static Path project() {
        Path folder = Path.of(System.getProperty("project.root", "")).toAbsolutePath();
        for (Path each = folder; each != null; each = each.getParent()) {
            if (Files.exists(each.resolve("docs/examples"))) {
                return each.normalize();
            }
        }
        throw new IllegalStateException("not in the project: " + folder);
    }

    static Path folder() {
        return project().resolve("docs/examples");
    }

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".Jenkinsfile"))
                    .map(name -> name.replace(".Jenkinsfile", ""))
                    .sorted()
                    .toList();
        }
    }

    static Path jenkinsfile(String name) {
        return folder().resolve(name + ".Jenkinsfile");
    }

    /**
     * The scene of {@code sandbox.yaml}, some minutes old, a service of CodeDeploy, and a second account with a service of its own. It begins
     * now, because the SDK compares the expiry of a role's keys with the machine's clock.
     */
    static EcsSandbox sandbox() {
        EcsSandbox sandbox = EcsSandbox.builder()
                .clock(SandboxClock.moved(Instant.now()))
                .scenarioFile(folder().resolve("sandbox.yaml"))
                .start();
        sandbox.account("210987654321", "us-east-1").cluster("prod");
        sandbox.account("210987654321", "us-east-1")
                .service(
                        "prod",
                        "api",
                        service -> service.image("shop/api:1.4.1").desiredCount(2));
        ofCodeDeploy(sandbox);
        sandbox.clock().advance(Duration.ofMinutes(10));
        return sandbox;
    }

    /** {@code prod/orders}, whose deployments wait for a user before traffic moves. */
    private static void ofCodeDeploy(EcsSandbox sandbox) {
        String elb = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";
        sandbox.service(
                "prod",
                "orders",
                service -> service.image("shop/orders:2.3.0")
                        .desiredCount(2)
                        .controller("CODE_DEPLOY")
                        .loadBalancer(elb + "targetgroup/orders-blue/0123456789abcdef", "app", 8080));
        sandbox.region()
                .deploymentGroup(
                        "shop",
                        "orders",
                        group -> group.service("prod", "orders")
                                .loadBalancer(
                                        "orders-blue",
                                        "orders-green",
                                        elb + "listener/app/shop/50dc6c495c0c9188/0000000000000001",
                                        elb + "listener/app/shop/50dc6c495c0c9188/0000000000000002")
                                .ready("STOP_DEPLOYMENT", 60));
    }
}
