package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.Names;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a form offers of what there is in AWS, read with the credentials and in the Region of the form. Any other text can
 * be typed as well. The caller has checked that the user may configure the item: a build of it could read the same.
 */
public final class LiveChoices {

    private static final Pattern NAME = Pattern.compile("[\\w-]{1,255}");
    private static final Pattern FAMILY = Pattern.compile("([\\w-]{1,255})(?::\\d{1,9})?");

    /** What is listed: its IAM action is {@code ecs:List…}. */
    enum Kind {
        CLUSTER,
        SERVICE,
        FAMILY
    }

    private final Kind kind;
    /** The cluster of services, or the beginning of the names of families. */
    private final String within;

    private final Names names;

    private LiveChoices(Kind kind, String within, Names names) {
        this.kind = kind;
        this.within = within;
        this.names = names;
    }

    /** @param form the settings of the form; it may throw that they are wrong, for which there are other checks */
    @NonNull
    public static LiveChoices clusters(@NonNull Supplier<FormPlace> form) {
        return of(Kind.CLUSTER, form, place -> "", within -> ecs -> ecs.ecs().clusterNames(FormReads.MOST_NAMES));
    }

    /** Of the cluster of the form. */
    @NonNull
    public static LiveChoices services(@NonNull Supplier<FormPlace> form) {
        return of(
                Kind.SERVICE,
                form,
                place -> place.settings().cluster(),
                within -> aws -> aws.ecs().serviceNames(within, FormReads.MOST_NAMES));
    }

    /** @param typed a family, with or without a revision; nothing is listed for anything else */
    @NonNull
    public static LiveChoices families(@NonNull Supplier<FormPlace> form, @CheckForNull String typed) {
        return of(
                Kind.FAMILY,
                form,
                place -> family(typed),
                within -> aws -> aws.ecs().families(within, FormReads.MOST_NAMES));
    }

    @CheckForNull
    private static String family(String typed) {
        var family = FAMILY.matcher(typed == null ? "" : typed);
        return family.matches() ? family.group(1) : null;
    }

    private static LiveChoices of(
            Kind kind,
            Supplier<FormPlace> form,
            Function<FormPlace, String> place,
            Function<String, Function<AwsConnection, Listing<String>>> question) {
        FormPlace found;
        try {
            found = form.get();
        } catch (IllegalArgumentException wrong) {
            return new LiveChoices(kind, "", Names.NONE);
        }
        String within = place.apply(found);
        if (within == null) {
            return new LiveChoices(kind, "", Names.NONE);
        }
        Names names = FormReads.names(
                found,
                List.of(kind, within),
                aws -> Names.of(question.apply(within).apply(aws)));
        return new LiveChoices(kind, within, names);
    }

    /** For {@code doFill…Items}. */
    @NonNull
    public ComboBoxModel items() {
        return new ComboBoxModel(names.names());
    }

    /**
     * For {@code doCheck…}: an error if the value is wrong, a warning if it is not in the list, or if there is no list.
     *
     * @param problem what is wrong with the value; then nothing is read
     */
    @NonNull
    public static FormValidation check(
            @NonNull Optional<String> problem, @NonNull Supplier<LiveChoices> choices, @CheckForNull String value) {
        return problem.isPresent() ? FormChecks.of(problem) : choices.get().check(value);
    }

    /** For {@code doCheckCluster}. */
    @NonNull
    public static FormValidation checkCluster(@NonNull Supplier<FormPlace> form, @CheckForNull String value) {
        String cluster = Util.fixEmptyAndTrim(value);
        return check(Setting.CLUSTER.problem(cluster), () -> clusters(form), cluster);
    }

    private FormValidation check(String value) {
        if (!names.problem().isEmpty()) {
            return FormValidation.warning(ConnectionMessages.notListed(kind, names.problem()));
        }
        String name = kind == Kind.FAMILY ? family(value) : value;
        boolean isUnknown = names.isWhole()
                && name != null
                && NAME.matcher(name).matches()
                && !names.names().contains(name);
        String cluster = kind == Kind.SERVICE ? within : "";
        return isUnknown
                ? FormValidation.warning(ConnectionMessages.notThere(kind, name, cluster, names.names()))
                : FormValidation.ok();
    }
}
