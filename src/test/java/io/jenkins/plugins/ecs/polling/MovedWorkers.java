package io.jenkins.plugins.ecs.polling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** Workers on a clock that a test moves: one thing after another, in the test's thread. */
public final class MovedWorkers implements PollerExecutor {

    private record Timer(long at, long number, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final LongConsumer others;
    private long now;
    private long number;

    public MovedWorkers() {
        this(millis -> {});
    }

    /** @param others moves another clock along, by milliseconds */
    public MovedWorkers(LongConsumer others) {
        this.others = others;
    }

    @Override
    public void run(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void later(Runnable task, long inMillis) {
        timers.add(new Timer(now + inMillis, number++, task));
    }

    int timers() {
        return timers.size();
    }

    public long now() {
        return now;
    }

    /** Does what is due until then. */
    public void advance(long millis) {
        long until = now + millis;
        work();
        while (!timers.isEmpty() && timers.peek().at() <= until) {
            Timer timer = timers.poll();
            moveTo(Math.max(now, timer.at()));
            timer.task().run();
            work();
        }
        moveTo(Math.max(now, until));
    }

    /** What runs now takes its time. */
    public void spend(long millis) {
        moveTo(now + millis);
    }

    private void moveTo(long time) {
        others.accept(time - now);
        now = time;
    }

    /** Tasks that were handed out and not begun. */
    int handedOut() {
        return tasks.size();
    }

    /** Takes one from those that were handed out, as a thread that will be busy with it. */
    Runnable take() {
        return tasks.poll();
    }

    private void work() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }
}
