package io.jenkins.plugins.ecs.policy;

import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tasks that belong to no service run only commands that match one of the patterns.
 *
 * @param patterns with {@code *} and {@code ?}, of the whole command with a blank between its words
 */
public record CommandsAllowed(List<String> patterns) implements Rule {

    @Override
    public String name() {
        return "commandsAllowed";
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        Change.Task task = change.task();
        if (task == null) {
            return Optional.empty();
        }
        return task.commands().stream()
                .filter(command -> patterns.stream().noneMatch(pattern -> Glob.matches(pattern, command)))
                .findFirst()
                .map(command -> PolicyMessages.notAllowed("command", PlainText.line(command), patterns));
    }
}
