package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.ui.badge.BadgeMarkup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Services by environments: filtered, sorted, one page of them. An environment is a target, or a cluster if a deployment
 * had no target. Services of the same name are one row.
 */
public final class Environments {

    /** More would not fit onto a page. */
    static final int MOST_COLUMNS = 6;

    private static final Map<String, Comparator<EnvironmentRow>> ORDERS = Map.of(
            "service", Comparator.comparing(EnvironmentRow::getService),
            "urgency", Comparator.comparingInt(EnvironmentRow::urgency).reversed(),
            "changed", Comparator.comparingLong(EnvironmentRow::newest).reversed());

    private final Set<String> columns;
    private final List<EnvironmentRow> all;
    private final String filter;
    private final String sort;
    private final Paged<EnvironmentRow> page;

    private Environments(Set<String> columns, List<EnvironmentRow> all, String filter, String sort, String page) {
        this.columns = columns;
        this.all = all;
        this.filter = filter;
        this.sort = sort;
        String wanted = filter.toLowerCase(Locale.ROOT);
        List<EnvironmentRow> matching = all.stream()
                .filter(row -> row.matches(wanted))
                .sorted(ORDERS.get(sort))
                .toList();
        this.page = Paged.of(matching, all.size(), page);
    }

    /**
     * @param visible the deployments that the user may see
     * @param order as for {@link #of(List, List, UnaryOperator, CommitDistance)}
     * @param parameters the URL's {@code filter}, {@code sort}, {@code page}; null if not given
     */
    @NonNull
    public static Environments of(
            @NonNull History history,
            @NonNull Predicate<DeploymentRecord> visible,
            @NonNull List<String> order,
            @NonNull UnaryOperator<String> parameters,
            @NonNull CommitDistance distance,
            long now) {
        return of(Dashboard.rows(history, visible, now), order, parameters, distance);
    }

    /**
     * @param services the visible ones
     * @param order names of environments in the order of the configuration; those with deployments come in this order, and
     *     before others
     * @param parameters the URL's {@code filter}, {@code sort}, {@code page}; null if not given
     */
    @NonNull
    static Environments of(
            @NonNull List<ServiceRow> services,
            @NonNull List<String> order,
            @NonNull UnaryOperator<String> parameters,
            @NonNull CommitDistance distance) {
        Map<String, Map<String, List<ServiceRow>>> byName = new TreeMap<>();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (ServiceRow each : services) {
            String environment = each.getTarget().isEmpty()
                    ? EnvironmentPlace.of(each.getCluster(), each.getRegion())
                    : each.getTarget();
            sizes.merge(environment, 1, Integer::sum);
            byName.computeIfAbsent(each.getService(), name -> new LinkedHashMap<>())
                    .computeIfAbsent(environment, name -> new ArrayList<>())
                    .add(each);
        }
        Set<String> columns = columns(sizes, order);
        List<EnvironmentRow> rows = byName.entrySet().stream()
                .map(each -> new EnvironmentRow(
                        each.getKey(), each.getValue(), columns, DashboardMessages.ELSEWHERE, distance))
                .toList();
        String sort = parameters.apply("sort");
        return new Environments(
                columns,
                rows,
                PlainLine.of(parameters.apply("filter"), 100).strip(),
                sort != null && ORDERS.containsKey(sort) ? sort : "service",
                parameters.apply("page"));
    }

    /** The configured ones, then the largest others; the last column has what is in none of these. */
    private static Set<String> columns(Map<String, Integer> sizes, List<String> order) {
        Set<String> columns = new LinkedHashSet<>(order);
        columns.retainAll(sizes.keySet());
        sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(each -> columns.add(each.getKey()));
        if (columns.size() <= MOST_COLUMNS) {
            return columns;
        }
        Set<String> first =
                columns.stream().limit(MOST_COLUMNS - 1).collect(Collectors.toCollection(LinkedHashSet::new));
        first.add(DashboardMessages.ELSEWHERE);
        return first;
    }

    public Set<String> getColumns() {
        return columns;
    }

    /** The rows of this page. */
    public List<EnvironmentRow> getRows() {
        return page.rows();
    }

    /** All visible rows, regardless of the filter. */
    List<EnvironmentRow> all() {
        return all;
    }

    public String getFilter() {
        return filter;
    }

    /** {@code service}, {@code urgency} or {@code changed}. */
    public String getSort() {
        return sort;
    }

    /** {@code 3 of 12 services}. */
    public String getCount() {
        return page.count();
    }

    /** A link that sorts in this way. */
    @NonNull
    public String sortedBy(@NonNull String name) {
        return "?filter=" + BadgeMarkup.segment(filter) + "&sort=" + name;
    }

    /** Empty on the first page. */
    public String getPrevious() {
        return page.isFirst() ? "" : sortedBy(sort) + "&page=" + (page.number() - 1);
    }

    /** Empty on the last page. */
    public String getNext() {
        return page.isLast() ? "" : sortedBy(sort) + "&page=" + (page.number() + 1);
    }
}
