package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.security.AccessControlled;
import java.io.IOException;
import java.util.List;
import jenkins.model.Loadable;
import org.kohsuke.stapler.export.ExportedBean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

@ExportedBean
public class User extends AbstractModelObject implements AccessControlled, Loadable, Saveable, Comparable<User> {
    private User() {}

    public String getId() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public String getFullName() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public String getUrl() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public List<String> getAuthorities() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public Authentication impersonate2() throws UsernameNotFoundException {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public static User current() {
        throw new UnsupportedOperationException();
    }

    @Nullable
    public static User getById(String id, boolean create) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void load() {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(@NonNull User that) {
        throw new UnsupportedOperationException();
    }
}
