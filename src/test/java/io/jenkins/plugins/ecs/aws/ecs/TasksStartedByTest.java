package io.jenkins.plugins.ecs.aws.ecs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.Test;

/** Endpoints that ignore the filter {@code startedBy}: what is found may be stopped, so it must be our own. */
public class TasksStartedByTest {

    private static ObjectNode answer(String operation, ObjectNode input) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (operation.equals("ListTasks")) {
            boolean running = input.path("desiredStatus").asText().equals("RUNNING");
            (running ? List.of("task/own", "task/other", "task/hidden") : List.of("task/own"))
                    .forEach(answer.putArray("taskArns")::add);
        } else {
            answer.putArray("tasks").add(task("task/own", "jenkins/a/1/x")).add(task("task/other", "ecs-svc/7"));
        }
        return answer;
    }

    private static ObjectNode task(String arn, String startedBy) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("taskArn", arn)
                .put("lastStatus", "RUNNING")
                .put("startedBy", startedBy);
    }

    @Test
    public void tasksOfOthersAreLeftOut() {
        EcsApi ecs = new EcsJsonApi(TasksStartedByTest::answer);
        // One that is listed and not yet described may be our own.
        assertThat(ecs.tasksStartedBy("prod", "jenkins/a/1/x", "RUNNING"), is(List.of("task/own", "task/hidden")));
    }
}
