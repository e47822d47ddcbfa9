package io.jenkins.plugins.ecs.rollout.request;

import java.util.List;
import java.util.Optional;

/** The lifecycle of a deployment of CodeDeploy to ECS: its events, and the two times at which it may wait, in their order. */
public final class CodeDeployEvents {

    /** Before production traffic moves, until a user continues. */
    public static final String READY_WAIT = "READY_WAIT";
    /** After traffic moved, while the old tasks are kept. */
    public static final String TERMINATION_WAIT = "TERMINATION_WAIT";

    private static final List<String> ORDER = List.of(
            "BeforeInstall",
            "Install",
            "AfterInstall",
            "AllowTestTraffic",
            "AfterAllowTestTraffic",
            READY_WAIT,
            "BeforeAllowTraffic",
            "AllowTraffic",
            "AfterAllowTraffic",
            TERMINATION_WAIT);

    private CodeDeployEvents() {}

    static Optional<String> parse(String name) {
        return names().stream().filter(each -> each.equalsIgnoreCase(name)).findFirst();
    }

    /** Without the waits. */
    static List<String> names() {
        return ORDER.stream().filter(name -> !name.endsWith("_WAIT")).toList();
    }

    /** Whether a function of the AppSpec is called then, and nothing else happens. */
    public static boolean isHook(String event) {
        return event.startsWith("Before") || event.startsWith("After");
    }

    /** @param shown null before the first */
    public static boolean isAtOrAfter(String shown, String wanted) {
        return shown != null && ORDER.indexOf(shown) >= ORDER.indexOf(wanted);
    }
}
