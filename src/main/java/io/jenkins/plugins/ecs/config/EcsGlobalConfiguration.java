package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.XmlFile;
import hudson.model.PersistentDescriptor;
import hudson.util.XStream2;
import io.jenkins.plugins.ecs.aws.Endpoints;
import io.jenkins.plugins.ecs.config.settings.ControllerEndpoint;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.config.settings.SharedSettings;
import io.jenkins.plugins.ecs.config.settings.Snapshots;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** What administrators set for all jobs of a controller. */
@Extension
@Symbol("ecsDeployment")
public class EcsGlobalConfiguration extends EcsGlobalForm implements PersistentDescriptor {

    private static final Logger LOGGER = Logger.getLogger(EcsGlobalConfiguration.class.getName());
    private static final XStream2 XSTREAM = xstream();

    /** What is in the file; the one that counts is in {@link #snapshots}. */
    private EcsGlobalValues values = new EcsGlobalValues();

    private final transient Snapshots<EcsGlobalValues> snapshots = new Snapshots<>(values);
    /** Why the file could not be read; null where it could. */
    private transient volatile String unreadable;

    @NonNull
    public static EcsGlobalConfiguration get() {
        return ExtensionList.lookupSingleton(EcsGlobalConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return "Amazon ECS deployments";
    }

    /** The Region for steps that name none. */
    @CheckForNull
    public String getRegion() {
        return seen().region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        String value = Util.fixEmptyAndTrim(region);
        // Whether AWS has it is checked when it is used: the endpoint may be set after it.
        SharedSettings.refuse(SettingChecks.region(value, true));
        change(values -> values.region = value);
    }

    /** The AWS credentials for steps that name none. */
    @CheckForNull
    public String getCredentialsId() {
        return seen().credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        String value = Util.fixEmptyAndTrim(credentialsId);
        change(values -> values.credentialsId = value);
    }

    /** Replaces every AWS endpoint: a VPC endpoint, an emulator, the sandbox. */
    @CheckForNull
    public String getEndpointOverride() {
        return seen().endpointOverride;
    }

    /** Addresses of single services, as {@code ECS=https://…}, with commas or line ends between them. */
    @CheckForNull
    public String getServiceEndpoints() {
        return seen().serviceEndpoints;
    }

    @DataBoundSetter
    public void setServiceEndpoints(String serviceEndpoints) {
        String value = Util.fixEmptyAndTrim(serviceEndpoints);
        SharedSettings.refuse(SettingChecks.serviceEndpoints(value));
        change(values -> values.serviceEndpoints = value);
    }

    /** What is set here, and for the rest what the controller's process is told to use. */
    @NonNull
    public Endpoints effectiveEndpoints() {
        return effectiveEndpoints(snapshot());
    }

    @NonNull
    static Endpoints effectiveEndpoints(@NonNull EcsGlobalValues values) {
        return SettingChecks.endpoints(values.endpointOverride, values.serviceEndpoints, ControllerEndpoint.find());
    }

    @DataBoundSetter
    public void setEndpointOverride(String endpointOverride) {
        String value = Util.fixEmptyAndTrim(endpointOverride);
        SharedSettings.refuse(SettingChecks.endpoint(value));
        change(values -> values.endpointOverride = value);
    }

    /** Whether jobs without credentials may use what the controller itself has (instance role, environment). */
    public boolean isAllowControllerCredentials() {
        return seen().allowControllerCredentials;
    }

    @DataBoundSetter
    public void setAllowControllerCredentials(boolean allow) {
        change(values -> values.allowControllerCredentials = allow);
    }

    /** Addresses that targets of folders may name, with commas between them. */
    @CheckForNull
    public String getAllowedEndpoints() {
        return seen().allowedEndpoints;
    }

    @DataBoundSetter
    public void setAllowedEndpoints(String allowedEndpoints) {
        String value = Util.fixEmptyAndTrim(allowedEndpoints);
        SharedSettings.refuse(SettingChecks.endpoints(value));
        change(values -> values.allowedEndpoints = value);
    }

    /** Whether a folder's target may name this address: an admin has named it, here or as the endpoint of all. */
    static boolean allowsEndpoint(@NonNull EcsGlobalValues values, @NonNull String endpoint) {
        URI all = effectiveEndpoints(values).all();
        return (all != null && endpoint.equals(all.toString()))
                || SettingChecks.list(values.allowedEndpoints).contains(endpoint);
    }

    /** What else steps get that set nothing themselves. */
    @CheckForNull
    public EcsDefaults getDefaults() {
        return seen().defaults;
    }

    @DataBoundSetter
    public void setDefaults(EcsDefaults defaults) {
        change(values -> values.defaults = defaults);
    }

    /** Rules that Jenkinsfiles can't lift. */
    @CheckForNull
    public EcsPolicy getPolicy() {
        return seen().policy;
    }

    @DataBoundSetter
    public void setPolicy(EcsPolicy policy) {
        change(values -> values.policy = policy);
    }

    @NonNull
    public List<EcsTarget> getTargets() {
        return Collections.unmodifiableList(seen().targets());
    }

    @DataBoundSetter
    public void setTargets(List<EcsTarget> targets) {
        List<EcsTarget> all = targets == null ? new ArrayList<>() : new ArrayList<>(targets);
        change(values -> values.targets = all);
    }

    /** What releases go through, environment by environment. */
    @NonNull
    public List<EcsPath> getPaths() {
        return Collections.unmodifiableList(seen().paths());
    }

    @DataBoundSetter
    public void setPaths(List<EcsPath> paths) {
        List<EcsPath> all = paths == null ? new ArrayList<>() : new ArrayList<>(paths);
        change(values -> values.paths = all);
    }

    /** What teams make services from. */
    @NonNull
    public List<EcsTemplate> getTemplates() {
        return Collections.unmodifiableList(seen().templates());
    }

    @DataBoundSetter
    public void setTemplates(List<EcsTemplate> templates) {
        List<EcsTemplate> all = templates == null ? new ArrayList<>() : new ArrayList<>(templates);
        change(values -> values.templates = all);
    }

    /** Hosts that {@code http} checks of ecsVerify may ask, with commas between them; any if there are none. */
    @CheckForNull
    public String getHttpHosts() {
        return seen().httpHosts;
    }

    @DataBoundSetter
    public void setHttpHosts(String httpHosts) {
        String value = Util.fixEmptyAndTrim(httpHosts);
        SharedSettings.refuse(SettingChecks.httpHosts(value));
        change(values -> values.httpHosts = value);
    }

    /** Ranges of addresses that are not public and may be asked all the same, with commas between them. */
    @CheckForNull
    public String getHttpPrivateRanges() {
        return seen().httpPrivateRanges;
    }

    @DataBoundSetter
    public void setHttpPrivateRanges(String httpPrivateRanges) {
        String value = Util.fixEmptyAndTrim(httpPrivateRanges);
        SharedSettings.refuse(SettingChecks.httpPrivateRanges(value));
        change(values -> values.httpPrivateRanges = value);
    }

    /** Where the controller may send the requests of {@code http} checks. */
    @NonNull
    public HostPolicy hostPolicy() {
        EcsGlobalValues now = snapshot();
        return new HostPolicy(SettingChecks.list(now.httpHosts), SettingChecks.list(now.httpPrivateRanges));
    }

    /** What counts now, for everybody: one look at it is one state of the settings. */
    @NonNull
    EcsGlobalValues snapshot() {
        return snapshots.current();
    }

    /** Whoever is in the middle of a change sees it. */
    private EcsGlobalValues seen() {
        return snapshots.seenIn(scope());
    }

    private Object scope() {
        return BulkChange.contains(this) ? BulkChange.current() : null;
    }

    private void change(Consumer<EcsGlobalValues> change) {
        Object scope = scope();
        snapshots.change(scope, before -> {
            EcsGlobalValues next = before.copy();
            change.accept(next);
            if (scope == null) {
                refuseBroken(next);
            }
            return next;
        });
        save();
    }

    /**
     * Paths are checked as a whole, with the targets that they use, and so are templates: until then the old settings stay
     * in force.
     */
    private static void refuseBroken(EcsGlobalValues values) {
        List<String> problems = new ArrayList<>(PathSettings.problems(values));
        problems.addAll(TemplateSettings.problems(
                values.templates(),
                PathSettings.GLOBAL,
                Map.of(),
                made -> TemplateVersions.get().problems(made)));
        SharedSettings.refuse(problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems)));
    }

    /** Why the settings could not be read when Jenkins started; null where they could. */
    @CheckForNull
    String unreadable() {
        return unreadable;
    }

    /**
     * A form without targets, or with the defaults switched off, sends nothing of them. What it sends counts all at once;
     * where it is refused, nothing of it does.
     */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        try (BulkChange all = new BulkChange(this)) {
            change(values -> {
                values.defaults = null;
                values.policy = null;
                values.targets = new ArrayList<>();
                values.paths = new ArrayList<>();
                values.templates = new ArrayList<>();
            });
            boolean done = super.configure(request, form);
            all.commit();
            unreadable = null;
            return done;
        } catch (IOException e) {
            throw new FormException(e, "ecsDeployment");
        } finally {
            snapshots.drop();
        }
    }

    /** In the middle of a change it does nothing; at its end it lets all of it count. */
    @Override
    public synchronized void save() {
        if (BulkChange.contains(this)) {
            return;
        }
        try {
            refuseBroken(snapshots.next());
        } catch (RuntimeException refused) {
            snapshots.drop();
            throw refused;
        }
        snapshots.publish();
        values = snapshots.current();
        super.save();
        if (!values.templates().isEmpty()) {
            TemplateVersions.get().keep(TemplateSettings.usable(values.templates(), PathSettings.GLOBAL));
        }
    }

    /** Rules that can't be read are not taken for rules that are not there. */
    @Override
    public synchronized void load() {
        XmlFile file = getConfigFile();
        if (!file.exists()) {
            return;
        }
        try {
            file.unmarshal(this);
            String leftOut = values == null ? null : values.unreadable();
            unreadable = leftOut == null ? null : file.getFile().getName() + ": " + leftOut;
        } catch (IOException | RuntimeException | LinkageError broken) {
            LOGGER.log(Level.SEVERE, "could not read " + file.getFile() + ": no deployment is allowed", broken);
            unreadable = PlainText.line(file.getFile().getName() + ": " + broken.getMessage());
        }
        EcsGlobalValues read = values == null ? new EcsGlobalValues() : values;
        snapshots.change(null, before -> read);
    }

    @Override
    protected XmlFile getConfigFile() {
        return new XmlFile(XSTREAM, super.getConfigFile().getFile());
    }

    /** A field of a rule that can't be read makes the file one that can't be read; Jenkins would leave the field out. */
    private static XStream2 xstream() {
        XStream2 xstream = new XStream2();
        for (Class<?> type : new Class<?>[] {
            EcsGlobalConfiguration.class,
            EcsGlobalValues.class,
            EcsTarget.class,
            EcsPolicy.class,
            EcsFreezeWindow.class,
            EcsPath.class,
            EcsPathEnvironment.class,
            EcsPathApproval.class,
            EcsTemplate.class,
            EcsTemplateParameter.class
        }) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    xstream.addCriticalField(type, field.getName());
                }
            }
        }
        return xstream;
    }
}
