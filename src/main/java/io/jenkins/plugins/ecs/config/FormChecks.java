package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.text.PlainText;
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

    /**
     * The answer of a check to a user who may fill in the form. For others nothing is parsed and nothing reported.
     *
     * @param item the job or folder of the form, or null for a form of Jenkins itself
     */
    @NonNull
    public static FormValidation ifAllowed(@CheckForNull Item item, @NonNull Supplier<Optional<String>> check) {
        return isAllowed(item) ? of(check.get()) : FormValidation.ok();
    }

    /** As {@link #ifAllowed}, for a check that makes its own answer. */
    @NonNull
    public static FormValidation validate(@CheckForNull Item item, @NonNull Supplier<FormValidation> check) {
        return isAllowed(item) ? check.get() : FormValidation.ok();
    }

    /** For lists that are the same for every user, such as the choices of a parameter. */
    public static void requireRead(@CheckForNull Item item) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.READ);
        } else {
            item.checkPermission(Item.READ);
        }
    }

    /** For what a form does beyond a check, such as a call to AWS. */
    static void requireConfigure(@CheckForNull Item item) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.CONFIGURE);
        }
    }

    /** @param item the job or folder whose form it is, or null for a form of Jenkins itself */
    static boolean isAllowed(@CheckForNull Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }
}
