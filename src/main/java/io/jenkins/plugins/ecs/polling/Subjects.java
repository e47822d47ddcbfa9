package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The services and tasks that reads are about, in the words of {@link StateEvent#subject}. */
final class Subjects {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Subjects() {}

    static Set<String> of(List<ReadRequest> reads) {
        Set<String> subjects = new HashSet<>();
        for (ReadRequest read : reads) {
            String subject = read.subject();
            switch (read.kind().operation()) {
                case "DescribeServices" -> subjects.add(StateEvent.service(cluster(read), subject));
                case "DescribeServiceDeployments" -> {
                    String[] path = subject.split("/");
                    if (path.length == 4) {
                        subjects.add(StateEvent.service(path[1], path[2]));
                    }
                }
                case "DescribeTasks" -> subjects.add(subject);
                default -> {
                    // About no service or task, or about one that another read of the round is about, too.
                }
            }
        }
        return subjects;
    }

    private static String cluster(ReadRequest read) {
        try {
            JsonNode cluster = JSON.readTree(read.kind().input()).path("cluster");
            return cluster.asText("default");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether an event is about one of them. An ARN of the old form has no cluster: it may be about any. */
    static boolean has(Set<String> subjects, StateEvent event) {
        String subject = event.subject();
        return subjects.contains(subject)
                || subject.startsWith("service//")
                        && subjects.stream()
                                .anyMatch(each -> each.startsWith("service/")
                                        && each.endsWith(subject.substring("service/".length())));
    }
}
