package io.jenkins.plugins.ecs.rollout;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What broke in the plugin's own code since a round last went well. An error of ours is no reason to leave a deployment
 * alone: the next round looks again, and only one that stays the same for ten minutes ends the step. Kept in memory; a
 * restart begins to count again. Guarded by its owner.
 */
public final class InternalFailures {

    private static final long LASTS_AFTER = 10 * 60_000;
    /** Before anything was changed nobody has to wait long. */
    private static final long LASTS_AFTER_UNTOUCHED = 30_000;

    private static final int ENOUGH = 3;
    private static final int MOST_KINDS = 50;
    private static final long LONGEST_BACK_OFF = 30_000;
    private static final int LONGEST_TEXT = 200;
    private static final String OURS = "io.jenkins.plugins.ecs.";

    /**
     * @param text the failure and its place, for users
     * @param isNew whether it is the first of its kind since a round went well
     * @param lasts whether there have been enough of the same kind for long enough
     * @param retryIn milliseconds
     */
    public record Finding(@NonNull String text, boolean isNew, boolean lasts, long retryIn) {}

    private static final class Kind {
        private final long since;
        private int count;

        Kind(long since) {
            this.since = since;
        }
    }

    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private int inARow;

    /**
     * @param underWay whether anything was changed in AWS
     * @param now milliseconds of a clock that never goes back
     */
    @NonNull
    public Finding note(@NonNull Throwable failure, boolean underWay, long now) {
        String key = key(failure);
        boolean isNew = !kinds.containsKey(key);
        if (isNew && kinds.size() >= MOST_KINDS) {
            kinds.remove(kinds.keySet().iterator().next());
        }
        Kind kind = kinds.computeIfAbsent(key, k -> new Kind(now));
        kind.count++;
        inARow++;
        long lastsAfter = underWay ? LASTS_AFTER : LASTS_AFTER_UNTOUCHED;
        boolean lasts = kind.count >= ENOUGH && now - kind.since >= lastsAfter;
        return new Finding(text(failure), isNew, lasts, Math.min(LONGEST_BACK_OFF, 1_000L << Math.min(inARow, 5)));
    }

    /** A round went well. */
    public void over() {
        kinds.clear();
        inARow = 0;
    }

    /** Messages may differ from time to time, and memory runs out anywhere. */
    private static String key(Throwable failure) {
        return failure instanceof VirtualMachineError
                ? failure.getClass().getName()
                : failure.getClass().getName() + " " + place(failure);
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        String place = place(failure);
        String words =
                Masking.byPatterns().text(PlainText.line(failure.getClass().getSimpleName() + message));
        return words.substring(0, Math.min(LONGEST_TEXT, words.length())) + (place.isEmpty() ? "" : " at " + place);
    }

    /** The innermost line of ours. */
    private static String place(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            for (StackTraceElement frame : each.getStackTrace()) {
                if (frame.getClassName().startsWith(OURS)) {
                    String name = frame.getClassName();
                    return name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethodName() + ":"
                            + frame.getLineNumber();
                }
            }
        }
        return "";
    }
}
