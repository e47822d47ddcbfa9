package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/**
 * One page of the rows of a table.
 *
 * @param matching the rows that match the filter
 * @param all how many there are without it
 * @param number of the page, from 0
 */
record Paged<T>(@NonNull List<T> matching, int all, int number) {

    static final int ROWS_A_PAGE = 100;

    /** @param number as in the URL; another page that exists if there is none of this number */
    @NonNull
    static <T> Paged<T> of(@NonNull List<T> matching, int all, @CheckForNull String number) {
        int wanted = number != null && number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : 0;
        return new Paged<>(matching, all, Math.min(wanted, last(matching)));
    }

    private static int last(List<?> matching) {
        return Math.max(0, matching.size() - 1) / ROWS_A_PAGE;
    }

    @NonNull
    List<T> rows() {
        int from = number * ROWS_A_PAGE;
        return matching.subList(from, Math.min(matching.size(), from + ROWS_A_PAGE));
    }

    boolean isFirst() {
        return number == 0;
    }

    boolean isLast() {
        return number == last(matching);
    }

    /** {@code 3 of 12 services}, and which page it is if there are several. */
    @NonNull
    String count() {
        return DashboardMessages.servicesShown(matching.size(), all)
                + (matching.size() > ROWS_A_PAGE ? DashboardMessages.pageOf(number + 1, last(matching) + 1) : "");
    }
}
