package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.function.Consumer;

/** Stores the state of a verification and logs its progress. */
public interface VerifyJournal {

    /** One that only passes on what it gets. */
    @NonNull
    static VerifyJournal of(@NonNull Consumer<? super VerifyState> saves, @NonNull Consumer<String> says) {
        return new VerifyJournal() {
            @Override
            public void save(VerifyState state) {
                saves.accept(state);
            }

            @Override
            public void say(String line) {
                says.accept(line);
            }
        };
    }

    /** Saves the state after a round. */
    void save(@NonNull VerifyState state);

    /** Logs one line. It has no control characters. */
    void say(@NonNull String line);
}
