package hudson.model;

import jakarta.annotation.PostConstruct;
import jenkins.model.Loadable;

public interface PersistentDescriptor extends Loadable, Saveable {
    @PostConstruct
    @Override
    void load();
}
