package io.jenkins.plugins.ecs.rollout.state;

import io.jenkins.plugins.ecs.diagnosis.Cause;
import io.jenkins.plugins.ecs.diagnosis.Permanence;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Map;
import java.util.Optional;

/** A cause as plain texts, which can be persisted. */
public final class PersistedCause {

    private PersistedCause() {}

    public static void put(Map<String, String> texts, Cause cause, String evidence) {
        texts.put("id", cause.id());
        texts.put("title", cause.title());
        texts.put("permanence", cause.permanence().name());
        texts.put("advice", cause.advice());
        texts.put("docUrl", cause.docUrl());
        texts.put("evidence", PlainText.line(evidence));
    }

    public static Optional<Cause> cause(Map<String, String> texts) {
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cause(
                        texts.get("id"),
                        texts.get("title"),
                        Permanence.valueOf(texts.get("permanence")),
                        texts.get("advice"),
                        texts.get("docUrl"),
                        texts.get("evidence")));
    }
}
