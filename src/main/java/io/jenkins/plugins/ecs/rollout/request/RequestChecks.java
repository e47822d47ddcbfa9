package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.lookups.DefinitionLookups;
import io.jenkins.plugins.ecs.lookups.LookupReader;
import io.jenkins.plugins.ecs.servicedef.OwnMembers;
import io.jenkins.plugins.ecs.servicedef.ServiceText;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.taskdef.DefinitionPatch;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import io.jenkins.plugins.ecs.taskdef.ImageTag;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is wrong with a request, told without asking AWS. Forms, scripts and the engine use these same checks. Each message
 * names the field, the value and what to do; empty means nothing is wrong.
 */
public final class RequestChecks {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern ARN = Pattern.compile("arn:[\\w-]+:ecs:[\\w-]+:\\d{12}:(cluster|service)/[\\w/-]+");
    private static final Pattern DAEMON = Pattern.compile("arn:[\\w-]+:ecs:[\\w-]+:\\d{12}:daemon/[\\w/-]+");
    private static final Pattern REPORT = Pattern.compile("[A-Za-z0-9._-][A-Za-z0-9._/-]{0,195}\\.json");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    /** ECS ends a deployment after 30 days by itself. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private RequestChecks() {}

    @NonNull
    public static Optional<String> cluster(@CheckForNull String cluster) {
        return nameOrArn("cluster", "cluster", cluster);
    }

    @NonNull
    public static Optional<String> service(@CheckForNull String service) {
        return nameOrArn("service", "service", service);
    }

    /** For a form: there may be several services, or an ARN of a deployment in their place. */
    @NonNull
    public static Optional<String> optionalService(@CheckForNull String service) {
        return service == null ? Optional.empty() : service(service);
    }

    private static Optional<String> nameOrArn(String field, String kind, String value) {
        if (value == null || value.isBlank()) {
            return Optional.of(field + ": missing. Give the name or ARN of an ECS " + kind);
        }
        if (kind.equals("service") && DAEMON.matcher(value).matches()) {
            return Optional.of(field + ": '" + PlainText.line(value) + "' is a managed daemon, not a service. Deploy it"
                    + " with 'aws ecs update-daemon'");
        }
        boolean good =
                NAME.matcher(value).matches() || (ARN.matcher(value).matches() && value.contains(":" + kind + "/"));
        return good
                ? Optional.empty()
                : Optional.of(field + ": '" + PlainText.line(value) + "' is neither a name (letters,"
                        + " digits, '-' and '_', up to 255) nor the ARN of an ECS " + kind);
    }

    /** An image to deploy needs a tag or a digest: what {@code latest} is today is nobody's decision. */
    @NonNull
    public static Optional<String> image(@CheckForNull String image) {
        if (image == null || image.isEmpty()) {
            return Optional.empty();
        }
        try {
            ImageReference.parse(image);
            return Optional.empty();
        } catch (IllegalArgumentException bad) {
            return Optional.of(startingWith("image", bad.getMessage()));
        }
    }

    /** A tag, or a repository with its new tag. */
    @NonNull
    public static Optional<String> tag(@CheckForNull String tag) {
        return tag == null || tag.isEmpty() ? Optional.empty() : ImageTag.problem(tag);
    }

    /** The text of a patch. */
    @NonNull
    public static Optional<String> patch(@CheckForNull String patch) {
        if (patch == null || patch.isBlank()) {
            return Optional.empty();
        }
        try {
            DefinitionPatch.check(patch, DefinitionLookups::standIn);
            return Optional.empty();
        } catch (IllegalArgumentException bad) {
            return Optional.of(startingWith("patch", bad.getMessage()));
        }
    }

    /** The text of a service. */
    @NonNull
    public static Optional<String> serviceDefinition(@CheckForNull String text) {
        ServiceText.Reading reading = ServiceText.read(text);
        return text == null || text.isBlank() || reading.isUsable()
                ? Optional.empty()
                : Optional.of("serviceDefinition: " + reading.message());
    }

