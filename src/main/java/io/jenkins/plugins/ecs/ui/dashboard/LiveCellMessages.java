package io.jenkins.plugins.ecs.ui.dashboard;

/** How a service differs now from what is recorded of it. */
final class LiveCellMessages {

    static final String READING = "reading ECS …";
    static final String NOT_DEPLOYED_HERE = "not deployed by this Jenkins";
    static final String DEPLOYED_AGAIN = "deployed again elsewhere";
    static final String DEPLOYED_AGAIN_DETAIL =
            "the same revision, but settings of the service or images may have changed";
    static final String OTHER_DIGESTS = "other images";
    static final String OTHER_DIGESTS_DETAIL = "the same revision, but other digests than were deployed";
    static final String NO_SUCH_SERVICE = "no such service";
    static final String SERVICE_DELETED = "deleted";
    static final String OTHER_ACCOUNT = "other account";
    static final String OTHER_JOB_DEPLOYED = "another job of this Jenkins deployed it";

    private LiveCellMessages() {}

    /** {@code api:17, 2 of 3 tasks running}. */
    static String runsLive(String revision, int running, int desired, int pending) {
        return revision + ", " + running + " of " + desired + (desired == 1 ? " task" : " tasks") + " running"
                + (pending > 0 ? ", " + pending + " pending" : "");
    }

    /** The deployment of ECS; an unknown state is shown as AWS writes it. */
    static String rolloutLive(String state, String reason) {
        return switch (state) {
            case "IN_PROGRESS" -> "deployment in progress";
            case "FAILED" -> "deployment failed" + (reason.isEmpty() ? "" : ": " + reason);
            default -> "deployment " + state;
        };
    }

    static String revisionDeployedHere(String revision) {
        return "last deployed here: " + revision;
    }

    static String otherAccountDetail(String account) {
        return "the read credentials of the target belong to account " + account;
    }

    static String asOf(String ago) {
        return "ECS, as of " + ago;
    }
}
