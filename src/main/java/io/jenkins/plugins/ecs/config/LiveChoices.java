package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.Names;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a form offers of what there is in AWS, read with the credentials and in the Region of the form. Any other text can
 * be typed as well. The caller has checked that the user may configure the item: a build of it could read the same.
 */
public final class LiveChoices {

    private static final int MOST_NAMES = 300;
    private static final int MOST_READS = 4;
    private static final int MOST_WAITING = 100;
    /** Session name in CloudTrail. */
    private static final String SESSION = "jenkins-ecs-form";

    private static final Pattern NAME = Pattern.compile("[\\w-]{1,255}");
    private static final Pattern FAMILY = Pattern.compile("([\\w-]{1,255})(?::\\d{1,9})?");

    private static final SlowReads<Names> READS =
            SlowReads.onThreads("ecs-form-lists", MOST_READS, MOST_WAITING, Duration.ofSeconds(2), Names::none);

    /** What is listed: its IAM action is {@code ecs:List…}. */
    enum Kind {
        CLUSTER,
        SERVICE,
        FAMILY
    }

    /** What makes two lists the same. */
    private record Key(
            String item,
            String region,
            String credentialsId,
            String roleArn,
            String externalId,
            Object endpoints,
            boolean controllerAllowed,
            Kind kind,
            String within) {}

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
        return of(Kind.CLUSTER, form, place -> "", within -> ecs -> ecs.ecs().clusterNames(MOST_NAMES));
    }

    /** Of the cluster of the form. */
    @NonNull
    public static LiveChoices services(@NonNull Supplier<FormPlace> form) {
        return of(
                Kind.SERVICE,
                form,
                place -> place.settings().cluster(),
                within -> aws -> aws.ecs().serviceNames(within, MOST_NAMES));
    }

    /** @param typed a family, with or without a revision; nothing is listed for anything else */
    @NonNull
    public static LiveChoices families(@NonNull Supplier<FormPlace> form, @CheckForNull String typed) {
        return of(
                Kind.FAMILY,
                form,
                place -> family(typed),
                within -> aws -> aws.ecs().families(within, MOST_NAMES));
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
        if (within == null || !hasCredentials(found)) {
            return new LiveChoices(kind, "", Names.NONE);
        }
        return new LiveChoices(
                kind, within, READS.get(key(found, kind, within), () -> read(found, question.apply(within))));
    }

    /** Credentials that a parameter of the build will name are not known here. */
    private static boolean hasCredentials(FormPlace place) {
        String id = place.settings().credentialsId();
        return id == null ? place.controllerAllowed() : !id.contains("${");
    }

    private static Key key(FormPlace place, Kind kind, String within) {
        Item item = place.item();
        EcsSettings settings = place.settings();
        return new Key(
                item == null ? "" : item.getFullName(),
                settings.region(),
                settings.credentialsId(),
                settings.roleArn(),
                settings.externalId(),
                place.endpoints(),
                place.controllerAllowed(),
                kind,
                within);
    }

    private static Names read(FormPlace place, Function<AwsConnection, Listing<String>> question) {
        try {
            return Names.of(ExtensionList.lookupFirst(FormConnections.class).ask(place, SESSION, question));
        } catch (AwsFailure failure) {
            return Names.none(ConnectionTest.failure(failure, place.endpoints().text()));
        }
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