    /** Names of members with commas between them. */
    @NonNull
    static Optional<String> ignore(@CheckForNull String names) {
        return list(names).stream()
                .map(OwnMembers::ignoreProblem)
                .flatMap(Optional::stream)
                .findFirst()
                .map(problem -> "ignore: " + problem);
    }

    /** The place of a state of Terraform; a text is checked when it is read. */
    @NonNull
    public static Optional<String> tfstate(@CheckForNull String stateOrLocation) {
        return stateOrLocation == null || !LookupReader.isLocation(stateOrLocation)
                ? Optional.empty()
                : LookupReader.locationProblem(stateOrLocation).map(problem -> "tfstate: " + problem);
    }

    /** A definition's text, or a reference to a revision. */
    @NonNull
    public static Optional<String> taskDefinition(@CheckForNull String textOrReference) {
        if (textOrReference == null || textOrReference.isBlank()) {
            return Optional.empty();
        }
        try {
            if (TaskDefinitionRef.isReference(textOrReference)) {
                TaskDefinitionRef.parse(textOrReference);
            } else {
                TaskDefinitionText.parse(textOrReference, DefinitionLookups::standIn);
            }
            return Optional.empty();
        } catch (IllegalArgumentException bad) {
            return Optional.of(startingWith("taskDefinition", bad.getMessage()));
        }
    }

    /** Images of the text that are placeholders still, and that no change replaces. */
    @NonNull
    static List<String> images(
            @CheckForNull String textOrReference, @NonNull List<ContainerChange> changes, @CheckForNull String tag) {
        if (textOrReference == null
                || TaskDefinitionRef.isReference(textOrReference)
                || taskDefinition(textOrReference).isPresent()) {
            return List.of();
        }
        return TaskDefinitionText.imageProblems(textOrReference, changes, tag, DefinitionLookups::standIn).stream()
                .map(problem -> startingWith("taskDefinition", problem))
                .toList();
    }

    /** A revision of another Region cannot be deployed here. */
    @NonNull
    static Optional<String> regionOf(@CheckForNull String textOrReference, @NonNull String region) {
        if (!TaskDefinitionRef.isReference(textOrReference)
                || taskDefinition(textOrReference).isPresent()) {
            return Optional.empty();
        }
        String own = TaskDefinitionRef.parse(textOrReference).region();
        return own == null || own.equals(region)
                ? Optional.empty()
                : Optional.of("taskDefinition: '" + PlainText.line(textOrReference) + "' is a revision in " + own
                        + ", but the deployment is in " + region + ". Register it there, or correct 'region'");
    }

    /**
     * @param field {@code timeout} or {@code stallTimeout}
     * @param span null where none is given
     */
    @NonNull
    public static Optional<String> span(@NonNull String field, @CheckForNull Duration span) {
        if (span == null || (span.compareTo(Duration.ZERO) > 0 && span.compareTo(LONGEST) <= 0)) {
            return Optional.empty();
        }
        return Optional.of(
                span.compareTo(LONGEST) > 0
                        ? field + ": " + span.toDays() + " days is too long: ECS ends a deployment after 30 days"
                        : field + ": " + span.toMinutes()
                                + " is too short. Give 1 or more, or remove it to use the default");
    }

    @NonNull
    public static Optional<String> desiredCount(@CheckForNull Integer count) {
        return count == null || count >= 0
                ? Optional.empty()
                : Optional.of(
                        "desiredCount: " + count + " is negative. Give 0 or more, or remove it to keep the count");
    }

    /**
     * Scaling must not stay suspended while nobody follows the deployment, or while it waits for an answer.
     *
     * @param isWhole whether the step waits until the deployment has ended
     */
    @NonNull
    public static Optional<String> suspendScaling(boolean suspends, boolean isWhole, boolean pauses) {
        if (!suspends || (isWhole && !pauses)) {
            return Optional.empty();
        }
        return Optional.of(
                isWhole
                        ? "suspendScaling: cannot be used with pauses, because the service could not scale out while the"
                                + " deployment waits for an answer"
                        : "suspendScaling: needs a step that waits for the end of the deployment. Remove 'wait' or"
                                + " 'waitUntil'");
    }

