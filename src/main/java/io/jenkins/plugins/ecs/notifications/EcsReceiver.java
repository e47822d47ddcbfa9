package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.settings.CredentialLists;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Where events are sent: a webhook or a chat, and which events. */
public class EcsReceiver implements Describable<EcsReceiver> {

    private final String name;
    private String format;
    private String url;
    private String urlCredentialsId;
    private String secretCredentialsId;
    private String recipients;
    private String body;
    private String headerName;
    private String headerCredentialsId;
    private String events;
    private String targets;

    @DataBoundConstructor
    public EcsReceiver(String name) {
        this.name = Util.fixEmptyAndTrim(name);
        ReceiverChecks.refuse(ReceiverChecks.name(this.name));
    }

    @NonNull
    public String getName() {
        return name;
    }

    /** {@code cloudEvents}, {@code slack}, {@code teams}, {@code json} or {@code mail}. */
    @NonNull
    public String getFormat() {
        return format == null ? MessageFormat.CLOUD_EVENTS.word() : format;
    }

    @DataBoundSetter
    public void setFormat(String format) {
        String value = Util.fixEmptyAndTrim(format);
        ReceiverChecks.refuse(ReceiverChecks.format(value));
        this.format = value;
    }

    @NonNull
    MessageFormat messageFormat() {
        return MessageFormat.parse(getFormat()).orElse(MessageFormat.CLOUD_EVENTS);
    }

    /** The URL, if it is no secret. */
    @CheckForNull
    public String getUrl() {
        return url;
    }

    @DataBoundSetter
    public void setUrl(String url) {
        String value = Util.fixEmptyAndTrim(url);
        ReceiverChecks.refuse(ReceiverChecks.url(value));
        this.url = value;
    }

    /** Id of a secret text with the URL. */
    @CheckForNull
    public String getUrlCredentialsId() {
        return urlCredentialsId;
    }

    @DataBoundSetter
    public void setUrlCredentialsId(String urlCredentialsId) {
        this.urlCredentialsId = Util.fixEmptyAndTrim(urlCredentialsId);
    }

    /** Id of a secret text by which webhooks are signed. */
    @CheckForNull
    public String getSecretCredentialsId() {
        return secretCredentialsId;
    }

    @DataBoundSetter
    public void setSecretCredentialsId(String secretCredentialsId) {
        this.secretCredentialsId = Util.fixEmptyAndTrim(secretCredentialsId);
    }

    /** Addresses for mail, separated by commas. */
    @CheckForNull
    public String getRecipients() {
        return recipients;
    }

    @DataBoundSetter
    public void setRecipients(String recipients) {
        String value = Util.fixEmptyAndTrim(recipients);
        ReceiverChecks.refuse(ReceiverChecks.recipients(value));
        this.recipients = value;
    }

    /** The body of the format {@code json}, with placeholders. */
    @CheckForNull
    public String getBody() {
        return body;
    }

    @DataBoundSetter
    public void setBody(String body) {
        String value = Util.fixEmptyAndTrim(body);
        ReceiverChecks.refuse(BodyTemplate.problem(value));
        this.body = value;
    }

    /** Name of a header that the receiver asks for, such as {@code Authorization}. */
    @CheckForNull
    public String getHeaderName() {
        return headerName;
    }

    @DataBoundSetter
    public void setHeaderName(String headerName) {
        String value = Util.fixEmptyAndTrim(headerName);
        ReceiverChecks.refuse(ReceiverChecks.headerName(value));
        this.headerName = value;
    }

    /** Id of a secret text with the value of that header. */
    @CheckForNull
    public String getHeaderCredentialsId() {
        return headerCredentialsId;
    }

    @DataBoundSetter
    public void setHeaderCredentialsId(String headerCredentialsId) {
        this.headerCredentialsId = Util.fixEmptyAndTrim(headerCredentialsId);
    }

    /** Names of types of events, separated by commas; null for all. */
    @CheckForNull
    public String getEvents() {
        return events;
    }

    @DataBoundSetter
    public void setEvents(String events) {
        String value = Util.fixEmptyAndTrim(events);
        ReceiverChecks.refuse(ReceiverChecks.events(value));
        this.events = value;
    }

    /** Names of targets, separated by commas; null for all events, with and without target. */
    @CheckForNull
    public String getTargets() {
        return targets;
    }

    @DataBoundSetter
    public void setTargets(String targets) {
        this.targets = Util.fixEmptyAndTrim(targets);
    }

    boolean wants(@NonNull DeploymentEvent event) {
        return ReceiverChecks.wants(events, targets, event);
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<EcsReceiver> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Receiver";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> ReceiverChecks.name(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckUrl(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> ReceiverChecks.url(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckRecipients(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> ReceiverChecks.recipients(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckBody(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> BodyTemplate.problem(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckHeaderName(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> ReceiverChecks.headerName(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillHeaderCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String headerCredentialsId) {
            return CredentialLists.ofSecretTexts(item, headerCredentialsId);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckEvents(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> ReceiverChecks.events(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillFormatItems(@AncestorInPath Item item) {
            FormChecks.requireRead(item);
            ListBoxModel formats = new ListBoxModel();
            for (MessageFormat each : MessageFormat.values()) {
                formats.add(each.displayName(), each.word());
            }
            return formats;
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillUrlCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String urlCredentialsId) {
            return CredentialLists.ofSecretTexts(item, urlCredentialsId);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillSecretCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String secretCredentialsId) {
            return CredentialLists.ofSecretTexts(item, secretCredentialsId);
        }

        /** Sends a test with the values of the form, and waits for its result. */
        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doTestSend(
                @AncestorInPath Item item,
                @QueryParameter String format,
                @QueryParameter String url,
                @QueryParameter String urlCredentialsId,
                @QueryParameter String secretCredentialsId,
                @QueryParameter String recipients,
                @QueryParameter String body,
                @QueryParameter String headerName,
                @QueryParameter String headerCredentialsId) {
            FormChecks.requireConfigure(item);
            try {
                EcsReceiver tested = new EcsReceiver("test");
                tested.setFormat(format);
                tested.setUrl(url);
                tested.setUrlCredentialsId(urlCredentialsId);
                tested.setSecretCredentialsId(secretCredentialsId);
                tested.setRecipients(recipients);
                tested.setBody(body);
                tested.setHeaderName(headerName);
                tested.setHeaderCredentialsId(headerCredentialsId);
                ReceiverChecks.refuse(ReceiverChecks.all(List.of(tested)));
                return TestNotification.send(item, tested);
            } catch (IllegalArgumentException wrong) {
                return FormValidation.error(wrong.getMessage());
            }
        }
    }
}
