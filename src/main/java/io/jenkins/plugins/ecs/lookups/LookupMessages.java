package io.jenkins.plugins.ecs.lookups;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Collection;

/** What users read about look-ups. */
public final class LookupMessages {

    private static final int SHOWN = 200;
    private static final int MOST_NAMES = 20;

    public static final String ADVICE = "correct the look-ups or what they name; nothing was changed";

    private LookupMessages() {}

    static String brief(String text, int longest) {
        String line = PlainText.line(text);
        return line.length() <= longest ? line : line.substring(0, longest) + "…";
    }

    private static String shown(Object text) {
        return brief(String.valueOf(text), SHOWN);
    }

    /** A line of the log. */
    static String found(Lookup lookup, String value, String version) {
        return lookup.key() + ": " + value + (version.isEmpty() ? "" : " (" + version + ")");
    }

    public static String heading(int lookups) {
        return "Looked up " + lookups + (lookups == 1 ? " value:" : " values:");
    }

    // How it is written.

    static String noEnd(String text) {
        return "The look-up " + shown(text)
                + " has no '}'. Close it, or write '$$' for a text that only looks like one.";
    }

    static String noName(Lookup lookup) {
        return "The look-up " + lookup + " names nothing. " + form(lookup.source());
    }

    static String tooLong(String source, int longest) {
        return "The name in a look-up ${" + source + ":…} is longer than " + longest + " characters.";
    }

    static String wrongName(Lookup lookup) {
        return "The name in " + shown(lookup) + " cannot be read. " + form(lookup.source());
    }

    private static String form(LookupSource source) {
        return "Use the form "
                + switch (source) {
                    case ENV -> "${env:NAME}";
                    case PARAM -> "${param:NAME}";
                    case SSM -> "${ssm:/path/name}, with ':version' or '[index]' behind it if needed";
                    case SECRET -> "${secret:name} or ${secret:name:json-key:version-stage}";
                    case CFN -> "${cfn:stack.Output}";
                    case TFSTATE -> "${tfstate:output.name} or ${tfstate:type.name.attribute}";
                }
                + ", with ':-default' at its end if needed.";
    }

    static String tooMany(int most) {
        return "There are more than " + most + " look-ups. Look up a list or use fewer.";
    }

    /** For a step that replaces no look-ups. */
    public static String onlyDeployments(Lookup lookup) {
        return shown(lookup) + " is a look-up, which only ecsDeploy and ecsBlueGreen replace. Insert the value first";
    }

    public static final String NOT_IN_PREFLIGHT =
            "taskDefinition: its look-ups are not read by a preflight. Use dryRun: true of ecsDeploy";

    // Values.

    static String notRead(Lookup lookup) {
        return lookup + " was not looked up.";
    }

    static String problem(Lookup lookup, String problem) {
        return shown(lookup) + ": " + problem;
    }

    static final String ENCRYPTED = "it is a SecureString. Its value would be readable for every caller of"
            + " DescribeTaskDefinition; use the look-up as 'valueFrom' in 'secrets' instead.";
    static final String NO_INDEX = "it is a StringList. Name the item, as in ${ssm:/path[0]}.";
    static final String NO_LIST = "it is no StringList, so it has no items. Remove the index.";
    static final String REFERENCE_ONLY = "json key and version are only for 'valueFrom'. Remove them.";
    static final String NOT_WHOLE = "'valueFrom' is the ARN alone. Remove the text beside the look-up.";
    static final String NO_SELECTOR = "'valueFrom' takes the parameter as a whole. Remove the version or index.";

    static String noItem(int index, int size) {
        return "the list has " + size + (size == 1 ? " item" : " items") + ", so there is no item " + index + ".";
    }

    static String tooLongValue(int length, int longest) {
        return "its value has " + length + " characters; the limit is " + longest + ".";
    }

    // Sources.

    public static String notSet(LookupSource source, String name) {
        return source == LookupSource.ENV
                ? "the environment of the build has no variable '" + shown(name) + "', or it is empty."
                : "the build has no parameter '" + shown(name) + "', or it is empty.";
    }

