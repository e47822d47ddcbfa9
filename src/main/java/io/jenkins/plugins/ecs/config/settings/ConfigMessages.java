package io.jenkins.plugins.ecs.config.settings;

import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Collection;
import java.util.List;

/** Errors in settings: field, value, remedy. */
public final class ConfigMessages {

    static final String NO_REGION =
            "region: missing. Set it in the step or in withEcs, or let an administrator set a default";
    static final String EXTERNAL_ID_ALONE = "externalId: roleArn is missing. Set both, or remove externalId";

    static final String NO_VALUE =
            "has no value (null). Check that the variable is set, use '' for an empty text, or remove the entry";

    private ConfigMessages() {}

    static String setIn(String problem, String place) {
        return problem + " (set in: " + place + ")";
    }

    static String unknownRegion(String region) {
        return "region: " + quoted(region) + " is not an AWS Region known to this Jenkins. Use the form eu-central-1;"
                + " for a new Region, update the AWS SDK plugins";
    }

    static String notAnEndpoint(String endpoint) {
        return "endpointOverride: " + quoted(endpoint)
                + " is not an endpoint. Use the form https://ecs.example.com or http://127.0.0.1:8080";
    }

    static String unknownService(String service, String entry, Collection<String> services) {
        return "serviceEndpoints: " + quoted(service) + " in " + quoted(entry)
                + " is not a service that this plugin calls. Use one of " + String.join(", ", services)
                + ", in the form ECS=https://ecs.example.com";
    }

    static String repeatedService(String service) {
        return "serviceEndpoints: " + service + " is given twice. Remove one of the two";
    }

    static String notAServiceEndpoint(String service, String address) {
        return "serviceEndpoints: " + quoted(address) + " of " + service + " is not an endpoint. Use the form "
                + service + "=https://ecs.example.com";
    }

    public static String notAnAccount(String field, String account) {
        return field + ": " + quoted(account) + " is not an AWS account. Use its 12 digits";
    }

    public static String notAQueue(String url) {
        return "eventQueue: " + quoted(url) + " is not the URL of an SQS queue. Use the form"
                + " https://sqs.<Region>.amazonaws.com/<account>/<name>";
    }

    public static String notATargetName(String name) {
        return "name: " + quoted(name)
                + " is not a valid target name. Use up to 63 letters, digits, '.', '_' and '-', for example prod-eu";
    }

    public static String unknownTarget(String name, Collection<String> targets) {
        return "target: " + quoted(name) + " does not exist for this job. "
                + (targets.isEmpty() ? "No targets are configured" : "Use one of: " + String.join(", ", targets))
                + ". An administrator configures targets in the global settings or in a folder";
    }

    public static String otherCluster(String cluster, String place, String target, Collection<String> clusters) {
        return "cluster: " + quoted(cluster) + " (set in: " + place + ") is not a cluster of target " + target + " ("
                + String.join(", ", clusters) + "). Use one of these, or another target";
    }

    public static String endpointOfTargetRefused(String target, String place, String endpoint) {
        return "target: '" + target + "' of " + place + " uses the endpoint " + PlainText.line(endpoint)
                + ", which no administrator has allowed. Let an administrator add it to the allowed endpoints, or remove"
                + " it from the target";
    }

    public static String endpointOfDeletedTargetRefused(String target, String endpoint) {
        return "target: " + quoted(target) + " no longer exists, and its endpoint " + PlainText.line(endpoint)
                + " is not allowed any more. Let an administrator restore the target, or add the address to the allowed"
                + " endpoints";
    }

    public static String folderLoading(String folder) {
        return folder + ": it is being loaded";
    }

    public static String notAStart(String problem) {
        return "start: " + PlainText.line(problem) + ". Use the form 0 16 * * fri";
    }

    public static String notAnHour(int hours, long longest) {
        return "hours: " + hours + " is out of range. Use 1 to " + longest;
    }

