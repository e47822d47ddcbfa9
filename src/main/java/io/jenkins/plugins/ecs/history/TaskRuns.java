package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The newest runs of tasks, in memory and in a file of lines. */
public final class TaskRuns {

    /** Older ones are in their builds. */
    static final int KEPT = 1_000;

    private final RecordFile file;
    private final Deque<TaskRunRecord> newestFirst = new ArrayDeque<>();

    public TaskRuns(@NonNull Path file) {
        this.file = new RecordFile(file);
    }

    /** Reads what there is. */
    public synchronized void load() throws IOException {
        if (file.exists()) {
            file.read(line -> TaskRunRecord.parse(line).ifPresent(this::add));
        }
    }

    private void add(TaskRunRecord record) {
        newestFirst.removeIf(each -> each.id().equals(record.id()));
        newestFirst.addFirst(record);
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    public synchronized void note(@NonNull TaskRunRecord record) throws IOException {
        boolean full = newestFirst.size() >= KEPT;
        add(record);
        if (full) {
            rewrite();
        } else {
            file.append(record.line());
        }
    }

    /** @param build 0 for all builds of the job */
    public synchronized void forget(@NonNull String job, int build) throws IOException {
        boolean some = newestFirst.removeIf(each ->
                (each.job().equals(job) || each.job().startsWith(job + "/")) && (build == 0 || each.build() == build));
        if (some) {
            rewrite();
        }
    }

    public synchronized void move(@NonNull String from, @NonNull String to) throws IOException {
        List<TaskRunRecord> moved = newestFirst.stream()
                .map(each -> each.job().equals(from) ? each.inJob(to) : each)
                .toList();
        if (!moved.equals(List.copyOf(newestFirst))) {
            newestFirst.clear();
            newestFirst.addAll(moved);
            rewrite();
        }
    }

    private void rewrite() throws IOException {
        List<String> lines = new ArrayList<>();
        newestFirst.descendingIterator().forEachRemaining(record -> lines.add(record.line()));
        file.replace(lines);
    }

    /** Newest first. */
    @NonNull
    public synchronized List<TaskRunRecord> newest(int most, @NonNull Predicate<TaskRunRecord> wanted) {
        return newestFirst.stream().filter(wanted).limit(most).toList();
    }

    public synchronized boolean isEmpty() {
        return newestFirst.isEmpty();
    }
}
