package io.jenkins.plugins.ecs.paths.definition;

import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Collection;
import java.util.List;

/** What users read about release paths as they are configured. */
public final class PathMessages {

    static final String VERIFY = "verify: ";
    static final String TWICE = "the name is used twice. Each environment of a path has a name of its own";
    static final String NUMBERS_OF_ROLLING =
            "strategy: a rolling update has no percentages and no bake times; remove them";
    static final String PAUSES_WITHOUT_AT = "pauses: timeout and onTimeout need 'at', the stages at which ECS pauses";
    static final String TARGET_AND_WAVES = "target and waves: set one of them, not both";
    static final String EMPTY_WAVE = "waves: a wave has no targets. Add one, or remove the wave";
    static final String FIRST_BAKE = "waves: bake: there is no wave before the first one; use soak, or remove it";
    static final String INTERRUPTED_WITHOUT_SOAK = "soakInterruptedBy: needs 'soak'";
    static final String NOBODY_ANSWERS =
            "pauses: groups names nobody. Remove it to let all users with the permission answer";

    private PathMessages() {}

    static String path(String name) {
        return "path " + PlainText.line(name) + ": ";
    }

    static String environment(String name) {
        return "environment " + PlainText.line(name) + ": ";
    }

    static String notAName(String name) {
        return "'" + PlainText.line(name) + "' is not a valid name. Use letters, digits, '_', '-' and '.', at most 63";
    }

    static String taken(String where) {
        return where + " already defines this path. A folder may add paths, but not replace them; use another name";
    }

    static String numberOfEnvironments(int number, int most) {
        return "a path has 1 to " + most + " environments, not " + number;
    }

    static String unknownTarget(String target, Collection<String> targets) {
        return "target: "
                + (target == null ? "not set" : "there is no target '" + PlainText.line(target) + "'")
                + ". Existing targets: "
                + (targets.isEmpty() ? "none" : String.join(", ", targets));
    }

    static String unknownFrom(String from, List<String> names) {
        return "from: there is no environment '" + PlainText.line(from) + "' in this path. There is: "
                + PlainText.line(
                        String.join(", ", names.stream().map(String::valueOf).toList()));
    }

    static String fromLater(String from) {
        return "from: '" + PlainText.line(from)
                + "' is not before this environment. A release goes through environments in their order; change the order";
    }

    static String withoutFrom(String field) {
        return field + ": needs 'from', the environment in which the release must be proven";
    }

    static String neverFresh(String freshness, String soak) {
        return "freshness: " + PlainText.line(freshness) + " is not longer than soak: " + PlainText.line(soak)
                + ", so no release could ever enter";
    }

    static String notATime(String field, String text) {
        return field + ": '" + PlainText.line(text) + "' is not a duration. Use for example 30m, 4h or 7d";
    }

    static String timeOutOfRange(String field, String text, long days) {
        return field + ": " + PlainText.line(text) + " is out of range. Use more than 0 and at most " + days + "d";
    }

    static String unknownReaction(String field, String reaction) {
        return field + ": '" + PlainText.line(reaction) + "' is unknown. Use 'rollback' or 'hold'";
    }

    static String notAPattern(String pattern) {
        return "services: '" + PlainText.line(pattern)
                + "' matches no name of a service. Use letters, digits, '-' and '_', '*' for any text and '?' for one"
                + " character";
    }

    /** What a service that must not use the path is told. */
    public static String notForService(ReleasePath path, String service) {
        return "service '" + PlainText.line(service) + "' may not use this path (services: "
                + PlainText.line(String.join(", ", path.services())) + ")";
    }

    static String unknownStrategy(String type, List<String> names) {
        return "strategy: " + (type == null ? "type is not set" : "'" + PlainText.line(type) + "' is unknown")
                + ". Use " + String.join(", ", names);
    }

    static String unknownAnswer(String answer) {
        return "pauses: onTimeout: '" + PlainText.line(answer) + "' is unknown. Use 'rollback' or 'continue'";
    }

    static String unknownBefore(String word) {
        return "before: '" + PlainText.line(word) + "' is unknown. Use 'no', 'allowed', 'irreversible' or 'required'";
    }

    static String targetTwice(String target) {
        return "target: '" + PlainText.line(target) + "' is used twice; remove one";
    }

    static String tooManyTargets(int number, int most) {
        return "target: an environment has at most " + most + " targets, not " + number;
    }

    static String unknownInterruption(String what) {
        return "soakInterruptedBy: '" + PlainText.line(what) + "' is unknown. Use 'newer', or remove it";
    }

    static String unknownMode(String mode) {
        return "mode: '" + PlainText.line(mode) + "' is unknown. Use 'block' or 'warn'";
    }

    static String dryRun(String check) {
        return VERIFY + check + ": dryRun has no effect in a path; remove it";
    }

    static String unknownProof(String word) {
        return "prove: '" + PlainText.line(word) + "' is unknown. Use 'digests' or 'definition'";
    }

    /** Why a release may not go on, and whom to ask. */
    public static String refused(String reason, ReleasePath path) {
        return reason + " (path '" + path.name() + "' of " + path.where() + "; ask "
                + (path.owner().isEmpty() ? "an administrator" : PlainText.line(path.owner())) + ")";
    }

    static String approvals(int count, int most) {
        return "count: " + count + " is out of range. Use 1 to " + most;
    }

    static String namesNobody(String field) {
        return field + ": names nobody. Remove it to let all users with the permission approve";
    }

    static String tooFewUsers(int count, int users) {
        return "count: " + count + " approvals are needed, but users names only " + users
                + " and there are no groups, so it could never be given";
    }
}
