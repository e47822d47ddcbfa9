package io.jenkins.plugins.ecs.tasks.decide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;

/** A call that changes AWS; a round makes at most one. */
public sealed interface TaskAction {

    /** The API's name of the operation. */
    @NonNull
    String operation();

    /** Whether rules are asked before it. */
    boolean isJudged();

    /** @return what AWS answers */
    @NonNull
    Object send(@NonNull EcsApi ecs);

    /** @param input as JSON, the same each time */
    record Register(@NonNull String input) implements TaskAction {

        @Override
        public String operation() {
            return "RegisterTaskDefinition";
        }

        @Override
        public boolean isJudged() {
            return true;
        }

        @Override
        public Object send(EcsApi ecs) {
            return ecs.register(tree(input));
        }
    }

    /** @param input as JSON, byte for byte the same for one token */
    record Run(@NonNull String input) implements TaskAction {

        @Override
        public String operation() {
            return "RunTask";
        }

        @Override
        public boolean isJudged() {
            return true;
        }

        @Override
        public Object send(EcsApi ecs) {
            return ecs.run(tree(input));
        }
    }

    record Stop(
            @NonNull String cluster,
            @NonNull String task,
            @NonNull String reason) implements TaskAction {

        @Override
        public String operation() {
            return "StopTask";
        }

        @Override
        public boolean isJudged() {
            return false;
        }

        @Override
        public Object send(EcsApi ecs) {
            ecs.stopTask(cluster, task, reason);
            return task;
        }
    }

    /** Our own text, which was written from a tree. */
    @NonNull
    static ObjectNode tree(@NonNull String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }
}
