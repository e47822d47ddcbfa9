package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.tasks.request.TaskRequestChecks;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Checks and choices of the fields in {@link TaskParameters}, and of such fields of other steps; they answer only to users
 * who may fill in the form.
 */
public final class TaskFormChecks {

    private TaskFormChecks() {}

    /** @param field {@code cpu} or {@code memory} */
    @NonNull
    public static FormValidation size(@CheckForNull Item item, @NonNull String field, @CheckForNull String value) {
        return FormChecks.ifAllowed(item, () -> TaskRequestChecks.size(field, Util.fixEmptyAndTrim(value)));
    }

    @NonNull
    public static FormValidation role(@CheckForNull Item item, @NonNull String field, @CheckForNull String value) {
        return FormChecks.ifAllowed(item, () -> Arns.roleProblem(field, Util.fixEmptyAndTrim(value)));
    }

    @NonNull
    public static FormValidation number(
            @CheckForNull Item item,
            @NonNull String field,
            @CheckForNull String value,
            @NonNull Function<Integer, Optional<String>> check) {
        return FormChecks.ifAllowed(item, () -> {
            String text = Util.fixEmptyAndTrim(value);
            if (text == null) {
                return Optional.empty();
            }
            return text.matches("-?\\d{1,9}")
                    ? check.apply(Integer.valueOf(text))
                    : Optional.of(field + ": '" + text + "' is not a number");
        });
    }

    @NonNull
    public static FormValidation timeout(@CheckForNull Item item, @CheckForNull String value) {
        return FormChecks.validate(
                item,
                () -> Util.fixEmptyAndTrim(value) == null
                        ? FormValidation.ok()
                        : FormValidation.validatePositiveInteger(value));
    }

    @NonNull
    public static ListBoxModel timeUnits(@CheckForNull Item item) {
        FormChecks.requireRead(item);
        ListBoxModel items = new ListBoxModel();
        for (TimeUnit unit : new TimeUnit[] {TimeUnit.MINUTES, TimeUnit.SECONDS, TimeUnit.HOURS}) {
            items.add(unit.name().toLowerCase(Locale.ROOT), unit.name());
        }
        return items;
    }

    @NonNull
    public static ListBoxModel stopOrLeave(@CheckForNull Item item) {
        FormChecks.requireRead(item);
        ListBoxModel items = new ListBoxModel();
        items.add("(default) stop: stop the tasks", "");
        items.add("leave: let the tasks run", "leave");
        return items;
    }
}
