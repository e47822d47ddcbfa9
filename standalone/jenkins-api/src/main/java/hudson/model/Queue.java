package hudson.model;

import jenkins.model.FullyNamedModelObject;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean
public class Queue implements Saveable {
    private Queue() {}

    @Override
    public void save() {
        throw new UnsupportedOperationException();
    }

    public interface Task extends FullyNamedModelObject {}

    public interface Executable extends Runnable {}

    @ExportedBean(defaultVisibility = 999)
    public abstract static class Item extends Actionable {
        Item() {}
    }
}