    public static String unknownTimeZone(String timeZone) {
        return "timeZone: " + quoted(timeZone) + " is unknown. Use the form Europe/Berlin or UTC";
    }

    public static String evidenceHours(int hours, int most) {
        return "evidenceHours: " + hours + " is out of range. Use 1 to " + most;
    }

    public static String protectedDays(int days, int most) {
        return "protectedDays: " + days + " is out of range. Use 0 to " + most;
    }

    public static String tooFewMinutes(int minutes) {
        return "longestDeployment: " + minutes + " is too low. Use 1 minute or more";
    }

    public static String tooFewDeployments(int deployments) {
        return "mostDeployments: " + deployments + " is too low. Use 1 or more";
    }

    public static String emptyList(List<String> fields) {
        return String.join(", ", fields) + ": names nothing. Remove it if there is no such rule";
    }

    public static String unknownRule(String name, List<String> rules) {
        return "warnOnly: " + quoted(name) + " is not a rule that can refuse. Use one of " + String.join(", ", rules);
    }

    public static String unknownPinning(String pinning) {
        return "imagePinning: " + quoted(pinning) + " is unknown. Use 'tag' or 'digest'";
    }

    public static String noSuchJob(String name) {
        return "The job '" + name + "' does not exist. Enter its full name, including its folders.";
    }

    public static String notDays(String days) {
        return "'" + days + "' is not a number of days. Enter 0 or more.";
    }

    private static String quoted(String text) {
        return "'" + PlainText.line(text) + "'";
    }

    static String notText(String kind) {
        return "is " + kind + ". A variable is a text: convert it, for example with .join(',')";
    }

    static String notVariables(String field, Object value) {
        return field + ": use the form [NAME: 'value'], not '" + value + "'";
    }

    static String notAVariable(String field, String text) {
        return field + ": '" + text + "' does not have the form NAME=value";
    }

    public static String unknownPath(String where, String path, Collection<String> paths) {
        return where + ": pathRequired: there is no path " + quoted(path) + ". Existing paths: "
                + (paths.isEmpty() ? "none" : String.join(", ", paths));
    }

    public static String pathElsewhere(String target, String path) {
        return "target " + target + ": pathRequired: no environment of path " + quoted(path)
                + " has this target, so nothing could ever be deployed to it";
    }

    public static String noPath(String path, Collection<String> paths) {
        String which = path == null ? "not set" : quoted(path) + " does not exist for this job";
        return "path: " + which + ". "
                + (paths.isEmpty() ? "No paths are configured" : "Use one of: " + String.join(", ", paths))
                + ". An administrator configures paths in the global settings or in a folder";
    }

    public static String pathIgnored(String where) {
        return "it is ignored, because " + where + " already defines this path; use another name";
    }

    public static String pathNotSaved(String name) {
        return "There is no usable path " + quoted(name)
                + " yet. Save the form first; what is checked is what is saved";
    }

    public static String pathChecked(String took, String stopped, List<String> warnings) {
        return "As saved: "
                + (stopped.isEmpty()
                        ? "a release that starts now gets through in " + took + " at the earliest"
                        : "a release that starts now is stopped after " + took + ": " + stopped)
                + ". "
                + String.join(". ", warnings)
                + (warnings.isEmpty() ? "" : ". ")
                + "The page 'Release paths' of 'ECS services' shows each step";
    }

    public static String versionsUnreadable(String file, String why) {
        return "templates: " + file + " in the home of Jenkins cannot be read, so changed versions cannot be"
                + " recognised: " + why + ". Repair the file or restore it from a backup";
    }

    public static String noTaskBefore(String environment) {
        return "environment " + environment
                + " allows no task before the deployment, but its target or a folder has one. Ask an administrator";
    }

    public static String taskBeforeNeeded(String environment) {
        return "environment " + environment
                + " needs a task before each deployment. Add 'before' to ecs.yaml, if the template leaves it open";
    }
}
