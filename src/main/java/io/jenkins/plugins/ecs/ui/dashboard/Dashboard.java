package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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

    static final int ROWS_A_PAGE = 100;

    private static final Map<String, Comparator<ServiceRow>> ORDERS = orders();

    private final List<ServiceRow> all;
    private final List<ServiceRow> matching;
    private final DeliveryView delivery;
    private final String filter;
    private final String sort;
    private final boolean descending;
    private final int page;

    private Dashboard(
            List<ServiceRow> all, DeliveryView delivery, String filter, String sort, boolean descending, int page) {
        this.all = all;
        this.delivery = delivery;
        this.filter = filter;
        this.sort = sort;
        this.descending = descending;
        this.matching = matching();
        this.page = Math.max(0, Math.min(page, (matching.size() - 1) / ROWS_A_PAGE));
    }

    /** @param parameters the URL's {@code filter}, {@code sort}, {@code order}, {@code page}; null if not given */
    @NonNull
    public static Dashboard of(
            @NonNull History history,
            @NonNull Predicate<DeploymentRecord> visible,
            @NonNull UnaryOperator<String> parameters,
            long now) {
        List<ServiceRow> rows = new ArrayList<>();
        List<List<DeploymentRecord>> seen = new ArrayList<>();
        history.services().forEach((key, records) -> {
            List<DeploymentRecord> shown = records.stream().filter(visible).toList();
            Map<String, List<DeploymentRecord>> accounts = Accounts.of(shown);
            accounts.forEach((account, own) -> {
                rows.add(new ServiceRow(key, account, accounts.size() > 1, own, now));
                seen.add(own);
            });
        });
        String sort = parameters.apply("sort");
        return new Dashboard(
                rows,
                DeliveryView.of(seen, now),
                PlainLine.of(parameters.apply("filter"), 100).strip(),
                sort != null && ORDERS.containsKey(sort) ? sort : "service",
                "desc".equals(parameters.apply("order")),
                number(parameters.apply("page")));
    }

    private static int number(@CheckForNull String text) {
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
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
        int from = page * ROWS_A_PAGE;
        return matching.subList(from, Math.min(matching.size(), from + ROWS_A_PAGE));
    }

    /** All visible rows, regardless of the filter. */
    List<ServiceRow> all() {
        return all;
    }

    public DeliveryView getDelivery() {
        return delivery;
    }

    public String getFilter() {
        return filter;
    }

    /** {@code 3 of 12 services}. */
    public String getCount() {
        return PageMessages.servicesShown(matching.size(), all.size())
                + (matching.size() > ROWS_A_PAGE
                        ? PageMessages.pageOf(page + 1, (matching.size() - 1) / ROWS_A_PAGE + 1)
                        : "");
    }

    public List<Column> getColumns() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("service", PageMessages.SERVICE);
        titles.put("cluster", PageMessages.CLUSTER);
        titles.put("region", PageMessages.REGION);
        titles.put("state", PageMessages.STATE);
        titles.put("version", PageMessages.VERSION);
        titles.put("since", PageMessages.SINCE);
        titles.put("build", PageMessages.BUILD);
        titles.put("last", PageMessages.LAST_RESULT);
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
        return page == 0 ? "" : page(page - 1);
    }

    /** Empty on the last page. */
    public String getNext() {
        return (page + 1) * ROWS_A_PAGE >= matching.size() ? "" : page(page + 1);
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
