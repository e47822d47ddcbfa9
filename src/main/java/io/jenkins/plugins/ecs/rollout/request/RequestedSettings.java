package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.schedules.ScheduleSelection;
import io.jenkins.plugins.ecs.servicedef.ServiceDefinition;
import io.jenkins.plugins.ecs.servicedef.ServiceText;
import java.io.Serializable;

/** The part of a {@link DeployRequest} that are values of {@link Setting}, as the engine reads them. */
public abstract class RequestedSettings implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Of a copy it is replaced once, before anybody sees the copy. */
    SettingValues values;

    RequestedSettings(@NonNull SettingValues values) {
        this.values = values;
    }

    /** The new tag of all images of one repository; null for none. */
    @Nullable
    public String tag() {
        return values.get(Setting.TAG);
    }

    /** What is merged into the definition, as a text; null for nothing. */
    @Nullable
    public String patch() {
        return values.get(Setting.PATCH);
    }

    /** The service as its file has it, without what others own; null where there is no file. */
    @Nullable
    public ServiceDefinition serviceFile() {
        String text = values.get(Setting.SERVICE_DEFINITION);
        ServiceDefinition file = text == null ? null : ServiceText.read(text).definition();
        return file == null ? null : file.ignoring(RequestChecks.list(values.get(Setting.IGNORE)));
    }

    /** Whether there is a file of the service. */
    public boolean bringsService() {
        return values.get(Setting.SERVICE_DEFINITION) != null;
    }

    /** Whether a service that was created and did not come up is deleted. */
    public boolean deletesFailedCreation() {
        return "delete".equals(values.orDefault(Setting.ON_CREATE_FAILURE));
    }

    public long timeoutMillis() {
        return values.time(Setting.TIMEOUT).toMillis();
    }

    public long stallTimeoutMillis() {
        return values.time(Setting.STALL_TIMEOUT).toMillis();
    }

    public Reaction onAbort() {
        return values.choice(Setting.ON_ABORT, Reaction.class);
    }

    public Reaction onTimeout() {
        return values.choice(Setting.ON_TIMEOUT, Reaction.class);
    }

    /** Null for the default: roll back where there is something healthy to roll back to, or else fail. */
    @Nullable
    public FailureReaction onPermanentFailure() {
        return values.choice(Setting.ON_PERMANENT_FAILURE, FailureReaction.class);
    }

    /** The artifact that a failure report is to be kept as; null for none. */
    @Nullable
    public String failureReport() {
        return values.get(Setting.FAILURE_REPORT);
    }

    /** While another deployment of this Jenkins has the service. */
    @NonNull
    public WhenBusy whenBusy() {
        return values.choice(Setting.WHEN_BUSY, WhenBusy.class);
    }

    /** While a deployment of someone else is in progress. */
    @NonNull
    public OnOtherDeployment onOtherDeployment() {
        return values.choice(Setting.ON_OTHER_DEPLOYMENT, OnOtherDeployment.class);
    }

    /** How many of the newest revisions stay in any case once it was a success; null to deregister none. */
    @Nullable
    public Integer keepRevisions() {
        return values.whole(Setting.KEEP_REVISIONS);
    }

    /** Whether the scaling of the service is suspended during the deployment. */
    public boolean suspendScaling() {
        return values.flag(Setting.SUSPEND_SCALING);
    }

    /** Which scheduled tasks follow the deployment. */
    @NonNull
    public ScheduleSelection scheduledTasks() {
        return ScheduleSelection.parse(values.get(Setting.SCHEDULED_TASKS));
    }

    /** What happens if a task after the deployment fails. */
    @NonNull
    public AfterFailure onAfterFailure() {
        return values.choice(Setting.ON_AFTER_FAILURE, AfterFailure.class);
    }

    /** What happens if the verification fails. */
    @NonNull
    public VerificationReaction onVerificationFailure() {
        return values.choice(Setting.ON_VERIFICATION_FAILURE, VerificationReaction.class);
    }

    /** For how long the service is verified again and again after a success; 0 for not at all. */
    public long watchMillis() {
        return VerificationChecks.watch(values.get(Setting.WATCH)).toMillis();
    }
}
