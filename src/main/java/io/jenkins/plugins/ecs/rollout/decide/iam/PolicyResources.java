package io.jenkins.plugins.ecs.rollout.decide.iam;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.policy.Arn;
import io.jenkins.plugins.ecs.rollout.observe.EcrRepository;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.tasks.logs.LogSource;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The resources of a deployment, as ARNs of a policy. What is not known is a {@code *}. Which actions know which
 * resources: the service authorization reference of AWS.
 *
 * @param region of the service
 * @param account twelve digits, or {@code *}
 * @param cluster its name
 * @param service its name
 * @param family of the task definition
 * @param logGroups ARNs of the streams of its containers
 * @param repositories ARNs of those of its images that are in Amazon ECR
 */
record PolicyResources(
        @NonNull String partition,
        @NonNull String region,
        @NonNull String account,
        @NonNull String cluster,
        @NonNull String service,
        @NonNull String family,
        @NonNull Set<String> logGroups,
        @NonNull Set<String> repositories) {

    private static final String ANY = "*";

    @NonNull
    static PolicyResources of(
            @NonNull DeployRequest request,
            @CheckForNull EcsService service,
            @CheckForNull String clusterArn,
            @NonNull JsonNode definition) {
        String ofCluster = clusterArn == null ? request.cluster() : clusterArn;
        String arn = service == null ? ofCluster : service.arn();
        String ofArn = Arn.partition(arn);
        String partition = ofArn == null ? AwsRegions.partition(request.region()) : ofArn;
        String account = Optional.ofNullable(Arn.account(arn)).orElse(ANY);
        return new PolicyResources(
                partition,
                request.region(),
                account,
                service == null ? request.clusterName() : Arns.brief(service.clusterArn()),
                request.serviceName(),
                definition.path("family").asText(ANY),
                logGroups(definition, partition, request.region(), account),
                repositories(definition, partition));
    }

    private static Set<String> logGroups(JsonNode definition, String partition, String region, String account) {
        Set<String> groups = new LinkedHashSet<>();
        for (JsonNode container : definition.path("containerDefinitions")) {
            LogSource log = LogSource.of(definition, container);
            if (log.isReadable() && !log.group().isEmpty()) {
                String where = log.region().isEmpty() ? region : log.region();
                groups.add("arn:" + partition + ":logs:" + where + ":" + account + ":log-group:" + log.group() + ":*");
            }
        }
        return groups;
    }

    private static Set<String> repositories(JsonNode definition, String partition) {
        Set<String> repositories = new LinkedHashSet<>();
        for (JsonNode container : definition.path("containerDefinitions")) {
            EcrRepository.of(container.path("image").asText(""))
                    .ifPresent(found -> repositories.add("arn:" + partition + ":ecr:" + found.region() + ":"
                            + found.account() + ":repository/" + found.name()));
        }
        return repositories;
    }

    private String ecs(String resource) {
        return "arn:" + partition + ":ecs:" + region + ":" + account + ":" + resource;
    }

    /** The service, its deployments and its revisions. */
    @NonNull
    Set<String> ofService() {
        String name = cluster + "/" + service;
        return new LinkedHashSet<>(List.of(
                ofOneService(), ecs("service-deployment/" + name + "/*"), ecs("service-revision/" + name + "/*")));
    }

    /** All revisions of the family. */
    @NonNull
    String ofFamily() {
        return ecs("task-definition/" + family + ":*");
    }

    @NonNull
    String ofCluster() {
        return ecs("cluster/" + cluster);
    }

    @NonNull
    String ofOneService() {
        return ecs("service/" + cluster + "/" + service);
    }
}
