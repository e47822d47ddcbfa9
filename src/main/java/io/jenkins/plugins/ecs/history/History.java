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
 * The index of all deployments that the builds of this controller hold: in memory to be read, and in a file of lines to
 * be read again after a restart. It only repeats what builds say; lost, it is made anew from them. Thread-safe: readers
 * see immutable lists.
 */
public final class History {

    /** By start; the same time keeps the order in which they came. */
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

    /** Whether there is a file at all; if not, builds have to be asked. */
    public boolean exists() {
        return file.exists();
    }

    /** Reads the file. Lines that can't be read are left out; more of them than good ones are written anew. */
    public synchronized void load() throws IOException {
        TreeMap<ServiceKey, List<DeploymentRecord>> read = new TreeMap<>();
        int[] lines = new int[1];
        file.read(line -> {
            lines[0]++;
            RecordJson.tree(line).ifPresent(tree -> apply(read, tree));
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

    /** Takes a deployment's newest state; writes it down where it began or ended. */
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
     * Takes what a verification found, as a look at what the newest deployment left. One that began before that had ended
     * says nothing of it.
     *
     * @param job that verified, which tells the account where several have such a service
     * @param startedAt epoch milliseconds: when the verification began
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
        // Each look would make the file grow; only one that changes what is shown is worth a line.
        if (ServiceStatus.of(list).state()
                != ServiceStatus.of(Accounts.of(changed, job)).state()) {
            file.append(RecordJson.line(seen));
        }
    }

    /** Forgets the deployments of a build; of all builds of a job, and of the jobs in it, where {@code build} is 0. */
    public synchronized void forget(@NonNull String job, int build) throws IOException {
        if (change(list -> list.removeIf(isOf(job, build)))) {
            file.append(RecordJson.forgetLine(job, build));
        }
    }

    /** A job, or a folder of jobs, has another full name now. */
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
     * Forgets what ended before a time, but of each service in each account the newest deployment and the newest green one: they tell
     * what runs, and what may be gone back to.
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

    /** A build is over: what it left under way will not be heard of again. */
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
     * Takes these for all there were.
     *
     * @param since epoch milliseconds: when the builds began to be asked; what ended later they may not have told
     */
    public synchronized void rebuild(@NonNull Collection<DeploymentRecord> records, long since) throws IOException {
        TreeMap<ServiceKey, List<DeploymentRecord>> fresh = new TreeMap<>();
        // What is under way now tells of itself; it must not be forgotten because it was not saved yet.
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
     * A build that ran on while its folder was moved may have noted its end under the new name before the move was known:
     * of the two records of one deployment the one that has ended is kept.
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

    /** Grows with each change, so that what was worked out from the index can be kept until then. */
    public long changes() {
        return changes.get();
    }

    /** By service name, then cluster, then Region; each list oldest first. */
    @NonNull
    public Map<ServiceKey, List<DeploymentRecord>> services() {
        return Collections.unmodifiableMap(services);
    }

    /** Oldest first; empty for a service that is not known. */
    @NonNull
    public List<DeploymentRecord> of(@NonNull ServiceKey key) {
        return services.getOrDefault(key, List.of());
    }

    @NonNull
    public List<DeploymentRecord> all() {
        return services.values().stream().flatMap(List::stream).toList();
    }

    @NonNull
    static Optional<DeploymentRecord> newest(List<DeploymentRecord> list, Predicate<DeploymentRecord> wanted) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (wanted.test(list.get(i))) {
                return Optional.of(list.get(i));
            }
        }
        return Optional.empty();
    }
}
