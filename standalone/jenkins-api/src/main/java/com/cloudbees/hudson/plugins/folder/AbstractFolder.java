package com.cloudbees.hudson.plugins.folder;

import hudson.model.AbstractItem;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import hudson.util.DescribableList;
import java.io.IOException;
import java.util.Collection;
import org.springframework.security.access.AccessDeniedException;

public abstract class AbstractFolder<I extends TopLevelItem> extends AbstractItem implements TopLevelItem,
        ItemGroup<I> {
    protected AbstractFolder(ItemGroup parent, String name) {
        super(parent, name);
    }

    public DescribableList<AbstractFolderProperty<?>, AbstractFolderPropertyDescriptor> getProperties() {
        throw new UnsupportedOperationException();
    }

    public void addProperty(AbstractFolderProperty p) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Collection<I> getItems() {
        throw new UnsupportedOperationException();
    }

    @Override
    public I getItem(String name) throws AccessDeniedException {
        throw new UnsupportedOperationException();
    }
}
