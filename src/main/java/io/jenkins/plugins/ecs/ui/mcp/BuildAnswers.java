package io.jenkins.plugins.ecs.ui.mcp;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers about the deployments of one build. */
final class BuildAnswers {

    /** More deployments than these are listed without their details. */
    private static final int MOST_WHOLE = 5;

    /** First, because the end of a long answer is cut. */
    private static final String[] ESSENTIAL = {
        "id", "title", "region", "target", "status", "state", "version", "summary", "advice"
    };

    private BuildAnswers() {}

    /** @param id of one of them; null or empty for all */
    @NonNull
    static List<DeploymentView> choose(@NonNull List<DeploymentView> deployments, @CheckForNull String id) {
        return deployments.stream()
                .filter(each -> id == null || id.isEmpty() || each.getId().equals(id))
                .toList();
    }

    /** All that is known of a few deployments; the verdict and cause of each of many. */
    @NonNull
    static Map<String, Object> deployments(
            @NonNull String job, int build, @NonNull String url, @NonNull List<DeploymentView> deployments) {
        Map<String, Object> answer = of(job, build, url);
        boolean whole = deployments.size() <= MOST_WHOLE;
        answer.put(
                "deployments",
                deployments.stream()
                        .map(each -> whole ? whole(each) : ExportedValues.of(each, ESSENTIAL))
                        .toList());
        if (!whole) {
            answer.put("details", McpMessages.ASK_FOR_ONE);
        }
        return BoundedAnswer.of(answer);
    }

    private static Map<String, Object> whole(DeploymentView deployment) {
        Map<String, Object> values = ExportedValues.of(deployment, ESSENTIAL);
        values.putAll(ExportedValues.of(deployment, "report"));
        values.putAll(ExportedValues.of(deployment));
        return values;
    }

    /** Those that are dry runs. */
    @NonNull
    static List<DeploymentView> planned(@NonNull List<DeploymentView> deployments) {
        return deployments.stream().filter(each -> each.getPlan() != null).toList();
    }

    /** The plans, and the rules that would refuse or warn. */
    @NonNull
    static Map<String, Object> plans(
            @NonNull String job, int build, @NonNull String url, @NonNull List<DeploymentView> planned) {
        Map<String, Object> answer = of(job, build, url);
        answer.put(
                "plans",
                planned.stream()
                        .map(each -> ExportedValues.of(
                                each,
                                "id",
                                "title",
                                "region",
                                "target",
                                "status",
                                "version",
                                "summary",
                                "ruleWarnings",
                                "plan",
                                "changes"))
                        .toList());
        return BoundedAnswer.of(answer);
    }

    private static Map<String, Object> of(String job, int build, String url) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("job", job);
        answer.put("build", build);
        answer.put("url", url);
        return answer;
    }
}
