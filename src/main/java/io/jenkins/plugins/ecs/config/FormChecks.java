package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.rollout.PlainText;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/** From a check's message to what a form shows. */
public final class FormChecks {

    private FormChecks() {}

    /** The text is escaped by {@link FormValidation#error(String)}. */
    @NonNull
    public static FormValidation of(@NonNull Optional<String> problem) {
        return problem.map(FormValidation::error).orElseGet(FormValidation::ok);
    }

    /** A whole number that may be left out. */
    @NonNull
    public static Optional<String> number(
            @CheckForNull String value, @NonNull Function<Integer, Optional<String>> check) {
        String text = Util.fixEmptyAndTrim(value);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return check.apply(Integer.valueOf(text));
        } catch (NumberFormatException notOne) {
            return Optional.of("'" + PlainText.line(text) + "' is not a whole number");
        }
    }

    /** For settings of admins and folders: who may not change them is told nothing. */
    @NonNull
    static FormValidation ifAllowed(@CheckForNull Item item, @NonNull Supplier<Optional<String>> check) {
        return isAllowed(item) ? of(check.get()) : FormValidation.ok();
    }

    /** @param item the folder whose settings are edited, or null for those of Jenkins */
    static boolean isAllowed(@CheckForNull Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }
}
