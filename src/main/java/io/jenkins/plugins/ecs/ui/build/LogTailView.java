package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.LogTail;
import java.util.List;

/**
 * The last log lines of a deployment's new tasks, for its panel. It has no lines unless the page asks for them. The texts
 * are plain, not escaped.
 */
public final class LogTailView {

    private final DeploymentView deployment;
    private final boolean isAsked;
    private final LogTail tail;

    /** @param tail null before it was read */
    LogTailView(@NonNull DeploymentView deployment, boolean isAsked, @CheckForNull LogTail tail) {
        this.deployment = deployment;
        this.isAsked = isAsked;
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

    /** With the service, since a page may have several. */
    public String getTitle() {
        return BuildMessages.logOf(deployment.getTitle(), deployment.getTargetLabel());
    }

    /** Whether the page shows the lines. */
    public boolean isAsked() {
        return isAsked;
    }

    /** What is to be known besides the lines; empty for nothing. */
    public String getNote() {
        if (!isAsked) {
            return "";
        }
        if (tail == null) {
            return BuildMessages.LOG_IS_READ;
        }
        return tail.parts().isEmpty() && tail.problem().isEmpty() ? BuildMessages.LOG_IS_EMPTY : tail.problem();
    }

    public List<Part> getParts() {
        return !isAsked || tail == null
                ? List.of()
                : tail.parts().stream()
                        .map(part -> new Part(part.container(), part.task(), String.join("\n", part.lines())))
                        .toList();
    }
}
