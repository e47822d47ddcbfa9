package io.jenkins.plugins.ecs.aws.services;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.transport.SdkClients;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** {@link LogsApi} over the SDK's client. */
public final class LogsSdkApi implements LogsApi {

    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_PAGES = 50;

    private final CloudWatchLogsClient logs;

    public LogsSdkApi(SdkClients clients, String region) {
        logs = clients.reads(AwsService.LOGS, region, CloudWatchLogsClient::builder);
    }

    @Override
    public List<String> tail(String group, String stream, int most) {
        try {
            return logs
                    .getLogEvents(request -> request.logGroupName(name(group))
                            .logGroupIdentifier(identifier(group))
                            .logStreamName(stream)
                            .limit(most)
                            .startFromHead(false))
                    .events()
                    .stream()
                    .map(OutputLogEvent::message)
                    .map(message -> message == null ? "" : message)
                    .toList();
        } catch (AwsFailure failure) {
            if ("ResourceNotFoundException".equals(failure.code())) {
                return List.of();
            }
            throw failure;
        }
    }

    @Override
    public Optional<LogPage> page(String group, String stream, String token, long since, int most) {
        try {
            // Without startFromHead a forward token skips events.
            GetLogEventsResponse answer = logs.getLogEvents(request -> request.logGroupName(name(group))
                    .logGroupIdentifier(identifier(group))
                    .logStreamName(stream)
                    .limit(most)
                    .startFromHead(true)
                    .nextToken(token)
                    .startTime(token == null && since > 0 ? since : null));
            List<LogPage.Event> events = answer.events().stream()
                    .map(event -> new LogPage.Event(
                            event.timestamp() == null ? 0 : event.timestamp(),
                            event.message() == null ? "" : event.message()))
                    .toList();
            return Optional.of(new LogPage(events, answer.nextForwardToken() == null ? "" : answer.nextForwardToken()));
        } catch (AwsFailure failure) {
            if ("ResourceNotFoundException".equals(failure.code())) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public int count(String group, String streamPrefix, String pattern, long since, int most) {
        int found = 0;
        String token = null;
        // An answer without events may still have a next page: CloudWatch stops when it has searched enough at once.
        for (int page = 0; page < MOST_PAGES && found < most; page++) {
            String next = token;
            FilterLogEventsResponse answer = logs.filterLogEvents(request -> request.logGroupName(name(group))
                    .logGroupIdentifier(identifier(group))
                    .logStreamNamePrefix(streamPrefix)
                    .filterPattern(pattern)
                    .startTime(since)
                    .limit(Math.max(1, Math.min(MOST_EVENTS, most)))
                    .nextToken(next));
            found += answer.events().size();
            token = answer.nextToken();
            if (token == null || token.isEmpty()) {
                break;
            }
        }
        return Math.min(found, most);
    }

    @Override
    public boolean hasGroup(String group) {
        return logs.describeLogGroups(request -> request.logGroupNamePrefix(group)).logGroups().stream()
                .anyMatch(each -> group.equals(each.logGroupName()));
    }

    /** A group of another account is named by its ARN, which has a parameter of its own. */
    private static String identifier(String group) {
        return group.startsWith("arn:") ? group : null;
    }

    private static String name(String group) {
        return group.startsWith("arn:") ? null : group;
    }
}
