package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which choices a job takes, by the parameters that it declares. A choice that it would ignore is refused. */
final class DeployParameters {

    /** The image, with its digest if that is known. */
    static final String IMAGE = "IMAGE";

    /** The tag. */
    static final String VERSION = "VERSION";

    /** An environment of the path of the service. */
    static final String ENVIRONMENT = "ENVIRONMENT";

    private final String job;
    private final Map<String, DeclaredParameter> declared = new LinkedHashMap<>();
    private final String path;
    private final List<String> ofPath;

    /**
     * @param path its name; empty if the service is released on none
     * @param ofPath its environments
     */
    DeployParameters(
            @NonNull String job,
            @NonNull List<DeclaredParameter> parameters,
            @NonNull String path,
            @NonNull List<String> ofPath) {
        this.job = job;
        this.path = path;
        this.ofPath = ofPath;
        parameters.stream()
                .filter(each -> List.of(IMAGE, VERSION, ENVIRONMENT).contains(each.name()))
                .forEach(each -> declared.put(each.name(), each));
    }

    /** What has to be changed in the job before anything can be chosen; empty if nothing has. */
    @NonNull
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!declared.containsKey(IMAGE) && !declared.containsKey(VERSION)) {
            problems.add(DeployMessages.takesNoVersion(job));
        }
        declared.values().stream()
                .filter(each -> each.kind() == DeclaredParameter.Kind.OTHER)
                .forEach(each -> problems.add(DeployMessages.notAText(job, each.name())));
        DeclaredParameter environment = declared.get(ENVIRONMENT);
        if (isChoice(environment) && !path.isEmpty() && environments().isEmpty()) {
            problems.add(DeployMessages.noEnvironment(job, environment.choices(), path, ofPath));
        }
        return problems;
    }

    private static boolean isChoice(DeclaredParameter parameter) {
        return parameter != null && parameter.kind() == DeclaredParameter.Kind.CHOICE;
    }

    /**
     * The environments that can be chosen: those of the path that the job takes. Without a path, its own choices. Empty if
     * it takes none.
     */
    @NonNull
    List<String> environments() {
        DeclaredParameter environment = declared.get(ENVIRONMENT);
        if (environment == null) {
            return List.of();
        }
        return path.isEmpty()
                ? environment.choices()
                : ofPath.stream().filter(environment::takes).toList();
    }

    /** Where the job deploys to if nothing can be chosen; empty if it can be chosen, or if only its script tells. */
    @NonNull
    String note() {
        DeclaredParameter environment = declared.get(ENVIRONMENT);
        if (environment == null) {
            return path.isEmpty() || ofPath.isEmpty() ? "" : DeployMessages.throughPath(path, ofPath.get(0));
        }
        return environments().isEmpty() ? DeployMessages.byDefault(environment.byDefault()) : "";
    }

    /** Why the job cannot be told to deploy a version; empty if it can. */
    @NonNull
    Optional<String> problem(@NonNull PastVersions.Past past) {
        DeployVersion version = past.version();
        if (!path.isEmpty() && version.digest().isEmpty()) {
            return Optional.of(DeployMessages.NO_DIGEST);
        }
        DeclaredParameter tag = declared.get(VERSION);
        if (tag != null) {
            if (version.tag().isEmpty()) {
                return Optional.of(DeployMessages.NO_TAG);
            }
            Optional<String> wrong = problemOf(version.repository() + ":" + version.tag());
            if (wrong.isPresent()) {
                return wrong;
            }
            if (!tag.takes(version.tag())) {
                return Optional.of(DeployMessages.notAChoice(VERSION, version.tag(), tag.choices()));
            }
        }
        DeclaredParameter image = declared.get(IMAGE);
        if (image == null) {
            return past.tagMoved() ? Optional.of(DeployMessages.TAG_MOVED) : Optional.empty();
        }
        return problemOf(version.image())
                .or(() -> image.takes(version.image())
                        ? Optional.empty()
                        : Optional.of(DeployMessages.notAChoice(IMAGE, version.image(), image.choices())));
    }

    private static Optional<String> problemOf(String image) {
        try {
            ImageReference.parse(image);
            return Optional.empty();
        } catch (TaskDefinitionException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    /** Why an environment cannot be chosen; empty if it can. */
    @NonNull
    Optional<String> problem(@NonNull String environment) {
        List<String> offered = environments();
        boolean fits = offered.isEmpty() ? environment.isEmpty() : offered.contains(environment);
        return fits ? Optional.empty() : Optional.of(DeployMessages.unknownEnvironment(environment, offered));
    }

    /** What the job gets for choices without a problem. */
    @NonNull
    Map<String, String> values(@NonNull DeployVersion version, @NonNull String environment) {
        Map<String, String> values = new LinkedHashMap<>();
        if (declared.containsKey(IMAGE)) {
            values.put(IMAGE, version.image());
        }
        if (declared.containsKey(VERSION)) {
            values.put(VERSION, version.tag());
        }
        if (!environment.isEmpty()) {
            values.put(ENVIRONMENT, environment);
        }
        return values;
    }
}
