package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.PluginWrapper;
import jenkins.model.Jenkins;

/** Mail, where the plugin Mailer is installed. */
final class MailReceivers {

    private MailReceivers() {}

    static boolean isPossible() {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin("mailer");
        return plugin != null && plugin.isActive();
    }

    /**
     * @param recipients addresses, separated by commas or spaces
     * @throws IllegalArgumentException if the plugin Mailer is not installed
     */
    @NonNull
    static Sender sender(@NonNull String recipients, @NonNull String rootUrl) {
        if (!isPossible()) {
            throw new IllegalArgumentException(NotificationMessages.NO_MAILER);
        }
        return new MailSender(recipients, rootUrl);
    }
}
