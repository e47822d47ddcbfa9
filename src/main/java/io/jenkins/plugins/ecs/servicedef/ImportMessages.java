package io.jenkins.plugins.ecs.servicedef;

import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Collection;

/** What users read about the import of a service. */
public final class ImportMessages {

    public static final String NO_DEFINITION =
            "the service has no task definition of its own, so there is nothing to write (it is managed by Express Mode, or"
                    + " by an external controller)";
    public static final String NO_WORKSPACE =
            "dir: there is no workspace. Run the step in node { }, or remove 'dir' and write the texts yourself";

    private ImportMessages() {}

    static String secret(String container, String what) {
        return "Container '" + container + "': " + PlainText.line(what)
                + " looks like a secret, and its value is in the"
                + " file. Store it in Secrets Manager or Parameter Store and name its ARN in 'secrets' before you commit"
                + " the file.";
    }

    static String unknown(Collection<String> members) {
        return "Not in the file, because this version of the plugin does not know them: "
                + PlainText.line(String.join(", ", members)) + ". They stay as they are at the service.";
    }

    public static String format(String given) {
        return "format: '" + PlainText.line(given) + "' is unknown. Use 'yaml' or 'json'";
    }

    public static String dir(String given) {
        return "dir: '" + PlainText.line(given)
                + "' is not a relative path in the workspace (letters, digits, '.', '-', '_'" + " and '/')";
    }

    public static String overwriteWithoutDir() {
        return "overwrite: only with 'dir'. Add 'dir', or remove it";
    }

    public static String exists(Collection<String> files) {
        return "dir: " + String.join(", ", files) + " would be overwritten. Delete them, use another 'dir', or set"
                + " overwrite: true";
    }

    public static String imported(String service, String revision) {
        return "Imported " + PlainText.line(service) + " with " + PlainText.line(revision);
    }

    /** @param leftOut how many fields were not taken over */
    public static String importedFile(String service, int leftOut) {
        return "Imported " + PlainText.line(service) + (leftOut == 0 ? "" : "; not taken over: " + leftOut);
    }

    public static String leftOut(String text) {
        return "Not taken over: " + PlainText.line(text);
    }

    public static String onlyOfAws(String field) {
        return field + ": with 'from' nothing is read from AWS. Remove '" + field + "' or 'from'";
    }

    public static String onlyWithFrom() {
        return "template: only with 'from'. Remove it";
    }

    public static String notATemplate(String template) {
        return "template: '" + PlainText.line(template) + "' is not a template. Use its name and version, such as"
                + " web-service@2";
    }

    public static String written(Collection<String> files) {
        return "Wrote " + String.join(", ", files);
    }

    public static String warning(String text) {
        return "Warning: " + text;
    }
}
