package org.jenkinsci.plugins.workflow.actions;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;

public class TagsAction implements PersistentAction {
    public TagsAction() {}

    public void addTag(@CheckForNull String tag, @CheckForNull String value) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public String getTagValue(@CheckForNull String tag) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public Map<String, String> getTags() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
