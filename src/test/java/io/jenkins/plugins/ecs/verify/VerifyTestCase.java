package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;

/** A sandbox with the steady service {@code prod/api}: two tasks of {@code repo/app:1.0.0} with a health check. */
public abstract class VerifyTestCase {

    static final String IMAGE = "repo/app:1.0.0";
    static final String DEFINITION = """
            {"family": "api", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256",
             "memory": "512", "containerDefinitions": [{"name": "app", "image": "repo/app:1.0.0",
             "portMappings": [{"containerPort": 8080}],
             "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost:8080/health"]}}]}
            """;

    public EcsSandbox sandbox;
    private final List<AutoCloseable> open = new ArrayList<>();

    @Before
    public void startSandbox() {
        sandbox = EcsSandbox.start();
        open.add(sandbox);
        sandbox.cluster("prod");
        sandbox.service(
                "prod", "api", s -> s.taskDefinition(DEFINITION).desiredCount(2).alarms(true, "errors"));
        sandbox.clock().advance(Duration.ofMinutes(10));
    }

    @After
    public void stopSandbox() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
        if (!sandbox.errors().isEmpty()) {
            throw new AssertionError("the sandbox has a bug", sandbox.errors().get(0));
        }
    }

    static VerifyRequest.Builder request() {
        return VerifyRequest.of("eu-central-1", "prod", "api");
    }

    public static VerifyRequest.Builder only(CheckSpec.Builder check) {
        return request().defaultChecks(false).checks(List.of(check.build()));
    }

    public SandboxVerification verification(VerifyRequest.Builder request) {
        SandboxVerification made = new SandboxVerification(sandbox, request.build());
        open.add(made);
        return made;
    }

    public Verification run(VerifyRequest.Builder request) {
        return verification(request).run();
    }

    /** The only check of that name. */
    public static CheckRow row(Verification verification, String check) {
        return verification.rows().stream()
                .filter(row -> row.check().equals(check))
                .reduce((a, b) -> {
                    throw new AssertionError("several " + check);
                })
                .orElseThrow(() -> new AssertionError("no " + check));
    }
}
