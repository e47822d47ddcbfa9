package hudson;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.TaskListener;

public abstract class Launcher {
    private Launcher() {}

    public static class LocalLauncher extends Launcher {
        public LocalLauncher(@NonNull TaskListener listener) {}
    }
}
