package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import io.jenkins.plugins.ecs.polling.IndependentReads;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads several services in one round of the poller: {@code DescribeServices} for ten at a time, then
 * {@code DescribeServiceRevisions} for twenty at a time, of those that are not known. Revisions are immutable.
 */
final class LiveRead {

    private final EcsApi ecs;
    private final String region;
    private final Map<String, ServiceRevision> known;

    /** @param known service revisions by ARN; those that are read are added */
    LiveRead(@NonNull EcsApi ecs, @NonNull String region, @NonNull Map<String, ServiceRevision> known) {
        this.ecs = ecs;
        this.region = region;
        this.known = known;
    }

    /**
     * @param at when the services were asked for
     * @throws io.jenkins.plugins.ecs.polling.ReadPendingException with the reads that the poller has to make first
     */
    @NonNull
    Map<LiveSubject, LiveAnswer> of(@NonNull Collection<LiveSubject> subjects, long at) {
        Map<LiveSubject, EcsService> found = new LinkedHashMap<>();
        Map<LiveSubject, LiveAnswer> answers = new LinkedHashMap<>();
        IndependentReads.each(subjects, subject -> {
            try {
                Optional<EcsService> service = ecs.service(subject.cluster(), subject.service());
                service.ifPresent(each -> found.put(subject, each));
                answers.put(subject, LiveAnswer.of(at, null));
            } catch (AwsFailure failure) {
                answers.put(subject, LiveMessages.refused(at, failure, region, subject.cluster(), subject.service()));
            }
        });
        Map<String, ServiceRevision> revisions = revisions(found.values());
        found.forEach((subject, service) -> answers.put(
                subject,
                LiveAnswer.of(
                        at,
                        LiveService.of(
                                service,
                                service.settings().currentRevisions().stream()
                                        .map(revisions::get)
                                        .filter(Objects::nonNull)
                                        .toList()))));
        return answers;
    }

    /** Without permission for them, images and digests are not shown and not compared. */
    private Map<String, ServiceRevision> revisions(Collection<EcsService> services) {
        Set<String> wanted = new LinkedHashSet<>();
        services.forEach(service -> wanted.addAll(service.settings().currentRevisions()));
        Map<String, ServiceRevision> revisions = new HashMap<>();
        wanted.forEach(arn -> {
            ServiceRevision read = known.get(arn);
            if (read != null) {
                revisions.put(arn, read);
            }
        });
        wanted.removeAll(revisions.keySet());
        IndependentReads.each(wanted, arn -> {
            try {
                revisions.putAll(ecs.serviceRevisions(List.of(arn)));
            } catch (AwsFailure unavailable) {
                // The service itself was read.
            }
        });
        known.putAll(revisions);
        return revisions;
    }
}
