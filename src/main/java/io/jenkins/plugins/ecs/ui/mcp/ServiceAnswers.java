package io.jenkins.plugins.ecs.ui.mcp;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.ui.dashboard.Dashboard;
import io.jenkins.plugins.ecs.ui.dashboard.ServiceRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers about services. What the user may not see is neither in them nor counted. */
final class ServiceAnswers {

    private static final int SERVICES_A_PAGE = 20;
    private static final int MOST_A_PAGE = BoundedAnswer.MOST_ENTRIES;
    private static final int MOST_PLACES = 10;

    private ServiceAnswers() {}

    /**
     * @param dashboard the visible services, filtered
     * @param page from 1; null for the first
     * @param limit services a page; null for the default. Beyond the limits, the nearest possible number is used
     */
    @NonNull
    static Map<String, Object> list(
            @NonNull Dashboard dashboard, @CheckForNull Integer page, @CheckForNull Integer limit) {
        List<ServiceRow> rows = dashboard.matches();
        int size = within(limit, 1, MOST_A_PAGE, SERVICES_A_PAGE);
        int pages = Math.max(1, (rows.size() + size - 1) / size);
        int number = within(page, 1, pages, 1);
        List<ServiceRow> shown = rows.subList((number - 1) * size, Math.min(rows.size(), number * size));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("matching", rows.size());
        answer.put("all", dashboard.all().size());
        answer.put("page", number);
        answer.put("pages", pages);
        answer.put("services", shown.stream().map(ServiceAnswers::brief).toList());
        return BoundedAnswer.of(answer);
    }

    private static Map<String, Object> brief(ServiceRow row) {
        Map<String, Object> brief = ExportedValues.of(
                row, "service", "cluster", "region", "account", "target", "state", "version", "since", "path");
        brief.put("current", ExportedValues.of(row.getCurrent(), "job", "build", "id", "status", "startedBy", "cause"));
        brief.put("last", ExportedValues.of(row.getLast(), "job", "build", "id", "status", "startedBy", "cause"));
        return brief;
    }

    private static int within(@CheckForNull Integer given, int least, int most, int otherwise) {
        return given == null ? otherwise : Math.max(least, Math.min(most, given));
    }

    /**
     * The service that is meant.
     *
     * @param visible services that the user may see
     * @param cluster null or empty if it does not matter; region and account likewise
     * @throws IllegalArgumentException if there is none, or if several are possible
     */
    @NonNull
    static ServiceRow choose(
            @NonNull List<ServiceRow> visible,
            @CheckForNull String service,
            @CheckForNull String cluster,
            @CheckForNull String region,
            @CheckForNull String account) {
        List<ServiceRow> found = visible.stream()
                .filter(row -> row.getService().equals(service)
                        && matches(cluster, row.getCluster())
                        && matches(region, row.getRegion())
                        && matches(account, row.getAccount()))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(McpMessages.noService(PlainLine.of(service, 100)));
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(McpMessages.severalServices(found.stream()
                    .limit(MOST_PLACES)
                    .map(row -> row.getCluster() + " in " + row.getPlace())
                    .toList()));
        }
        return found.get(0);
    }

    private static boolean matches(@CheckForNull String wanted, String given) {
        return wanted == null || wanted.isEmpty() || wanted.equals(given);
    }
}
