package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.polling.PollSubscription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Services of one target that are read together, and the subscription that reads them. */
final class LiveBatch implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(LiveBatch.class.getName());

    private final String region;
    private volatile List<LiveSubject> subjects = List.of();
    /** When its services were asked for, in epoch milliseconds. */
    private volatile long at;

    private volatile PollSubscription seat;

    LiveBatch(@NonNull String region, long at) {
        this.region = region;
        this.at = at;
    }

    /** Moves services into it. */
    void take(@NonNull Set<LiveSubject> waiting, int most, long now) {
        List<LiveSubject> some = new ArrayList<>(subjects);
        waiting.stream().limit(most).forEach(some::add);
        some.forEach(waiting::remove);
        subjects = List.copyOf(some);
        at = now;
    }

    void readBy(@NonNull PollSubscription subscription) {
        seat = subscription;
    }

    @NonNull
    List<LiveSubject> subjects() {
        return subjects;
    }

    long at() {
        return at;
    }

    /** The same answer for all of its services: why they could not be read. */
    @NonNull
    Map<LiveSubject, LiveAnswer> refused(@NonNull Throwable why) {
        if (why instanceof AwsFailure failure) {
            return all(each -> LiveMessages.refused(at, failure, region, each.cluster(), each.service()));
        }
        LOGGER.log(Level.WARNING, "Could not read the live state of services in " + region, why);
        return all(each -> LiveAnswer.refused(at, LiveMessages.NOT_READ, LiveMessages.SEE_LOG));
    }

    @NonNull
    Map<LiveSubject, LiveAnswer> unanswered(long now) {
        return all(each -> LiveMessages.noAnswer(now));
    }

    private Map<LiveSubject, LiveAnswer> all(Function<LiveSubject, LiveAnswer> answer) {
        Map<LiveSubject, LiveAnswer> all = new LinkedHashMap<>();
        subjects.forEach(each -> all.put(each, answer.apply(each)));
        return all;
    }

    @Override
    public void close() {
        PollSubscription open = seat;
        if (open != null) {
            open.close();
        }
    }
}
