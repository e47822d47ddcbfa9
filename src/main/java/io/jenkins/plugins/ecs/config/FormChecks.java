package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.Optional;
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
