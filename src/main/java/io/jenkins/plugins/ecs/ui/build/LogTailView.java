package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.LogTail;
import java.util.List;

/** The last log lines of a deployment's new tasks, for its panel. The texts are plain, not escaped. */
public final class LogTailView {

    private final LogTail tail;

    LogTailView(@NonNull LogTail tail) {
        this.tail = tail;
    }

    /** One container of one task. */
    public record Part(String container, String task, String text) {
        public String getContainer() {
            return container;
        }

        public String getTask() {
            return task;
        }

        public String getText() {
            return text;
        }
    }

    public boolean isEmpty() {
        return tail.parts().isEmpty() && tail.problem().isEmpty();
    }

    public String getProblem() {
        return tail.problem();
    }

    public List<Part> getParts() {
        return tail.parts().stream()
                .map(part -> new Part(part.container(), part.task(), String.join("\n", part.lines())))
                .toList();
    }
}