    public static final String IS_SECRET = "it is a secret of this build (value not shown). In a task definition every"
            + " caller of DescribeTaskDefinition could read it; store it in Secrets Manager and use ${secret:name} in"
            + " 'secrets'.";

    static String denied(String permission) {
        return "access denied: these credentials are not authorized to perform " + permission;
    }

    static String noParameter(String name, String region) {
        return "there is no parameter '" + shown(name) + "' in " + region + ".";
    }

    static String noSecret(String id, String region) {
        return "there is no secret '" + shown(id) + "' in " + region + ".";
    }

    static String deletedSecret(String id) {
        return "the secret '" + shown(id) + "' is scheduled for deletion, so tasks could not read it.";
    }

    static String otherSecret(String id, String found) {
        return "'" + shown(id) + "' is not the full ARN of a secret; it was taken for " + shown(found)
                + ". Use the full ARN or the name.";
    }

    static String noStack(String stack, String region) {
        return "there is no stack '" + shown(stack) + "' in " + region + ".";
    }

    static String unusableStack(String stack, String status) {
        return "the stack '" + shown(stack) + "' is " + shown(status)
                + (status.endsWith("_IN_PROGRESS")
                        ? ", so its outputs may be those before the update. Wait for its end."
                        : ", so its outputs are not valid.");
    }

    static String noOutput(String stack, String output, Collection<String> outputs) {
        return "the stack '" + shown(stack) + "' has no output '" + shown(output) + "'. " + names("output", outputs);
    }

    static String names(String kind, Collection<String> names) {
        if (names.isEmpty()) {
            return "It has no " + kind + "s.";
        }
        String rest = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
        return "It has "
                + shown(String.join(", ", names.stream().limit(MOST_NAMES).toList())) + rest + ".";
    }

    // States of Terraform.

    static final String NO_STATE =
            "the step has no state of Terraform. Set 'tfstate' to its text or to s3://bucket/key.";
    static final String NOT_JSON = "the state of Terraform is not JSON.";
    static final String NO_FORM =
            "'tfstate' is neither a state of Terraform nor the output of 'terraform output -json'.";
    static final String ENCRYPTED_STATE =
            "the state is encrypted by OpenTofu. Pass the output of 'tofu output -json' in 'tfstate' instead.";
    static final String ONLY_OUTPUTS = "'tfstate' has outputs only. Use ${tfstate:output.name}.";

    static String stateVersion(String version) {
        return "the state of Terraform has version " + shown(version) + "; only version 4 can be read.";
    }

    static String stateTooLong(long bytes, long most) {
        return "the state of Terraform has " + bytes + " bytes; the limit is " + most
                + ". Pass the output of 'terraform output -json' in 'tfstate' instead.";
    }

    static String noStateOutput(String name, Collection<String> outputs) {
        return "the state has no output '" + shown(name) + "'. " + names("output", outputs);
    }

    static String noResource(@NonNull TerraformAddress address) {
        return "the state has no resource " + shown(address.resource()) + ".";
    }

    static String instances(TerraformAddress address, Collection<String> keys) {
        return shown(address.resource()) + " has "
                + (keys.isEmpty()
                        ? "only one instance. Remove the index."
                        : "the instances "
                                + shown(String.join(
                                        ", ", keys.stream().limit(MOST_NAMES).toList())) + ". Name one of them.");
    }

    static String deposed(TerraformAddress address) {
        return shown(address.resource()) + " is about to be destroyed (deposed).";
    }

    static String noAttribute(Object step) {
        return "there is no '" + shown(step) + "' at this address.";
    }

    static String notScalar(boolean isMap, Collection<String> names) {
        return isMap
                ? "this is a map. Name one of its members. " + names("member", names)
                : "this is a list. Name one of its items, as in [0].";
    }

    static String noObject(String location) {
        return "there is no object " + shown(location) + ", or it may not be listed.";
    }

    static String noLocation(String location) {
        return "'" + shown(location) + "' is not the address of an object. Use s3://bucket/key.";
    }
}
