package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.ecr.TaggedImage;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.Names;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The newest tags in Amazon ECR that a form offers for an {@link ImageField}, read with the credentials of the form. The
 * caller has checked that the user may configure the item: a build of it could read the same.
 */
public final class LiveImages {

    private final ImageField field;
    private final Names offered;

    private LiveImages(ImageField field, Names offered) {
        this.field = field;
        this.offered = offered;
    }

    /** @param form the settings of the form; it may throw that they are wrong, for which there are other checks */
    @NonNull
    public static LiveImages of(@NonNull Supplier<FormPlace> form, @NonNull ImageField field) {
        FormPlace place;
        try {
            place = form.get();
        } catch (IllegalArgumentException wrong) {
            return new LiveImages(field, Names.NONE);
        }
        String repository = field.typedRepository().orElse(null);
        if (repository != null) {
            Object what = List.of(field.style(), repository);
            return new LiveImages(
                    field, FormReads.images(place, what, aws -> offered(aws, field, List.of(repository), true)));
        }
        String cluster = place.settings().cluster();
        String service = field.service();
        if (cluster == null || service == null || RequestChecks.service(service).isPresent()) {
            return new LiveImages(field, Names.NONE);
        }
        // What was typed counts only as far as it selects a repository.
        boolean isTag = field.style() == ImageField.Style.TAG;
        Object what = Arrays.asList(field.style(), cluster, service, field.container(), isTag ? field.typedName() : "");
        return new LiveImages(field, FormReads.images(place, what, aws -> ofService(aws, cluster, service, field)));
    }

    private static Names ofService(AwsConnection aws, String cluster, String service, ImageField field) {
        Map<String, String> images = aws.ecs()
                .service(cluster, service)
                .map(EcsService::taskDefinition)
                .filter(definition -> !definition.isEmpty())
                .<Map<String, String>>map(
                        definition -> TaskDefinitions.images(aws.ecs().taskDefinition(definition)))
                .orElse(Map.of());
        return offered(aws, field, field.repositories(images), ImageField.isOneRepository(images));
    }

    private static Names offered(
            AwsConnection aws, ImageField field, List<String> repositories, boolean isOneRepository) {
        Map<String, Listing<TaggedImage>> found = new LinkedHashMap<>();
        for (String name : repositories) {
            ImageField.repository(name).ifPresent(repository -> found.put(name, repository.tagged(aws)));
        }
        Names references = TagReferences.newest(found, FormReads.MOST_NAMES);
        return new Names(field.offered(references.names(), isOneRepository), references.isWhole(), "");
    }

    /** For {@code doFill…Items}. */
    @NonNull
    public ComboBoxModel items() {
        return new ComboBoxModel(offered.names());
    }

    /**
     * For {@code doCheck…}: an error if the value is wrong, a warning if the repository has no such tag, or if its tags
     * cannot be read.
     *
     * @param problem what is wrong with the value; then nothing is read
     */
    @NonNull
    public static FormValidation check(@NonNull Optional<String> problem, @NonNull Supplier<LiveImages> images) {
        return problem.isPresent() ? FormChecks.of(problem) : images.get().check();
    }

    private FormValidation check() {
        if (!offered.problem().isEmpty()) {
            return FormValidation.warning(ConnectionMessages.tagsNotListed(offered.problem()));
        }
        return offered.isWhole() && field.isMissing(offered.names())
                ? FormValidation.warning(field.missing(offered.names()))
                : FormValidation.ok();
    }
}
