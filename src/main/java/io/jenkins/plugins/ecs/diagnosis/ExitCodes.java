package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;

/** The meaning of an essential container's exit code: shell conventions, and 128 plus the signal. */
final class ExitCodes {

    static final String ID = "exited";
    static final String ID_OF_ZERO = "exited-zero";

    private static final String SEE_LOG = "see the last lines of its log, which usually name the reason";

    private ExitCodes() {}

    @NonNull
    static Cause of(int code, @NonNull String evidence) {
        return new Cause(
                code == 0 ? ID_OF_ZERO : ID,
                title(code),
                Permanence.BUDGETED,
                advice(code),
                Docs.STOPPED_TASKS,
                evidence);
    }

    private static String title(int code) {
        return switch (code) {
            case 0 -> "an essential container exited (exit code 0)";
            case 126 -> "the command is not executable (exit code 126)";
            case 127 -> "the command was not found (exit code 127)";
            case 134 -> "the application aborted (exit code 134, SIGABRT)";
            case 137 -> "killed (exit code 137, SIGKILL)";
            case 139 -> "the application crashed (exit code 139, SIGSEGV)";
            case 143 -> "terminated by a signal (exit code 143, SIGTERM)";
            default -> "the application exited (exit code " + code + ")";
        };
    }

    private static String advice(int code) {
        return switch (code) {
            case 0 -> "run its process in the foreground, or set 'essential: false' for a container that may exit";
            case 126 -> "make the file executable in the image, or correct 'command' and 'entryPoint'";
            case 127 -> "check 'command', 'entryPoint' and the image's PATH and libraries";
            case 137 -> "usually out of memory: raise 'memory', or find out what killed it; " + SEE_LOG;
            case 139 -> "usually a native library or another CPU architecture; " + SEE_LOG;
            default -> SEE_LOG;
        };
    }
}
