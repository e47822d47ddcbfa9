package io.jenkins.plugins.ecs.history;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The index of all deployments in the builds of this controller: in memory, and in a file of lines that is read after a
 * restart. It only repeats what the builds hold, and can be rebuilt from them. Thread-safe: readers get immutable
 * lists.
 */
public final class History {

    /** Ordered by start; deployments with the same start keep their order of arrival. */
    private static final Comparator<DeploymentRecord> BY_TIME = Comparator.comparingLong(DeploymentRecord::startedAt);

    private final RecordFile file;
    private volatile Map<ServiceKey, List<DeploymentRecord>> services = Map.of();
    private final AtomicLong changes = new AtomicLong();

    public History(@NonNull Path file) {
        this(new RecordFile(file));
    }

    History(@NonNull RecordFile file) {
        this.file = file;
    }

    /** Whether the file exists. If not, the builds must be read. */
    public boolean exists() {
        return file.exists();
    }

    /** Reads the file. Unreadable lines are ignored; if they outnumber the others, the file is rewritten. */
    public synchronized void load() throws IOException {
        TreeMap<ServiceKey, List<DeploymentRecord>> read = new TreeMap<>();
        int[] lines = new int[1];
        file.read(line -> {
            lines[0]++;
            RecordFile.object(line).ifPresent(tree -> apply(read, tree));
        });
        services = freeze(read);
        int kept = services.values().stream().mapToInt(List::size).sum();
        if (lines[0] > 100 && lines[0] > 3 * kept) {
            rewrite();
        }
        changes.incrementAndGet();
    }

    private static void apply(Map<ServiceKey, List<DeploymentRecord>> to, JsonNode line) {
        if (line.has("forget")) {
            String job = line.path("forget").asText();
            int build = line.path("build").asInt();
            to.values().forEach(list -> list.removeIf(isOf(job, build)));
        } else if (line.has("move")) {
            String from = line.path("move").asText();
            String name = line.path("to").asText();
            to.values().forEach(list -> move(list, from, name));
        } else {
            RecordJson.record(line).ifPresent(r -> put(to.computeIfAbsent(r.service(), k -> new ArrayList<>()), r));
        }
    }

