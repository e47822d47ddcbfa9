package io.jenkins.plugins.ecs.taskdef;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A task definition that is registered already: the ARN of a revision, {@code family:revision}, or {@code family} for
 * its latest ACTIVE revision (the parameter {@code taskDefinition} of {@code DescribeTaskDefinition}).
 */
public final class TaskDefinitionRef implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String FAMILY = "([A-Za-z0-9_-]{1,255})(?::([1-9][0-9]{0,8}))?";
    private static final Pattern SHORT = Pattern.compile(FAMILY);
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z0-9-]*:ecs:([a-z0-9-]+):([0-9]{12}):task-definition/" + FAMILY);

    private final String text;
    private final String region;
    private final String account;
    private final String family;
    private final Integer revision;

    private TaskDefinitionRef(String text, String region, String account, String family, String revision) {
        this.text = text;
        this.region = region;
        this.account = account;
        this.family = family;
        this.revision = revision == null ? null : Integer.valueOf(revision);
    }

    /** True for something that can only be meant as a reference, false for the text of a definition. */
    public static boolean isReference(String text) {
        String line = text == null ? "" : text.strip();
        return !line.isEmpty() && !line.matches("(?s).*([\\r\\n{}\\[\\]]|:\\s).*") && !line.endsWith(":");
    }

    /**
     * Reads a reference; blanks around it are ignored.
     *
     * @throws TaskDefinitionException for anything else, naming what it looks like
     */
    public static TaskDefinitionRef parse(String text) {
        String line = text == null ? "" : text.strip();
        if (!isReference(line)) {
            throw new TaskDefinitionException(
                    line.isEmpty() ? DefinitionMessages.EMPTY_REFERENCE : DefinitionMessages.TEXT_AS_REFERENCE);
        }
        Matcher arn = ARN.matcher(line);
        if (arn.matches()) {
            return new TaskDefinitionRef(line, arn.group(1), arn.group(2), arn.group(3), arn.group(4));
        }
        Matcher named = SHORT.matcher(line);
        if (named.matches()) {
            return new TaskDefinitionRef(line, null, null, named.group(1), named.group(2));
        }
        throw new TaskDefinitionException(DefinitionMessages.notAReference(line, hint(line)));
    }

    private static String hint(String line) {
        if (line.startsWith("arn:")) {
            return DefinitionMessages.USE_ARN;
        }
        if (line.matches("(?i).*\\.(json|ya?ml)")) {
            return DefinitionMessages.isAFile(line);
        }
        return DefinitionMessages.USE_REFERENCE;
    }

    public String family() {
        return family;
    }

    /** The number of the revision, or null for the latest ACTIVE one. */
    public Integer revision() {
        return revision;
    }

    /** The Region in the ARN, or null when no ARN was given. */
    public String region() {
        return region;
    }

    /** The account number in the ARN, or null when no ARN was given. */
    public String account() {
        return account;
    }

    /** What to send as {@code taskDefinition}. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskDefinitionRef ref && text.equals(ref.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
