package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.ecs.config.settings.ConfigMessages;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.templates.TemplateChecks;
import io.jenkins.plugins.ecs.templates.VersionLog;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The versions of templates that this controller has seen, in {@code JENKINS_HOME/ecs-deployments}. */
@Extension
@Restricted(NoExternalUse.class)
public final class TemplateVersions {

    private static final Logger LOGGER = Logger.getLogger(TemplateVersions.class.getName());
    private static final String FILE = "ecs-deployments/templates.json";

    private VersionLog log;

    @NonNull
    static TemplateVersions get() {
        return ExtensionList.lookupSingleton(TemplateVersions.class);
    }

    private synchronized VersionLog log() {
        if (log == null) {
            log = new VersionLog(new File(Jenkins.get().getRootDir(), FILE).toPath());
        }
        return log;
    }

    /** Which of them have changed since they were first seen. What cannot be told is a problem, too. */
    @NonNull
    List<String> problems(@NonNull List<Template> templates) {
        if (templates.isEmpty()) {
            return List.of();
        }
        try {
            return TemplateChecks.changed(templates, log().digests());
        } catch (IOException unreadable) {
            LOGGER.log(Level.WARNING, "Could not read " + FILE, unreadable);
            return List.of(ConfigMessages.versionsUnreadable(FILE, PlainText.line(unreadable.getMessage())));
        }
    }

    /** From now on their content counts for their version. */
    void keep(@NonNull List<Template> templates) {
        if (templates.isEmpty()) {
            return;
        }
        try {
            log().add(templates);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + FILE, e);
        }
    }
}
