package io.jenkins.plugins.ecs.policy;

import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Definitions look up only what matches one of the patterns. It is also evaluated before anything is looked up, so that a
 * plan shows no value that it must not.
 *
 * @param patterns with {@code *} and {@code ?}, of the source, a colon and the name as it is written
 */
public record LookUpsAllowed(List<String> patterns) implements Rule {

    public LookUpsAllowed {
        patterns = List.copyOf(patterns);
    }

    @Override
    public String name() {
        return "lookUpsAllowed";
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        return change.lookUps().stream()
                .filter(each -> patterns.stream().noneMatch(pattern -> Glob.matches(pattern, each)))
                .findFirst()
                .map(each -> PolicyMessages.notAllowed("look-up", PlainText.line(each), patterns));
    }
}
