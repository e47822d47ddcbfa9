package io.jenkins.plugins.ecs.rollout.messages;

/** The line with which a deployment ends, and what follows it. */
public final class OutcomeMessages {

    private OutcomeMessages() {}

    /** All is well, and there is nothing to add. */
    public static String running(String verdict, String service, String revision, boolean already) {
        return verdict + ": " + service + (already ? " is already running " : " is running ") + revision;
    }

    /**
     * @param revision empty where it is not known
     * @param why empty where there is nothing to say
     */
    public static String of(String verdict, String service, String revision, String why) {
        return verdict + ": " + service + (revision.isEmpty() ? "" : " -> " + revision)
                + (why.isEmpty() ? "" : ": " + why);
    }

    public static String whatToDo(String advice) {
        return "  What to do: " + advice;
    }

    public static String see(String url) {
        return "  See " + url;
    }
}
