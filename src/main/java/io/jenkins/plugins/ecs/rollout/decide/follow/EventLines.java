package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.ecs.ServiceEvent;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.ProgressMessages;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Service events in the log: equal ones are one line with a count, and ARNs are short. */
public final class EventLines {

    private static final int MOST_A_POLL = 10;
    private static final int MOST_KINDS = 40;
    private static final int LONGEST = 300;

    private static final Pattern ARN = Pattern.compile("arn:[\\w-]+:[\\w-]*:[\\w-]*:\\d*:([^\\s,;)\"']+)");
    /** {@code (task 0123…)}: the next task is the same event. */
    private static final Pattern TASKS = Pattern.compile("(?:\\(task [\\w-]+\\)[ ,]*)+");

    private EventLines() {}

    /** The name in place of each ARN: {@code (target-group blue)}. */
    static String brief(String message) {
        return ARN.matcher(message).replaceAll(arn -> name(arn.group(1)).replace("$", "\\$"));
    }

    /** {@code targetgroup/blue/0123}, {@code task/prod/0123}, {@code function:check}. */
    private static String name(String resource) {
        String[] parts = resource.split("[/:]");
        boolean second = parts.length > 2 && (parts[0].equals("targetgroup") || parts[0].equals("loadbalancer"));
        return parts.length == 0 ? resource : parts[second ? 1 : parts.length - 1];
    }

    private static String kind(String text) {
        return TASKS.matcher(text).replaceAll("(task …) ").replaceAll(" +(?=[.,;]|$)", "");
    }

    /** What is new is logged at once, and what was logged before is counted. */
    static void note(DecisionDraft draft, List<ServiceEvent> fresh) {
        RolloutState state = draft.state;
        Map<String, String> texts = new LinkedHashMap<>();
        for (ServiceEvent event : fresh) {
            String text = text(draft, event);
            String kind = kind(text);
            texts.putIfAbsent(kind, text);
            if (state.eventLog.eventCounts.containsKey(kind) || state.eventLog.eventCounts.size() < MOST_KINDS) {
                state.eventLog.eventCounts.merge(kind, 1, Integer::sum);
            }
        }
        int lines = 0;
        int more = 0;
        for (Map.Entry<String, String> each : texts.entrySet()) {
            if (state.eventLog.eventsLogged.containsKey(each.getKey())) {
                continue;
            }
            int count = state.eventLog.eventCounts.getOrDefault(each.getKey(), 1);
            if (++lines > MOST_A_POLL) {
                more++;
            } else {
                draft.log(ProgressMessages.line(draft.clock(), ProgressMessages.event(each.getValue(), count)));
            }
            if (state.eventLog.eventCounts.containsKey(each.getKey())) {
                state.eventLog.eventsLogged.put(each.getKey(), count);
            }
        }
        if (more > 0) {
            draft.log(ProgressMessages.line(draft.clock(), ProgressMessages.moreEvents(more)));
        }
    }

    static String text(DecisionDraft draft, ServiceEvent event) {
        String text = brief(draft.masked(event.message()));
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** Those that came again since they were logged. */
    public static void repeated(DecisionDraft draft) {
        RolloutState state = draft.state;
        state.eventLog.eventCounts.forEach((kind, count) -> {
            if (count > state.eventLog.eventsLogged.getOrDefault(kind, 0)) {
                draft.log(ProgressMessages.line(draft.clock(), ProgressMessages.event(kind, count)));
                state.eventLog.eventsLogged.put(kind, count);
            }
        });
    }
}
