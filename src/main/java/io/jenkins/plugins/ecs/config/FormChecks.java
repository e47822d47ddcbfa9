package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.Optional;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerRequest2;

/** From a check's message to what a form shows. */
public final class FormChecks {

    private FormChecks() {}

    /** The text is escaped by {@link FormValidation#error(String)}. */
    @NonNull
    public static FormValidation of(@NonNull Optional<String> problem) {
        return problem.map(FormValidation::error).orElseGet(FormValidation::ok);
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

    /** The name of the field in the address {@code checkSetting/<field>}. */
    @NonNull
    public static String field(@NonNull StaplerRequest2 request) {
        return request.getRestOfPath().replace("/", "");
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
