package io.jenkins.plugins.ecs.operations.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be wrong with a request without asking AWS. */
public final class OperationChecks {

    private OperationChecks() {}

    /** All that is wrong with a count and a range. */
    @NonNull
    public static List<String> scale(@NonNull Goal.Scale scale) {
        List<String> problems = new ArrayList<>();
        number("count", scale.count()).ifPresent(problems::add);
        number("min", scale.min()).ifPresent(problems::add);
        number("max", scale.max()).ifPresent(problems::add);
        if (scale.count() == null && !scale.changesRange()) {
            problems.add("nothing to change. Set 'count', 'min' or 'max'");
        }
        Integer min = scale.min();
        Integer max = scale.max();
        if (min != null && max != null && min > max) {
            problems.add("min: " + min + " is above max: " + max);
        }
        Integer count = scale.count();
        if (count != null && ((min != null && count < min) || (max != null && count > max))) {
            problems.add("count: " + count + " is outside of the given range (min: " + (min == null ? "as it is" : min)
                    + ", max: " + (max == null ? "as it is" : max) + ")");
        }
        return problems;
    }

    /** The error for a number that is negative. */
    @NonNull
    public static Optional<String> number(@NonNull String field, @CheckForNull Integer value) {
        return value != null && value < 0
                ? Optional.of(field + ": " + value + " is negative. Use 0 or more")
                : Optional.empty();
    }
}
