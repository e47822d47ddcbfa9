package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerRequest2;

/** Converts error messages to the results of form validation. */
public final class FormChecks {

    private FormChecks() {}

    /** The text is escaped by {@link FormValidation#error(String)}. */
    @NonNull
    public static FormValidation of(@NonNull Optional<String> problem) {
        return problem.map(FormValidation::error).orElseGet(FormValidation::ok);
    }

    /**
     * The result of a check for users who may edit the form. For others nothing is parsed and nothing is reported.
     *
     * @param item the job or folder of the form; null for the global configuration
     */
    @NonNull
    public static FormValidation ifAllowed(@CheckForNull Item item, @NonNull Supplier<Optional<String>> check) {
        return isAllowed(item) ? of(check.get()) : FormValidation.ok();
    }

    /** Like {@link #ifAllowed}, for a check that creates its own result. */
    @NonNull
    public static FormValidation validate(@CheckForNull Item item, @NonNull Supplier<FormValidation> check) {
        return isAllowed(item) ? check.get() : FormValidation.ok();
    }

    /** Names that a field offers to users who may edit the form; none for others. */
    @NonNull
    public static ComboBoxModel offer(@CheckForNull Item item, @NonNull Supplier<ComboBoxModel> names) {
        return isAllowed(item) ? names.get() : new ComboBoxModel();
    }

    /** The name of the field in the address {@code checkSetting/<field>}. */
    @NonNull
    public static String field(@NonNull StaplerRequest2 request) {
        return request.getRestOfPath().replace("/", "");
    }

    /** For lists that are the same for all users, such as the options of a parameter. */
    public static void requireRead(@CheckForNull Item item) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.READ);
        } else {
            item.checkPermission(Item.READ);
        }
    }

    /** A list of words that are shown as they are stored. */
    @NonNull
    public static ListBoxModel words(@NonNull List<String> words) {
        ListBoxModel items = new ListBoxModel();
        words.forEach(word -> items.add(word, word));
        return items;
    }

    /** For actions of a form other than validation, such as a call to AWS. */
    public static void requireConfigure(@CheckForNull Item item) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.CONFIGURE);
        }
    }

    /** @param item the job or folder of the form; null for the global configuration */
    public static boolean isAllowed(@CheckForNull Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }
}
