package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.Accounts;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.ui.PageMessages;
import io.jenkins.plugins.ecs.ui.badge.BadgeMarkup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** One view of the dashboard: the visible services, filtered, sorted, one page of them. */
public final class Dashboard {

    private static final Map<String, Comparator<ServiceRow>> ORDERS = orders();

    private final List<ServiceRow> all;
    private final String filter;
    private final String sort;
    private final boolean descending;
    private final Paged<ServiceRow> page;
    private final long now;

    private Dashboard(List<ServiceRow> all, String filter, String sort, boolean descending, String page, long now) {
        this.all = all;
        this.filter = filter;
        this.sort = sort;
        this.descending = descending;
        this.page = Paged.of(matching(), all.size(), page);
        this.now = now;
    }

    /** @param parameters the URL's {@code filter}, {@code sort}, {@code order}, {@code page}; null if not given */
    @NonNull
    public static Dashboard of(
            @NonNull History history,
            @NonNull Predicate<DeploymentRecord> visible,
            @NonNull UnaryOperator<String> parameters,
            long now) {
        String sort = parameters.apply("sort");
        return new Dashboard(
                rows(history, visible, now),
                PlainLine.of(parameters.apply("filter"), 100).strip(),
                sort != null && ORDERS.containsKey(sort) ? sort : "service",
                "desc".equals(parameters.apply("order")),
                parameters.apply("page"),
                now);
    }

    /** All visible services. */
    @NonNull
    static List<ServiceRow> rows(@NonNull History history, @NonNull Predicate<DeploymentRecord> visible, long now) {
        List<ServiceRow> rows = new ArrayList<>();
        history.services().forEach((key, records) -> {
            List<DeploymentRecord> shown = records.stream().filter(visible).toList();
            Map<String, List<DeploymentRecord>> accounts = Accounts.of(shown);
            accounts.forEach((account, own) -> rows.add(new ServiceRow(key, account, accounts.size() > 1, own, now)));
        });
        return rows;
    }

    private static Map<String, Comparator<ServiceRow>> orders() {
        Map<String, Comparator<ServiceRow>> orders = new LinkedHashMap<>();
        orders.put("service", Comparator.comparing(ServiceRow::getService));
        orders.put("cluster", Comparator.comparing(ServiceRow::getCluster));
        orders.put("region", Comparator.comparing(ServiceRow::getRegion));
        orders.put("state", Comparator.comparing(ServiceRow::getState));
        orders.put("version", Comparator.comparing(ServiceRow::getVersion));
        orders.put("since", Comparator.comparingLong(ServiceRow::getSince).reversed());
        orders.put("build", Comparator.comparing(row -> row.getCurrent().getJob()));
        orders.put("last", Comparator.comparing(row -> row.getLast().getStatus()));
        return orders;
    }

    private List<ServiceRow> matching() {
        String wanted = filter.toLowerCase(Locale.ROOT);
        // Rows are already sorted by name, and the sort is stable.
        Comparator<ServiceRow> order = ORDERS.get(sort);
        return all.stream()
                .filter(row -> row.matches(wanted))
                .sorted(descending ? order.reversed() : order)
                .toList();
    }

    /** The rows of this page. */
    public List<ServiceRow> getRows() {
        return page.rows();
    }

    /** All rows that match the filter, in their order. */
    @NonNull
    public List<ServiceRow> matches() {
        return page.matching();
    }

    /** All visible rows, regardless of the filter. */
    @NonNull
    public List<ServiceRow> all() {
        return all;
    }

    /** Computed at each call; a page calls it once. */
    public DeliveryView getDelivery() {
        return DeliveryView.of(all.stream().map(ServiceRow::records).toList(), now);
    }

    public String getFilter() {
        return filter;
    }

    /** {@code 3 of 12 services}. */
    public String getCount() {
        return page.count();
    }

    public List<Column> getColumns() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("service", PageMessages.SERVICE);
        titles.put("cluster", DashboardMessages.CLUSTER);
        titles.put("region", DashboardMessages.REGION);
        titles.put("state", DashboardMessages.STATE);
        titles.put("version", PageMessages.VERSION);
        titles.put("since", DashboardMessages.SINCE);
        titles.put("build", DashboardMessages.BUILD);
        titles.put("last", DashboardMessages.LAST_RESULT);
        List<Column> columns = new ArrayList<>();
        titles.forEach((name, title) -> columns.add(new Column(title, sortedBy(name), link(name))));
        return columns;
    }

    private String sortedBy(String name) {
        return !name.equals(sort) ? "none" : descending ? "descending" : "ascending";
    }

    private String link(String name) {
        boolean descend = name.equals(sort) && !descending;
        return "?filter=" + BadgeMarkup.segment(filter) + "&sort=" + name + (descend ? "&order=desc" : "");
    }

    /** Empty on the first page. */
    public String getPrevious() {
        return page.isFirst() ? "" : page(page.number() - 1);
    }

    /** Empty on the last page. */
    public String getNext() {
        return page.isLast() ? "" : page(page.number() + 1);
    }

    private String page(int number) {
        return "?filter=" + BadgeMarkup.segment(filter) + "&sort=" + sort + (descending ? "&order=desc" : "") + "&page="
                + number;
    }

    /** A column header. Its link sorts by the column, or reverses the order. */
    public static final class Column {
        private final String title;
        private final String sorted;
        private final String link;

        Column(String title, String sorted, String link) {
            this.title = title;
            this.sorted = sorted;
            this.link = link;
        }

        public String getTitle() {
            return title;
        }

        /** Value of {@code aria-sort}. */
        public String getSorted() {
            return sorted;
        }

        public String getLink() {
            return link;
        }
    }
}
