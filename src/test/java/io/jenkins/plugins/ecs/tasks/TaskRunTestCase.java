package io.jenkins.plugins.ecs.tasks;

import io.jenkins.plugins.ecs.sandbox.Call;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.sandbox.ScenarioRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;

/**
 * A sandbox with the service {@code prod/api} of the essential containers {@code app} and {@code proxy} (the second one is
 * optional) that log with awslogs.
 */
public abstract class TaskRunTestCase {

    static final String IMAGE = "repo/app:1.0.0";

    protected EcsSandbox sandbox;
    private final List<AutoCloseable> open = new ArrayList<>();

    @Before
    public void startSandbox() {
        sandbox = EcsSandbox.start();
        open.add(sandbox);
        sandbox.behavior().taskStart(seconds(1), seconds(2));
        sandbox.cluster("prod");
        service("api", container("app", IMAGE, true, "awslogs"));
    }

    @After
    public void stopSandbox() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        if (!sandbox.errors().isEmpty()) {
            throw new AssertionError("the sandbox has a bug", sandbox.errors().get(0));
        }
    }

    /** A service on Fargate with these containers. */
    protected void service(String name, String... containers) {
        sandbox.service("prod", name, s -> s.taskDefinition(definition(name, containers)));
    }

    /** A task definition for Fargate. */
    public static String definition(String family, String... containers) {
        return "{\"family\":\"" + family + "\",\"networkMode\":\"awsvpc\",\"cpu\":\"256\","
                + "\"memory\":\"512\",\"requiresCompatibilities\":[\"FARGATE\"],\"containerDefinitions\":["
                + String.join(",", containers) + "]}";
    }

    public static String container(String name, String image, boolean essential, String driver) {
        String log = driver == null
                ? ""
                : ",\"logConfiguration\":{\"logDriver\":\"" + driver + "\",\"options\":{\"awslogs-group\":\"/ecs/api\","
                        + "\"awslogs-region\":\"eu-central-1\",\"awslogs-stream-prefix\":\"run\"}}";
        return "{\"name\":\"" + name + "\",\"image\":\"" + image + "\",\"essential\":" + essential + log + "}";
    }

    protected ScenarioRule work() {
        return sandbox.scenarios().image(IMAGE, Scenario.OK).lasting(seconds(3));
    }

    protected SandboxTaskRun run(TaskRequests request) {
        SandboxTaskRun run = new SandboxTaskRun(sandbox, request.build());
        open.add(run);
        return run;
    }

    protected static Duration seconds(int number) {
        return Duration.ofSeconds(number);
    }

    /** Calls of an operation that took effect. */
    protected List<Call> done(String operation) {
        return sandbox.calls(operation).stream()
                .filter(call -> call.status() == 200)
                .toList();
    }

    /** All tasks that RunTask ever started. */
    protected int started() {
        int tasks = 0;
        for (String desired : List.of("RUNNING", "STOPPED")) {
            tasks += sandbox.region()
                    .call(
                            "ListTasks",
                            "{\"cluster\":\"prod\",\"family\":\"api\",\"desiredStatus\":\"" + desired + "\"}")
                    .path("taskArns")
                    .size();
        }
        return tasks - 1;
    }
}
