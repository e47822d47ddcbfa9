package io.jenkins.plugins.ecs.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest calls; old ones are dropped so that a demo can run for weeks. */
final class CallLog {

    private static final int KEPT = 100_000;

    private final Deque<Call> calls = new ArrayDeque<>();

    synchronized void add(Call call) {
        calls.addLast(call);
        if (calls.size() > KEPT) {
            calls.removeFirst();
        }
    }

    synchronized List<Call> all() {
        return List.copyOf(calls);
    }

    synchronized List<Call> of(String operation) {
        return calls.stream().filter(call -> call.operation().equals(operation)).toList();
    }

    synchronized void clear() {
        calls.clear();
    }
}
