package io.jenkins.plugins.ecs.rollout.messages;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.policy.RuleResults;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Messages of a plan ({@code dryRun}). */
public final class DryRunMessages {

    public static final String DEFINITION_UNCHANGED = "No changes to the task definition";
    public static final String DEFINITION = "Task definition:";
    public static final String SERVICE = "Service:";
    public static final String SCALING_STARTS_NONE = "the scaling is changed without one";
    public static final String COUNT_STARTS_NONE = "a new desiredCount alone starts none";
    public static final String NOTHING_CHANGES = "nothing changes";
    public static final String IS_FORCED = "forceNewDeployment is set";
    public static final String LAST_FAILED =
            "the last deployment of this task definition failed, so a new one would be forced";
    public static final String IN_PROGRESS =
            "this task definition is already being deployed; the step would follow that";
    public static final String ALREADY_RUNS = "the service already runs this task definition";

    public static final String TASKS = "The deployment would";

    private DryRunMessages() {}

    public static String summary(boolean starts, Collection<String> reasons) {
        return (starts ? "would start a deployment: " : "would start no deployment: ") + String.join("; ", reasons);
    }

    public static String conclusion(String summary) {
        return "This " + summary;
    }

    public static String newRevision(String family) {
        return "a new revision of " + family;
    }

    public static String change(String member, Object from, Object to) {
        return member + ": " + from + " -> " + to;
    }

    public static String changes(String member) {
        return member + " changes";
    }

    public static String startsNone(String member, boolean certain) {
        return member + (certain ? " alone starts none" : " alone may start none");
    }

    public static String onlyTags(String tags) {
        return "only the tags differ: " + tags;
    }

    public static String image(String container, String digest) {
        return "Image of " + container + ": " + digest;
    }

    public static String unknownDigest(String why) {
        return "unknown: " + why;
    }

    public static final String NO_VERSION = "it has neither a tag nor a digest";
    public static final String NOT_IN_ECR = "it is not in Amazon ECR";
    public static final String NOT_LOOKED_UP = "not looked up";

    /** What the rules say of a plan, a line each; those that refuse it first. */
    @NonNull
    public static List<String> rules(@NonNull RuleResults results) {
        List<String> lines = new ArrayList<>();
        results.refused().forEach(rule -> lines.add("Rules would refuse it: " + rule));
        results.notYet().forEach(rule -> lines.add("Rules would refuse it now: " + rule));
        results.warnings().forEach(rule -> lines.add("Rules would warn: " + rule));
        if (!results.passed().isEmpty()) {
            lines.add("Rules that allow it: " + String.join(", ", results.passed()));
        }
        return lines;
    }

    public static String deploymentGroup(String application, String group) {
        return "CodeDeploy: deployment group " + application + "/" + group;
    }

    public static String deploymentConfig(String name) {
        return "CodeDeploy: deployment configuration " + name;
    }

    public static String appSpec(Object spec) {
        return "AppSpec: " + spec;
    }

    public static final String THE_REVISION = "<the revision>";
}