    private static void put(List<DeploymentRecord> list, DeploymentRecord fresh) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (isSame(list.get(i), fresh)) {
                list.set(i, fresh);
                return;
            }
        }
        list.add(fresh);
    }

    private static boolean isSame(DeploymentRecord one, DeploymentRecord other) {
        return one.id().equals(other.id())
                && one.build().build() == other.build().build()
                && one.build().job().equals(other.build().job());
    }

    private static Map<ServiceKey, List<DeploymentRecord>> freeze(Map<ServiceKey, List<DeploymentRecord>> open) {
        TreeMap<ServiceKey, List<DeploymentRecord>> frozen = new TreeMap<>();
        open.forEach((key, list) -> {
            if (!list.isEmpty()) {
                list.sort(BY_TIME);
                frozen.put(key, List.copyOf(list));
            }
        });
        return frozen;
    }

    /** Updates the state of a deployment; saves it if the deployment started or ended. */
    public synchronized void note(@NonNull DeploymentRecord fresh) throws IOException {
        List<DeploymentRecord> before = of(fresh.service());
        Optional<DeploymentRecord> known =
                before.stream().filter(r -> isSame(r, fresh)).findFirst();
        if (known.isPresent() && known.get().equals(fresh)) {
            return;
        }
        List<DeploymentRecord> list = new ArrayList<>(before);
        put(
                list,
                known.isEmpty() || fresh.look().at() > 0
                        ? fresh
                        : fresh.seen(known.get().look()));
        list.sort(BY_TIME);
        replace(fresh.service(), list);
        boolean matters = known.isEmpty()
                || known.get().isUnderWay() != fresh.isUnderWay()
                || known.get().touched() != fresh.touched();
        if (matters) {
            file.append(RecordJson.line(fresh));
        }
    }

    private void replace(ServiceKey key, List<DeploymentRecord> list) {
        TreeMap<ServiceKey, List<DeploymentRecord>> changed = new TreeMap<>(services);
        if (list.isEmpty()) {
            changed.remove(key);
        } else {
            changed.put(key, List.copyOf(list));
        }
        services = changed;
        changes.incrementAndGet();
    }

    /**
     * Records the result of a verification with the newest deployment. A verification that started before the end of
     * that deployment is ignored.
     *
     * @param job the verifying job, which determines the account if several have such a service
     * @param startedAt start of the verification in epoch milliseconds
     */
    public synchronized void look(
            @NonNull ServiceKey service, @NonNull String job, long startedAt, @NonNull DeploymentRecord.Look look)
            throws IOException {
        List<DeploymentRecord> list = Accounts.of(of(service), job);
        Optional<DeploymentRecord> telling = newest(list, r -> r.isUnderWay() || r.tells());
        if (telling.isEmpty()
                || telling.get().isUnderWay()
                || telling.get().finishedAt() > startedAt
                || telling.get().look().at() > look.at()) {
            return;
        }
        DeploymentRecord seen = telling.get().seen(look);
        List<DeploymentRecord> changed = new ArrayList<>(of(service));
        put(changed, seen);
        replace(service, changed);
        // Only results that change what is shown are written, because each line makes the file grow.
        if (ServiceStatus.of(list).state()
                != ServiceStatus.of(Accounts.of(changed, job)).state()) {
            file.append(RecordJson.line(seen));
        }
    }

    /** Removes the deployments of a build; if {@code build} is 0, of all builds of a job and of the jobs in it. */
    public synchronized void forget(@NonNull String job, int build) throws IOException {
        if (change(list -> list.removeIf(isOf(job, build)))) {
            file.append(RecordJson.forgetLine(job, build));
        }
    }

    /** Renames a job, or a folder of jobs. */
    public synchronized void move(@NonNull String from, @NonNull String to) throws IOException {
        boolean changed = change(list -> {
            boolean any = list.stream().anyMatch(isOf(from, 0));
            move(list, from, to);
            return any;
        });
        if (changed) {
            file.append(RecordJson.moveLine(from, to));
        }
    }

    /**
     * Removes deployments that ended before a time. The newest deployment and the newest successful one of each service
     * and account are kept: they determine what runs and the rollback target.
     */
    public synchronized void forgetBefore(long time) throws IOException {
        boolean changed = change(list -> {
            Set<DeploymentRecord> kept = Collections.newSetFromMap(new IdentityHashMap<>());
            Accounts.of(List.copyOf(list)).values().forEach(own -> {
                kept.add(own.get(own.size() - 1));
                newest(own, DeploymentRecord::isGreen).ifPresent(kept::add);
            });
            return list.removeIf(r -> !kept.contains(r) && !r.isUnderWay() && r.finishedAt() < time);
        });
        if (changed) {
            rewrite();
        }
    }

    /** The end of a build: its deployments in progress will not be updated any more. */
    public synchronized void ended(@NonNull String job, int build, long now) throws IOException {
        List<DeploymentRecord> lost = all().stream()
                .filter(isOf(job, build))
                .filter(DeploymentRecord::isUnderWay)
                .map(r -> r.lost(now))
                .toList();
        for (DeploymentRecord record : lost) {
            note(record);
        }
    }

    /**
     * Replaces all deployments.
     *
     * @param since start of reading the builds in epoch milliseconds; deployments that ended later may be missing
     *     in them
     */
    public synchronized void rebuild(@NonNull Collection<DeploymentRecord> records, long since) throws IOException {
        TreeMap<ServiceKey, List<DeploymentRecord>> fresh = new TreeMap<>();
        // Deployments in progress may not have been saved with their builds yet, so they are kept.
        List<DeploymentRecord> own = all().stream()
                .filter(r -> r.isUnderWay() || r.finishedAt() >= since)
                .toList();
        own.stream().filter(DeploymentRecord::isUnderWay).forEach(r -> add(fresh, r));
        records.forEach(r -> add(fresh, r));
        own.stream().filter(r -> !r.isUnderWay()).forEach(r -> add(fresh, r));
        services = freeze(fresh);
        changes.incrementAndGet();
        rewrite();
    }

    private static void add(Map<ServiceKey, List<DeploymentRecord>> to, DeploymentRecord record) {
        put(to.computeIfAbsent(record.service(), key -> new ArrayList<>()), record);
    }

    private void rewrite() throws IOException {
        file.replace(all().stream().map(RecordJson::line).toList());
    }

    private boolean change(Predicate<List<DeploymentRecord>> change) {
        boolean any = false;
        for (Map.Entry<ServiceKey, List<DeploymentRecord>> entry : services.entrySet()) {
            List<DeploymentRecord> list = new ArrayList<>(entry.getValue());
            if (change.test(list)) {
                replace(entry.getKey(), list);
                any = true;
            }
        }
        return any;
    }

    private static Predicate<DeploymentRecord> isOf(String job, int build) {
        return r -> build == 0
                ? r.build().job().equals(job) || r.build().job().startsWith(job + "/")
                : r.build().build() == build && r.build().job().equals(job);
    }

    /**
     * A build that ran during a move of its folder may have recorded its end under the new name before the move was
     * known. Of the two records of such a deployment, the one that has ended is kept.
     */
    private static void move(List<DeploymentRecord> list, String from, String to) {
        List<DeploymentRecord> moved = new ArrayList<>();
        for (DeploymentRecord record : list) {
            DeploymentRecord fresh = moved(record, from, to);
            boolean older = fresh.isUnderWay() && list.stream().anyMatch(r -> isSame(r, fresh) && !r.isUnderWay());
            if (!older) {
                put(moved, fresh);
            }
        }
        list.clear();
        list.addAll(moved);
    }

    private static DeploymentRecord moved(DeploymentRecord r, String from, String to) {
        return isOf(from, 0).test(r) ? r.inJob(to + r.build().job().substring(from.length())) : r;
    }

    /** Increases with each change, so that values derived from the index can be cached. */
    public long changes() {
        return changes.get();
    }

    /** By service name, then cluster, then Region; each list oldest first. */
    @NonNull
    public Map<ServiceKey, List<DeploymentRecord>> services() {
        return Collections.unmodifiableMap(services);
    }

    /** Oldest first; empty for an unknown service. */
    @NonNull
    public List<DeploymentRecord> of(@NonNull ServiceKey key) {
        return services.getOrDefault(key, List.of());
    }

    @NonNull
    public List<DeploymentRecord> all() {
        return services.values().stream().flatMap(List::stream).toList();
    }

    /** @param list oldest first */
    @NonNull
    public static Optional<DeploymentRecord> newest(
            @NonNull List<DeploymentRecord> list, @NonNull Predicate<DeploymentRecord> wanted) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (wanted.test(list.get(i))) {
                return Optional.of(list.get(i));
            }
        }
        return Optional.empty();
    }
}
