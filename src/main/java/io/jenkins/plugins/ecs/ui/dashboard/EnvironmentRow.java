package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A service over all environments. */
@ExportedBean(defaultVisibility = 2)
public final class EnvironmentRow {

    private final String service;
    /** By column, in the order of the columns. */
    private final Map<String, List<EnvironmentCell>> cells = new LinkedHashMap<>();

    private int urgency;
    private long newest;

    /**
     * @param places of this service, by environment
     * @param columns the columns, in their order
     * @param elsewhere the column of all environments that have none of their own
     */
    EnvironmentRow(
            @NonNull String service,
            @NonNull Map<String, List<ServiceRow>> places,
            @NonNull Collection<String> columns,
            @NonNull String elsewhere,
            @NonNull CommitDistance distance) {
        this.service = service;
        columns.forEach(column -> cells.put(column, new ArrayList<>()));
        EnvironmentCell before = null;
        List<String> ordered = new ArrayList<>(columns);
        places.keySet().stream()
                .filter(each -> !columns.contains(each))
                .sorted()
                .forEach(ordered::add);
        for (String environment : ordered) {
            EnvironmentCell last = null;
            for (ServiceRow each : places.getOrDefault(environment, List.of())) {
                last = new EnvironmentCell(each, environment, before, distance);
                cells.get(columns.contains(environment) ? environment : elsewhere)
                        .add(last);
                urgency = Math.max(urgency, urgency(each.getTone()));
                newest = Math.max(newest, each.getSince());
            }
            before = last == null ? before : last;
        }
    }

    private static int urgency(String tone) {
        return switch (tone) {
            case "bad" -> 3;
            case "warning" -> 2;
            case "busy" -> 1;
            default -> 0;
        };
    }

    @Exported(name = "service")
    public String getService() {
        return service;
    }

    /** Of one column. */
    @NonNull
    public List<EnvironmentCell> cells(@NonNull String column) {
        return cells.getOrDefault(column, List.of());
    }

    @Exported(name = "environments", inline = true)
    public List<EnvironmentCell> getEnvironments() {
        return cells.values().stream().flatMap(List::stream).toList();
    }

    /** Higher for what someone must look at. */
    int urgency() {
        return urgency;
    }

    /** When a state changed last, in epoch milliseconds. */
    long newest() {
        return newest;
    }

    boolean matches(@NonNull String filter) {
        return getEnvironments().stream()
                .anyMatch(each -> each.getService().matches(filter)
                        || each.getEnvironment().toLowerCase(Locale.ROOT).contains(filter));
    }
}
