package io.jenkins.plugins.ecs.events;

import edu.umd.cs.findbugs.annotations.NonNull;

/** The texts of an event, with the names that they have in JSON. */
public enum EventField {
    /** Number of the AWS account. */
    ACCOUNT("account", 12),
    REGION("region", 50),
    CLUSTER("cluster", 255),
    SERVICE("service", 255),
    /** Name of the target of the configuration. */
    TARGET("target", 100),
    /** Name of a release path. */
    PATH("path", 100),
    /** Environment of a release path. */
    ENVIRONMENT("environment", 100),
    /** Full name of the job. */
    JOB("job", 500),
    /** Number of the build. */
    BUILD("build", 12),
    /** Path of the build below the address of Jenkins. */
    BUILD_PATH("buildPath", 1000),
    /** User or trigger that started the build. */
    STARTED_BY("startedBy", 200),
    /** Who answered an approval. */
    BY("by", 200),
    /** Users and groups who may answer an approval, with commas between them; empty for all with the permission. */
    WAITS_FOR("waitsFor", 500),
    /** When an approval expires, in ISO 8601. */
    EXPIRES_AT("expiresAt", 40),
    /** What happens at the end of a wait: {@code CONTINUE} or {@code ROLLBACK}; or the answer. */
    ANSWER("answer", 20),
    /** Lifecycle stage in which a deployment waits. */
    STAGE("stage", 100),
    /** ARN of the deployed revision. */
    TASK_DEFINITION("taskDefinition", 400),
    /** ARN of the revision that ran before. */
    PREVIOUS_TASK_DEFINITION("previousTaskDefinition", 400),
    /** ARN of the revision that a rollback brought back. */
    ROLLBACK_TASK_DEFINITION("rollbackTaskDefinition", 400),
    /** Tag or digest of the image, or the revision. */
    VERSION("version", 200),
    COMMIT("commit", 100),
    /** ARN or id of the deployment in ECS or CodeDeploy. */
    DEPLOYMENT("deployment", 400),
    VERDICT("verdict", 40),
    CAUSE("cause", 1000),
    ADVICE("advice", 600),
    /** The event in one line. */
    MESSAGE("message", 600);

    private final String jsonName;
    private final int longest;

    EventField(String jsonName, int longest) {
        this.jsonName = jsonName;
        this.longest = longest;
    }

    @NonNull
    public String getJsonName() {
        return jsonName;
    }

    int longest() {
        return longest;
    }
}
