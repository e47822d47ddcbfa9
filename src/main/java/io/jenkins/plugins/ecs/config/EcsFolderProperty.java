package io.jenkins.plugins.ecs.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.XStream2;
import io.jenkins.plugins.ecs.config.settings.NotingConverter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** Defaults, targets and rules for the jobs of a folder. */
public class EcsFolderProperty extends AbstractFolderProperty<AbstractFolder<?>> {

    private EcsDefaults defaults;
    private EcsPolicy policy;
    private List<EcsTarget> targets = new ArrayList<>();
    private List<EcsPath> paths = new ArrayList<>();
    private List<EcsTemplate> templates = new ArrayList<>();
    /** What Jenkins left out when it read them; kept when they are saved again, until they are replaced as a whole. */
    private String unreadable;

    @DataBoundConstructor
    public EcsFolderProperty() {}

    @CheckForNull
    public EcsDefaults getDefaults() {
        return defaults;
    }

    @DataBoundSetter
    public void setDefaults(EcsDefaults defaults) {
        this.defaults = defaults;
    }

    /** Null if the folder has none, and while Jenkins loads the folder again: then it has no properties. */
    @CheckForNull
    static EcsFolderProperty of(@NonNull AbstractFolder<?> folder) {
        var properties = folder.getProperties();
        return properties == null ? null : properties.get(EcsFolderProperty.class);
    }

    /** Rules that Jenkinsfiles can't lift. */
    @CheckForNull
    public EcsPolicy getPolicy() {
        return policy;
    }

    @DataBoundSetter
    public void setPolicy(EcsPolicy policy) {
        this.policy = policy;
    }

    @NonNull
    public List<EcsTarget> getTargets() {
        return targets == null ? List.of() : Collections.unmodifiableList(targets);
    }

    @DataBoundSetter
    public void setTargets(List<EcsTarget> targets) {
        this.targets = targets == null ? new ArrayList<>() : new ArrayList<>(targets);
    }

    /** Paths besides those of outer levels. */
    @NonNull
    public List<EcsPath> getPaths() {
        return paths == null ? List.of() : Collections.unmodifiableList(paths);
    }

    @DataBoundSetter
    public void setPaths(List<EcsPath> paths) {
        this.paths = paths == null ? new ArrayList<>() : new ArrayList<>(paths);
    }

    /** Templates besides those of outer levels. */
    @NonNull
    public List<EcsTemplate> getTemplates() {
        return templates == null ? List.of() : Collections.unmodifiableList(templates);
    }

    @DataBoundSetter
    public void setTemplates(List<EcsTemplate> templates) {
        this.templates = templates == null ? new ArrayList<>() : new ArrayList<>(templates);
    }

    /** Why they cannot be relied upon; null if they can. */
    @CheckForNull
    String unreadable() {
        return unreadable;
    }

    @Override
    protected void setOwner(@NonNull AbstractFolder<?> owner) {
        super.setOwner(owner);
        RuleProblems.loaded(owner.getFullName(), unreadable);
    }

    /** Found by its name. */
    public static final class ConverterImpl extends NotingConverter<EcsFolderProperty> {

        public ConverterImpl(XStream2 xstream) {
            super(xstream);
        }

        @Override
        protected void noted(@NonNull EcsFolderProperty read, @NonNull String problems) {
            if (!problems.isEmpty()) {
                read.unreadable = problems;
            }
        }
    }

    @Extension
    @Symbol("ecsDeployment")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Amazon ECS deployments";
        }

        /** Paths and templates are checked as a whole; those of outer levels cannot be replaced. */
        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            AbstractFolderProperty<?> made = super.newInstance(request, form);
            Item folder = request == null ? null : request.findAncestorObject(Item.class);
            if (made instanceof EcsFolderProperty property && folder != null) {
                List<String> problems = JobSettings.problemsOfPaths(folder, property);
                if (!problems.isEmpty()) {
                    throw new FormException(String.join("; ", problems), "paths");
                }
                List<String> ofTemplates = JobSettings.problemsOfTemplates(folder, property);
                if (!ofTemplates.isEmpty()) {
                    throw new FormException(String.join("; ", ofTemplates), "templates");
                }
            }
            return made;
        }
    }
}
