package hudson.scm;

import hudson.model.User;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean(defaultVisibility = 999)
public abstract class ChangeLogSet<T extends ChangeLogSet.Entry> implements Iterable<T> {

    ChangeLogSet() {}

    @ExportedBean(defaultVisibility = 999)
    public abstract static class Entry {

        public Entry() {}

        public abstract User getAuthor();

        public String getCommitId() {
            throw new UnsupportedOperationException();
        }

        public abstract String getMsg();

        public long getTimestamp() {
            throw new UnsupportedOperationException();
        }
    }
}
