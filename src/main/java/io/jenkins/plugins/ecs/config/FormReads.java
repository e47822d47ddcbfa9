package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.model.Item;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.Names;
import java.time.Duration;
import java.util.function.Function;

/** What is read for the lists of forms: few reads at a time, each once a minute for all users and forms. */
final class FormReads {

    /** Of a list. */
    static final int MOST_NAMES = 300;

    private static final int MOST_READS = 4;
    private static final int MOST_WAITING = 100;
    /** Session name in CloudTrail. */
    private static final String SESSION = "jenkins-ecs-form";

    private static final SlowReads<Names> NAMES =
            SlowReads.onThreads("ecs-form-lists", MOST_READS, MOST_WAITING, Duration.ofSeconds(2), Names::none);
    /** Three calls one after the other: service, task definition, images. */
    private static final SlowReads<Names> IMAGES =
            SlowReads.onThreads("ecs-form-images", MOST_READS, MOST_WAITING, Duration.ofSeconds(5), Names::none);

    /** What makes two lists the same. */
    private record Key(
            String item,
            String region,
            String credentialsId,
            String roleArn,
            String externalId,
            Object endpoints,
            boolean controllerAllowed,
            Object what) {}

    private FormReads() {}

    /**
     * Nothing is read without credentials. A failure is the problem of the names.
     *
     * @param what is read, equal for what is the same
     */
    @NonNull
    static Names names(
            @NonNull FormPlace place, @NonNull Object what, @NonNull Function<AwsConnection, Names> question) {
        return get(NAMES, place, what, question);
    }

    /** The same for images, which take longer. */
    @NonNull
    static Names images(
            @NonNull FormPlace place, @NonNull Object what, @NonNull Function<AwsConnection, Names> question) {
        return get(IMAGES, place, what, question);
    }

    private static Names get(
            SlowReads<Names> reads, FormPlace place, Object what, Function<AwsConnection, Names> question) {
        return hasCredentials(place) ? reads.get(key(place, what), () -> read(place, question)) : Names.NONE;
    }

    /** Credentials that a parameter of the build will name are not known here. */
    private static boolean hasCredentials(FormPlace place) {
        String id = place.settings().credentialsId();
        return id == null ? place.controllerAllowed() : !id.contains("${");
    }

    private static Key key(FormPlace place, Object what) {
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
                what);
    }

    private static Names read(FormPlace place, Function<AwsConnection, Names> question) {
        try {
            return ExtensionList.lookupFirst(FormConnections.class).ask(place, SESSION, question);
        } catch (AwsFailure failure) {
            return Names.none(ConnectionTest.failure(failure, place.endpoints().text()));
        }
    }
}
