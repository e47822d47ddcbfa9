package io.jenkins.plugins.ecs.demo;

import edu.umd.cs.findbugs.annotations.NonNull;
import groovy.lang.Closure;
import java.util.ArrayDeque;
import java.util.Deque;

/** The pipeline and the stages of a declarative Jenkinsfile: a failure waits until {@code post} has run. */
final class DeclarativeFrames {

    private static final class Frame {
        private Exception failure;
        private boolean skipped;
    }

    private final Deque<Frame> frames = new ArrayDeque<>();

    boolean isDeclarative() {
        return !frames.isEmpty();
    }

    /** Runs the body of a pipeline or stage; its failure is thrown at its end. */
    Object run(@NonNull Closure<?> body) throws Exception {
        Frame frame = new Frame();
        frames.push(frame);
        Object result;
        try {
            result = body.call();
        } catch (Exception failed) {
            frame.failure = frame.failure == null ? failed : frame.failure;
            result = null;
        } finally {
            frames.pop();
        }
        if (frame.failure != null) {
            throw frame.failure;
        }
        return result;
    }

    /** Runs stages or steps; a failure is kept for {@code post}. */
    void protect(@NonNull Closure<?> body) throws Exception {
        Frame frame = frames.peek();
        if (frame == null) {
            body.call();
        } else if (!frame.skipped) {
            try {
                body.call();
            } catch (Exception failed) {
                frame.failure = failed;
            }
        }
    }

    void post(@NonNull Closure<?> body) {
        Frame frame = frames.peek();
        if (frame == null || !frame.skipped) {
            body.call();
        }
    }

    /** A condition of {@code when} is not met. */
    void skip() {
        if (!frames.isEmpty()) {
            frames.peek().skipped = true;
        }
    }

    boolean hasFailed() {
        return !frames.isEmpty() && frames.peek().failure != null;
    }
}
