package io.jenkins.plugins.ecs.steps;

import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.sandbox.ScenarioRule;
import java.time.Duration;
import org.junit.Before;

/** Beside {@code prod/api}, a service {@code prod/jobs} whose tasks write a log. */
public abstract class TaskJobsJenkinsTest extends EcsJenkinsTest {

    protected static final String RUN = "ecsRunTask(cluster: 'prod', service: 'jobs', command: ['work'])";

    private static final String IMAGE = "repo/jobs:1.0.0";

    @Before
    public void jobs() {
        sandbox.service(
                "prod",
                "jobs",
                s -> s.taskDefinition("{\"family\":\"jobs\",\"networkMode\":\"awsvpc\",\"cpu\":\"256\",\"memory\":"
                        + "\"512\",\"requiresCompatibilities\":[\"FARGATE\"],\"containerDefinitions\":[{\"name\":\"app\","
                        + "\"image\":\"" + IMAGE + "\",\"logConfiguration\":{\"logDriver\":\"awslogs\",\"options\":{"
                        + "\"awslogs-group\":\"/ecs/jobs\",\"awslogs-region\":\"eu-central-1\","
                        + "\"awslogs-stream-prefix\":\"run\"}}}]}"));
    }

    /** The sandbox's clock runs 60 times as fast as ours. The step waits 30 s for a log in which nothing is written. */
    protected ScenarioRule work(Duration lasting) {
        return sandbox.scenarios().image(IMAGE, Scenario.OK).lasting(lasting).log("working");
    }

    protected void crash() {
        sandbox.scenarios().image(IMAGE, Scenario.CRASH).log("working");
    }
}
