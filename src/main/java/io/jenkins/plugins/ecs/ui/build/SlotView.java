package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.release.ConditionOutcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.PageMessages;

/**
 * One line of an environment in the picture of a release.
 *
 * @param name of the slot: {@code soak}, {@code deploy}
 * @param state in a word or two; empty if the text says it
 * @param tone one of {@code good}, {@code busy}, {@code warning}, {@code bad} and {@code none}
 * @param link URL of the text, relative to the root of Jenkins; empty for none
 */
public record SlotView(
        @NonNull String name,
        @NonNull String state,
        @NonNull String tone,
        @NonNull String text,
        @NonNull String link) {

    public SlotView(String name, String state, String tone, String text) {
        this(name, state, tone, text, "");
    }

    /** A slot that the release has not reached. */
    @NonNull
    public static SlotView planned(@NonNull String name, @NonNull String text) {
        return new SlotView(name, "", "none", text);
    }

    @NonNull
    static SlotView of(@NonNull ConditionOutcome line) {
        return switch (line.standing()) {
            case MET -> new SlotView(line.condition(), PageMessages.CONDITION_MET, "good", line.text());
            case WAITS -> new SlotView(line.condition(), PageMessages.CONDITION_WAITS, "busy", line.text());
            case WARNS -> new SlotView(line.condition(), PageMessages.CONDITION_WARNS, "warning", line.text());
            case SKIPPED -> new SlotView(line.condition(), BuildMessages.CONDITION_SKIPPED, "warning", line.text());
            case REFUSED, TIMED_OUT ->
                new SlotView(line.condition(), BuildMessages.CONDITION_REFUSED, "bad", line.text());
        };
    }

    /** @param verdict null while it is in progress */
    @NonNull
    static SlotView of(@NonNull String name, Verdict verdict, @NonNull String text) {
        return verdict == null
                ? new SlotView(name, PageMessages.IN_PROGRESS, "busy", text)
                : new SlotView(name, DisplayText.words(verdict.name()), tone(verdict), text);
    }

    @NonNull
    static String tone(@NonNull Verdict verdict) {
        return switch (verdict) {
            case SUCCESS, NO_CHANGE -> "good";
            case ABORTED, NOT_STARTED, SUPERSEDED, PLANNED -> "none";
            case UNKNOWN -> "warning";
            default -> "bad";
        };
    }

    /** A status icon of Jenkins' own; the state is always shown as text, too. */
    @NonNull
    static String icon(@NonNull String tone) {
        return switch (tone) {
            case "busy" -> "symbol-status-blue-anime";
            case "good" -> "symbol-status-blue";
            case "warning" -> "symbol-status-yellow";
            case "bad" -> "symbol-status-red";
            default -> "symbol-status-nobuilt";
        };
    }

    // For Jelly, which needs getters.

    public String getName() {
        return name;
    }

    public String getState() {
        return state;
    }

    /** The state with what separates it from the text: Jelly removes blanks at the ends of a text. */
    public String getLabel() {
        return state.isEmpty() ? "" : state + ": ";
    }

    public String getTone() {
        return tone;
    }

    public String getText() {
        return text;
    }

    public String getLink() {
        return link;
    }
}
