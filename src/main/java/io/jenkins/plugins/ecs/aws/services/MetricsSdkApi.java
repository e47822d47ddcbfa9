package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.transport.SdkClients;
import io.jenkins.plugins.ecs.aws.transport.SdkTrees;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/** {@link MetricsApi} over the SDK's client. */
public final class MetricsSdkApi implements MetricsApi {

    private static final int MOST_PAGES = 10;

    private final CloudWatchClient cloudWatch;

    public MetricsSdkApi(SdkClients clients, String region) {
        cloudWatch = clients.reads(AwsService.CLOUD_WATCH, region, CloudWatchClient::builder);
    }

    @Override
    public List<Double> metric(ArrayNode queries, long from, long to) {
        List<MetricDataQuery> typed = new ArrayList<>();
        for (JsonNode query : queries) {
            typed.add(SdkTrees.typed(query, MetricDataQuery.builder()).build());
        }
        List<Double> values = new ArrayList<>();
        String token = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String next = token;
            GetMetricDataResponse answer = cloudWatch.getMetricData(request -> request.metricDataQueries(typed)
                    .startTime(Instant.ofEpochMilli(from).truncatedTo(ChronoUnit.SECONDS))
                    .endTime(Instant.ofEpochMilli(to).truncatedTo(ChronoUnit.SECONDS))
                    .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                    .nextToken(next));
            answer.metricDataResults().forEach(result -> values.addAll(result.values()));
            token = answer.nextToken();
            if (token == null || token.isEmpty()) {
                break;
            }
        }
        return values;
    }
}
