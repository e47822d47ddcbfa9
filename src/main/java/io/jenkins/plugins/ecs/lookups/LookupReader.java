package io.jenkins.plugins.ecs.lookups;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.services.Parameter;
import io.jenkins.plugins.ecs.aws.services.ParametersApi;
import io.jenkins.plugins.ecs.aws.services.SecretInfo;
import io.jenkins.plugins.ecs.aws.services.Stack;
import io.jenkins.plugins.ecs.aws.services.StoredObject;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads look-ups from AWS: ten parameters a call, each secret, stack and state once. What AWS refuses is a problem of the
 * look-ups; a failure that may pass ends the whole read.
 */
public final class LookupReader {

    private static final Pattern LOCATION = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,62})/(.{1,1024})");
    private static final Pattern COMPLETE_ARN = Pattern.compile(".*-[A-Za-z0-9]{6}");
    private static final Pattern USABLE = Pattern.compile(
            "(?!ROLLBACK_COMPLETE|DELETE_COMPLETE)[A-Z_]+_COMPLETE|UPDATE_COMPLETE_CLEANUP_IN_PROGRESS");

    private final AwsClients aws;
    private final String region;
    private final String state;
    private LookupValues values = LookupValues.NONE;

    /** @param state where the state of Terraform is; null for none */
    public LookupReader(@NonNull AwsClients aws, @NonNull String region, @CheckForNull String state) {
        this.aws = aws;
        this.region = region;
        this.state = state;
    }

    /** Whether a text is the place of a state, and not the state. */
    public static boolean isLocation(@NonNull String text) {
        return text.strip().startsWith("s3:");
    }

    /** What is wrong with the place of a state. */
    @NonNull
    public static Optional<String> locationProblem(@NonNull String location) {
        return LOCATION.matcher(location.strip()).matches()
                ? Optional.empty()
                : Optional.of(LookupMessages.noLocation(location));
    }

    /**
     * Reads them all.
     *
     * @throws AwsFailure that may pass
     */
    @NonNull
    public LookupValues read(@NonNull Collection<Lookup> lookups) {
        parameters(of(lookups, LookupSource.SSM));
        of(lookups, LookupSource.SECRET).stream()
                .collect(Collectors.groupingBy(
                        lookup -> LookupNames.secret(lookup.name()).id(), TreeMap::new, Collectors.toList()))
                .values()
                .forEach(this::secret);
        of(lookups, LookupSource.CFN).stream()
                .collect(Collectors.groupingBy(
                        lookup -> LookupNames.output(lookup.name()).stack(), TreeMap::new, Collectors.toList()))
                .forEach(this::stack);
        List<Lookup> ofState = of(lookups, LookupSource.TFSTATE);
        if (!ofState.isEmpty()) {
            state(ofState);
        }
        return values;
    }

    private static List<Lookup> of(Collection<Lookup> lookups, LookupSource source) {
        return lookups.stream()
                .filter(lookup -> lookup.source() == source)
                .sorted()
                .distinct()
                .toList();
    }

    /** @return empty if AWS refused the call, which is then the problem of these look-ups */
    private <T> Optional<T> tryTo(Collection<Lookup> lookups, String where, Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (AwsFailure failure) {
            if (failure.isPassing()) {
                throw failure;
            }
            String cause = failure.kind() == AwsFailure.Kind.DENIED
                    ? LookupMessages.denied(failure.missingPermission())
                    : AwsFailureMessages.cause(failure, where, "", "");
            problem(lookups, LookupProblem.of(PlainText.phrase(cause) + "."));
            return Optional.empty();
        }
    }

    private void problem(Collection<Lookup> lookups, LookupProblem problem) {
        lookups.forEach(lookup -> values = values.with(lookup, problem));
    }

    private void parameters(List<Lookup> lookups) {
        Map<String, List<Lookup>> byRegion = lookups.stream()
                .collect(Collectors.groupingBy(
                        lookup -> Optional.ofNullable(
                                        LookupNames.parameter(lookup.name()).region())
                                .orElse(region),
                        TreeMap::new,
                        Collectors.toList()));
        byRegion.forEach((where, all) -> {
            Function<Lookup, String> requested =
                    lookup -> LookupNames.parameter(lookup.name()).requested();
            List<String> names =
                    new ArrayList<>(new TreeSet<>(all.stream().map(requested).toList()));
            for (int from = 0; from < names.size(); from += ParametersApi.MOST) {
                List<String> some = names.subList(from, Math.min(names.size(), from + ParametersApi.MOST));
                List<Lookup> asked = all.stream()
                        .filter(lookup -> some.contains(requested.apply(lookup)))
                        .toList();
                tryTo(asked, where, () -> aws.parameters(where).parameters(some))
                        .ifPresent(found ->
                                asked.forEach(lookup -> parameter(lookup, where, found.get(requested.apply(lookup)))));
            }
        });
    }

    private void parameter(Lookup lookup, String where, @CheckForNull Parameter found) {
        if (found == null) {
            String name = LookupNames.parameter(lookup.name()).requested();
            problem(List.of(lookup), LookupProblem.missing(LookupMessages.noParameter(name, where)));
            return;
        }
        String version = found.version() == 0 ? "" : "version " + found.version();
        values = values.with(lookup, new FoundValue(found.value(), found.arn(), found.isList(), false, version));
    }

    /** @param lookups of one secret */
    private void secret(List<Lookup> lookups) {
        LookupNames.Secret name = LookupNames.secret(lookups.get(0).name());
        String where = name.region() == null ? region : name.region();
        tryTo(lookups, where, () -> aws.secrets(where).secret(name.id())).ifPresent(found -> {
            Optional<LookupProblem> problem = secretProblem(name, where, found);
            problem.ifPresent(each -> problem(lookups, each));
            if (problem.isEmpty()) {
                String arn = found.orElseThrow().arn();
                lookups.forEach(lookup -> values = values.with(lookup, new FoundValue(arn, arn, false, false, "")));
            }
        });
    }

    private static Optional<LookupProblem> secretProblem(
            LookupNames.Secret name, String where, Optional<SecretInfo> found) {
        if (found.isEmpty()) {
            return Optional.of(LookupProblem.missing(LookupMessages.noSecret(name.id(), where)));
        }
        SecretInfo secret = found.get();
        boolean isArn = name.region() != null;
        // A name may end as a full ARN does, so AWS takes the ARN of one secret for a part of another's.
        boolean isOther = isArn
                ? COMPLETE_ARN.matcher(name.id()).matches() && !secret.arn().equals(name.id())
                : !secret.name().equals(name.id());
        if (isOther) {
            return Optional.of(LookupProblem.of(LookupMessages.otherSecret(name.id(), secret.arn())));
        }
        return secret.isDeleted()
                ? Optional.of(LookupProblem.of(LookupMessages.deletedSecret(name.id())))
                : Optional.empty();
    }

    private void stack(String name, List<Lookup> lookups) {
        Optional<Optional<Stack>> found =
                tryTo(lookups, region, () -> aws.stacks().stack(name));
        if (found.isEmpty()) {
            return;
        }
        if (found.get().isEmpty()) {
            problem(lookups, LookupProblem.missing(LookupMessages.noStack(name, region)));
            return;
        }
        Stack stack = found.get().get();
        if (!USABLE.matcher(stack.status()).matches()) {
            problem(lookups, LookupProblem.of(LookupMessages.unusableStack(name, stack.status())));
            return;
        }
        for (Lookup lookup : lookups) {
            String output = LookupNames.output(lookup.name()).name();
            String value = stack.outputs().get(output);
            values = value != null
                    ? values.with(lookup, FoundValue.of(value))
                    : values.with(
                            lookup,
                            LookupProblem.missing(LookupMessages.noOutput(
                                    name, output, stack.outputs().keySet())));
        }
    }

    private void state(List<Lookup> lookups) {
        if (state == null) {
            problem(lookups, LookupProblem.of(LookupMessages.NO_STATE));
            return;
        }
        Matcher location = LOCATION.matcher(state.strip());
        if (!location.matches()) {
            problem(lookups, LookupProblem.of(LookupMessages.noLocation(state)));
            return;
        }
        tryTo(
                        lookups,
                        region,
                        () -> aws.objects().object(location.group(1), location.group(2), TerraformState.MOST_BYTES))
                .ifPresent(found -> values = values.and(state(lookups, found)));
    }

    private LookupValues state(List<Lookup> lookups, Optional<StoredObject> found) {
        if (found.isEmpty()) {
            return TerraformState.unreadable(LookupMessages.noObject(state)).values(lookups, "");
        }
        StoredObject object = found.get();
        TerraformState read = object.length() > TerraformState.MOST_BYTES
                ? TerraformState.unreadable(LookupMessages.stateTooLong(object.length(), TerraformState.MOST_BYTES))
                : TerraformState.parse(object.text());
        return read.values(lookups, object.version().isEmpty() ? "" : "version " + object.version());
    }
}