    /** At least the newest one stays: it is what was just deployed. */
    @NonNull
    public static Optional<String> keepRevisions(@CheckForNull Integer newest) {
        return newest == null || newest >= 1
                ? Optional.empty()
                : Optional.of("keepRevisions: " + newest + " would leave nothing to run or to roll back to: the newest"
                        + " revision is the one that was just deployed. Give 1 or more, or remove it to keep all");
    }

    @NonNull
    public static Optional<String> roleArn(@CheckForNull String arn) {
        return Arns.roleProblem("roleArn", arn);
    }

    /** One role, or a chain of roles with commas between them. */
    @NonNull
    static Optional<String> roleChain(@CheckForNull String chain) {
        return list(chain).stream()
                .map(RequestChecks::roleArn)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** As STS accepts it. */
    @NonNull
    static Optional<String> externalId(@CheckForNull String id) {
        return id == null || EXTERNAL_ID.matcher(id).matches()
                ? Optional.empty()
                : Optional.of("externalId: '" + PlainText.line(id)
                        + "' is not an external id of IAM. It has 2 to 1224 letters, digits and + = , . @ : / _ -");
    }

    /** The parts of a text with commas or line ends between them. */
    @NonNull
    public static List<String> list(@CheckForNull String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[,\\r\\n]"))
                        .map(String::trim)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /** A revision to roll back to: a family alone would be its newest one, which nobody would roll back to. */
    @NonNull
    public static Optional<String> to(@CheckForNull String revision) {
        if (revision == null || revision.isBlank()) {
            return Optional.empty();
        }
        boolean good = TaskDefinitionRef.isReference(revision) && revision.matches(".*:\\d{1,9}");
        return good && taskDefinition(revision).isEmpty()
                ? Optional.empty()
                : Optional.of("to: '" + PlainText.line(revision)
                        + "' is not a revision. Give 'family:revision' or its ARN, or remove it to use the last"
                        + " known good revision");
    }

    /** A path in the build's artifacts. */
    @NonNull
    public static Optional<String> failureReport(@CheckForNull String path) {
        boolean good = path == null
                || path.isEmpty()
                || (REPORT.matcher(path).matches() && !path.contains("..") && !path.contains("//"));
        return good
                ? Optional.empty()
                : Optional.of("failureReport: '" + PlainText.line(path) + "' is not the relative path of a JSON file"
                        + " (letters, digits, '.', '-', '_' and '/'), such as 'ecs/failure.json'");
    }

    @NonNull
    public static Optional<String> imageOrContainers(@CheckForNull String image, @NonNull List<?> containers) {
        return image == null || image.isEmpty() || containers.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "image and containers: both are given. Use 'image' for a task definition with one container,"
                                + " or give the image in 'containers'");
    }

    @NonNull
    public static Optional<String> imageOrTag(@CheckForNull String image, @CheckForNull String tag) {
        return image == null || image.isEmpty() || tag == null || tag.isEmpty()
                ? Optional.empty()
                : Optional.of("image and tag: both are given. Use 'tag' to keep the repository of the image, or 'image'"
                        + " to replace it");
    }

    @NonNull
    static List<String> containers(@NonNull List<ContainerChange> changes) {
        return changes.stream().flatMap(change -> change.problems().stream()).toList();
    }

    /** What says how several services are deployed means nothing for one. */
    @NonNull
    public static Optional<String> onlyForServices(
            @CheckForNull Integer maxParallel, @CheckForNull String onWaveFailure) {
        return maxParallel == null && onWaveFailure == null
                ? Optional.empty()
                : Optional.of(
                        "maxParallel and onWaveFailure: only valid for several services. Use 'services', or remove"
                                + " them");
    }

    /** @param field {@code wave} or {@code maxParallel} */
    @NonNull
    public static Optional<String> positive(@NonNull String field, @CheckForNull Integer number) {
        return number == null || number > 0
                ? Optional.empty()
                : Optional.of(field + ": " + number + " is less than 1. Give 1 or more, or remove it");
    }

    private static String startingWith(String field, String message) {
        return message.startsWith(field) ? message : field + ": " + message;
    }
}
