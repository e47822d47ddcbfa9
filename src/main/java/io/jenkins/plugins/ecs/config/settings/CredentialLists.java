package io.jenkins.plugins.ecs.config.settings;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.springframework.security.core.Authentication;

/**
 * Drop-downs of credentials: those that are accepted where they are chosen. Who may not choose sees the current value and
 * nothing more.
 */
public final class CredentialLists {

    private CredentialLists() {}

    /** For builds, in an admin's form; the caller has checked the permission. Builds cannot use the scope System. */
    @NonNull
    public static ListBoxModel ofSystem(@CheckForNull String current) {
        CredentialsMatcher usable = CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM));
        return ofSystem(AmazonWebServicesCredentials.class, usable, current);
    }

    private static ListBoxModel ofSystem(
            Class<? extends StandardCredentials> type, CredentialsMatcher usable, String current) {
        return new StandardListBoxModel()
                .includeEmptyValue()
                .includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), type, List.of(), usable)
                .includeCurrentValue(Util.fixNull(current));
    }

    /** For builds, in the form of a job or folder, or of Jenkins if there is no item. Checks the permission itself. */
    @NonNull
    public static ListBoxModel of(@CheckForNull Item item, @CheckForNull String current) {
        return item == null && mayChoose(null)
                ? ofSystem(current)
                : choices(item, AmazonWebServicesCredentials.class, current);
    }

    /**
     * What pages read with, for a target of a folder, or of Jenkins if there is no item. A target of a folder reads with
     * credentials of folders only, and never with an id that Jenkins has, too. Checks the permission itself.
     */
    @NonNull
    public static ListBoxModel toRead(@CheckForNull Item folder, @CheckForNull String current) {
        if (folder == null || !mayChoose(folder)) {
            return choices(folder, AmazonWebServicesCredentials.class, current);
        }
        Set<String> ofJenkins = new HashSet<>();
        ofSystem(AmazonWebServicesCredentials.class, CredentialsMatchers.always(), "")
                .forEach(each -> ofJenkins.add(each.value));
        ListBoxModel inFolder = new StandardListBoxModel()
                .includeMatchingAs(
                        ACL.SYSTEM2,
                        folder,
                        AmazonWebServicesCredentials.class,
                        List.of(),
                        CredentialsMatchers.always());
        StandardListBoxModel list = new StandardListBoxModel();
        list.includeEmptyValue();
        inFolder.stream().filter(each -> !ofJenkins.contains(each.value)).forEach(list::add);
        list.includeCurrentValue(Util.fixNull(current));
        return list;
    }

    /** Secret texts, for the form of a folder, or of Jenkins if there is no item. Checks the permission itself. */
    @NonNull
    public static ListBoxModel ofSecretTexts(@CheckForNull Item item, @CheckForNull String current) {
        return choices(item, StringCredentials.class, current);
    }

    private static ListBoxModel choices(Item item, Class<? extends StandardCredentials> type, String current) {
        if (!mayChoose(item)) {
            return new StandardListBoxModel().includeCurrentValue(Util.fixNull(current));
        }
        if (item == null) {
            return ofSystem(type, CredentialsMatchers.always(), current);
        }
        return new StandardListBoxModel()
                .includeEmptyValue()
                .includeMatchingAs(authenticationOf(item), item, type, List.of(), CredentialsMatchers.always())
                .includeCurrentValue(Util.fixNull(current));
    }

    /** In whose name the credentials of an item are looked up: that of its builds. */
    @NonNull
    public static Authentication authenticationOf(@CheckForNull Item item) {
        return item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }

    private static boolean mayChoose(Item item) {
        if (item == null) {
            return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
        }
        return item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }
}
