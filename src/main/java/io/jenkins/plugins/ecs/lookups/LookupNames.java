package io.jenkins.plugins.ecs.lookups;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of the name in a look-up. */
final class LookupNames {

    private static final Pattern SSM = Pattern.compile(
            "((?:arn:[\\w-]+:ssm:([a-z0-9-]+):[0-9]{12}:parameter)?/?[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*)"
                    + "(:[A-Za-z0-9_.-]{1,100})?(?:\\[([0-9]{1,4})])?");
    // Secrets that a service of AWS manages have an exclamation mark in their names: rds!db-…
    private static final Pattern SECRET_ARN =
            Pattern.compile("(arn:[\\w-]+:secretsmanager:([a-z0-9-]+):[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+)(:.*)?");
    private static final Pattern SECRET_NAME = Pattern.compile("([A-Za-z0-9/_+=.@!-]{1,512})(:.*)?");
    private static final Pattern SECRET_REST = Pattern.compile("(?::[^:\\s]*){1,3}");
    private static final Pattern STACK = Pattern.compile(
            "([A-Za-z][A-Za-z0-9-]{0,127}|arn:[\\w-]+:cloudformation:[a-z0-9-]+:[0-9]{12}:stack/[\\w/-]+)\\.([A-Za-z0-9]{1,255})");

    private LookupNames() {}

    /**
     * A parameter of Parameter Store.
     *
     * @param requested what is asked for: its name or ARN, with a version or label
     * @param region of an ARN; null otherwise
     * @param index of an item of a list; null for none
     */
    record Parameter(
            @NonNull String requested,
            @Nullable String region,
            @Nullable String selector,
            @Nullable Integer index) {}

    /**
     * A secret.
     *
     * @param id its name or ARN
     * @param rest JSON key, version stage and version id, each with a colon before it; may be empty
     */
    record Secret(
            @NonNull String id,
            @Nullable String region,
            @NonNull String rest) {}

    record Output(@NonNull String stack, @NonNull String name) {}

    @NonNull
    static Parameter parameter(@NonNull String name) {
        Matcher parts = match(SSM, name);
        String selector = parts.group(3);
        String index = parts.group(4);
        return new Parameter(
                parts.group(1) + (selector == null ? "" : selector),
                parts.group(2),
                selector,
                index == null ? null : Integer.valueOf(index));
    }

    @NonNull
    static Secret secret(@NonNull String name) {
        boolean isArn = name.startsWith("arn:");
        Matcher parts = match(isArn ? SECRET_ARN : SECRET_NAME, name);
        String rest = parts.group(isArn ? 3 : 2);
        return new Secret(parts.group(1), isArn ? parts.group(2) : null, rest == null ? "" : rest);
    }

    /** ECS wants all three colons behind the ARN. */
    @NonNull
    static String colons(@NonNull String rest) {
        long there = rest.chars().filter(c -> c == ':').count();
        return rest.isEmpty() ? "" : rest + ":".repeat((int) (3 - there));
    }

    @NonNull
    static Output output(@NonNull String name) {
        Matcher parts = match(STACK, name);
        return new Output(parts.group(1), parts.group(2));
    }

    private static Matcher match(Pattern pattern, String name) {
        Matcher parts = pattern.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException(name);
        }
        return parts;
    }

    /** What is wrong with a name, before anything is looked up. */
    @NonNull
    static Optional<String> problem(@NonNull Lookup lookup) {
        String name = lookup.name();
        if (name.isEmpty()) {
            return Optional.of(LookupMessages.noName(lookup));
        }
        boolean good =
                switch (lookup.source()) {
                    case ENV, PARAM -> name.chars().noneMatch(c -> Character.isISOControl(c) || c == '=');
                    case SSM -> SSM.matcher(name).matches();
                    case SECRET -> isSecret(name);
                    case CFN -> STACK.matcher(name).matches();
                    case TFSTATE -> TerraformAddress.parse(name).isPresent();
                };
        return good ? Optional.empty() : Optional.of(LookupMessages.wrongName(lookup));
    }

    private static boolean isSecret(String name) {
        Matcher arn = SECRET_ARN.matcher(name);
        Matcher plain = SECRET_NAME.matcher(name);
        String rest;
        if (arn.matches()) {
            rest = arn.group(3);
        } else if (!name.startsWith("arn:") && plain.matches()) {
            rest = plain.group(2);
        } else {
            return false;
        }
        return rest == null || SECRET_REST.matcher(rest).matches();
    }
}
