package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Api;
import hudson.model.BuildBadgeAction;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.TaskRunRecord;
import io.jenkins.plugins.ecs.notifications.ApprovalEvents;
import io.jenkins.plugins.ecs.notifications.CheckEvents;
import io.jenkins.plugins.ecs.notifications.DeploymentEvents;
import io.jenkins.plugins.ecs.notifications.EventDelivery;
import io.jenkins.plugins.ecs.notifications.ReleaseEvents;
import io.jenkins.plugins.ecs.operations.OperationOutcome;
import io.jenkins.plugins.ecs.paths.approval.ApprovalOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.rollout.LogTail;
import io.jenkins.plugins.ecs.rollout.state.Details;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.store.DetailsFile;
import io.jenkins.plugins.ecs.store.Drift;
import io.jenkins.plugins.ecs.store.RecordedDeployments;
import io.jenkins.plugins.ecs.store.TaskRunIndex;
import io.jenkins.plugins.ecs.tasks.TaskOutcome;
import io.jenkins.plugins.ecs.ui.HttpReply;
import io.jenkins.plugins.ecs.verify.Verification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.management.Badge;
import jenkins.model.RunAction2;
import jenkins.model.Tab;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * All ECS deployments of one build, in the order in which they started. Stored in {@code build.xml}, so it is small.
 */
@ExportedBean
public final class EcsDeploymentsAction extends Tab implements RunAction2, BuildBadgeAction, RecordedDeployments {

    /** Replaced as a whole at each change, so that it can be saved while another deployment of the build changes. */
    private volatile LinkedHashMap<String, Outcome> deployments = new LinkedHashMap<>();

    /** The verifications; replaced like the deployments. Null if there are none. */
    private volatile LinkedHashMap<String, Verification> verifications = new LinkedHashMap<>();

    /** As the deployments. */
    private volatile LinkedHashMap<String, TaskOutcome> taskRuns = new LinkedHashMap<>();

    /** As the deployments. */
    private volatile LinkedHashMap<String, OperationOutcome> operations = new LinkedHashMap<>();

    /** As the deployments. Null if there are none. */
    private volatile LinkedHashMap<String, ReleaseOutcome> releases = new LinkedHashMap<>();

    /** As the releases. */
    private volatile LinkedHashMap<String, ApprovalOutcome> approvals = new LinkedHashMap<>();

    private transient volatile Run<?, ?> run;
    /** The content of the details file and newer details; null until it is read. */
    private transient volatile DetailsFile details;

    private transient volatile BuildFacts facts;

    public EcsDeploymentsAction() {
        super(null);
    }

    /** The action of a build, created if necessary. */
    @NonNull
    public static EcsDeploymentsAction of(@NonNull Run<?, ?> run) {
        synchronized (run) {
            EcsDeploymentsAction found = run.getAction(EcsDeploymentsAction.class);
            if (found == null) {
                found = new EcsDeploymentsAction();
                run.addAction(found);
            }
            return found;
        }
    }

    /** Updates the state of a deployment for the pages, without saving it. */
    public synchronized void note(@NonNull String id, @NonNull Outcome outcome, @NonNull Details story) {
        Outcome before = deployments.get(id);
        deployments = with(deployments, id, outcome);
        details().note(id, story);
        DeploymentIndex.get().note(record(id, outcome));
        TaskRunRecord.between(id, facts(outcome.commit()), before, outcome).forEach(TaskRunIndex.get()::note);
        EventDelivery.get()
                .happened(
                        run,
                        DeploymentEvents.between(
                                id, eventSource(facts(outcome.commit())), before, outcome, System.currentTimeMillis()));
        CheckListener.tell(
                run, id, () -> CheckRunView.of(new DeploymentView(id, outcome, story, System.currentTimeMillis())));
    }

    /** Updates the state of a deployment, and saves the build. */
    public void put(@NonNull String id, @NonNull Outcome outcome, @NonNull Details story) throws IOException {
        note(id, outcome, story);
        details().save();
        run.save();
    }

    private synchronized DetailsFile details() {
        if (details == null) {
            details = new DetailsFile(run.getRootDir());
        }
        return details;
    }

    /** View models, created at each call. AWS is not called. */
    @NonNull
    @Exported(name = "deployments", inline = true)
    public List<DeploymentView> getDeployments() {
        long now = System.currentTimeMillis();
        List<DeploymentView> views = new ArrayList<>();
        deployments.forEach((id, outcome) ->
                views.add(new DeploymentView(id, outcome, details().get(id), now)));
        return views;
    }

    /** A short summary for a list of builds. There must be something to show. */
    @NonNull
    public BuildSummary getSummary() {
        return BuildSummary.of(
                briefly(), getTaskRuns(), getOperations(), getVerifications(), getReleases(), getAskedApprovals());
    }

    /** Without the details file, which is not read for a list of builds. */
    @NonNull
    List<DeploymentView> briefly() {
        List<DeploymentView> views = new ArrayList<>();
        deployments.forEach((id, outcome) -> views.add(new DeploymentView(id, outcome, null, 0)));
        return views;
    }

    /** {@code .../ecs-deployments/approval/<id>}; null if the build has no such deployment. */
    @CheckForNull
    public Approval getApproval(@NonNull String id) {
        Outcome outcome = deployments.get(id);
        return outcome == null ? null : new Approval(run, id, outcome);
    }

    /** For the page's script: whether to poll again, and whether to reload the page. */
    @NonNull
    public LiveState getLive() {
        return LiveState.of(getDeployments(), getTaskRuns(), getOperations(), getReleases(), getAskedApprovals())
                .with(shownLogs());
    }

    /** The logs that the page of this request shows. They are read again. */
    private Map<String, Optional<LogTail>> shownLogs() {
        Map<String, Optional<LogTail>> shown = new LinkedHashMap<>();
        askedLogs().forEach(id -> shown.put(id, Optional.empty()));
        LogTails.look(shown.keySet());
        shown.replaceAll((id, none) -> LogTails.last(id));
        return shown;
    }

    /** Of this build's deployments in progress only, whatever the request names. */
    private List<String> askedLogs() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String[] asked = request == null ? null : request.getParameterValues("log");
        Set<String> names = asked == null ? Set.of() : new HashSet<>(Arrays.asList(asked));
        return deployments.entrySet().stream()
                .filter(each -> names.contains(each.getKey()))
                .filter(each -> each.getValue().verdict() == null && LogTails.isOpen(each.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** For the panel of a deployment; null where there is no log to ask for. */
    @CheckForNull
    public LogTailView log(@NonNull DeploymentView deployment) {
        String id = deployment.getId();
        return deployment.isRunning() && LogTails.isOpen(id)
                ? new LogTailView(
                        deployment, askedLogs().contains(id), LogTails.last(id).orElse(null))
                : null;
    }

    /** {@code .../ecs-deployments/live} */
    @GET
    @WebMethod(name = "live")
    @Restricted(NoExternalUse.class)
    public HttpResponse doLive() {
        run.checkPermission(Item.READ);
        return HttpReply.json(getLive().json());
    }

    /**
     * A line for each commit between what the service ran before a deployment and what the deployment brings, as far as
     * the current user may know. Reads builds from disk.
     */
    @NonNull
    public List<String> commits(@NonNull String id) {
        Outcome outcome = deployments.get(id);
        return outcome == null ? List.of() : DeployedCommits.of(run, outcome);
    }

    /** The changes of a deployment's task definition. */
    @NonNull
    public List<String> changes(@NonNull String id) {
        Details known = details().get(id);
        return known == null ? List.of() : known.changes();
    }

    @NonNull
    @Override
    public List<DeploymentRecord> records() {
        List<DeploymentRecord> records = new ArrayList<>();
        deployments.forEach((id, outcome) -> records.add(record(id, outcome)));
        return records;
    }

    private DeploymentRecord record(String id, Outcome outcome) {
        return DeploymentRecord.of(id, facts(outcome.commit()), outcome);
    }

    private BuildFacts facts(String commit) {
        BuildFacts known = facts;
        if (known == null) {
            known = DeployingBuild.facts(run, commit);
            facts = known;
        }
        return known;
    }

    /** A copy with a new or changed entry. */
    private static <V> LinkedHashMap<String, V> with(@CheckForNull Map<String, V> all, String id, V value) {
        LinkedHashMap<String, V> changed = new LinkedHashMap<>(orEmpty(all));
        changed.put(id, value);
        return changed;
    }

    private static <V> Map<String, V> orEmpty(@CheckForNull Map<String, V> all) {
        return all == null ? Collections.emptyMap() : all;
    }

    private DeploymentEvents.Build eventSource() {
        return eventSource(DeployingBuild.facts(run, ""));
    }

    private DeploymentEvents.Build eventSource(BuildFacts known) {
        return new DeploymentEvents.Build(known, run.getUrl());
    }

    /** Updates the state of a verification, and saves the build. */
    public void putVerification(@NonNull String id, @NonNull Verification verification) throws IOException {
        synchronized (this) {
            verifications = with(verifications, id, verification);
        }
        CheckListener.tell(run, id, () -> CheckRunView.of(verification));
        if (verification.finishedAt() != 0) {
            EventDelivery.get().happened(run, CheckEvents.of(id, eventSource(), verification));
            // Marks the build as one to read when the index is rebuilt.
            details().save();
            Drift.of(verification).ifPresent(drift -> DeploymentIndex.get().look(drift, job()));
        }
        run.save();
    }

    /** The results of this build's verifications. */
    @NonNull
    @Override
    public List<Drift> drifts() {
        return orEmpty(verifications).values().stream()
                .flatMap(v -> Drift.of(v).stream())
                .toList();
    }

    /** Takes the newest state of a run of tasks, and saves the build. */
    public void putTasks(@NonNull String id, @NonNull TaskOutcome outcome) throws IOException {
        synchronized (this) {
            taskRuns = with(taskRuns, id, outcome);
        }
        if (outcome.verdict() != null) {
            BuildFacts known = DeployingBuild.facts(run, "");
            EventDelivery.get().happened(run, CheckEvents.of(id, eventSource(known), outcome));
            TaskRunIndex.get().note(TaskRunRecord.of(id, known, outcome));
        }
        run.save();
    }

    @NonNull
    @Exported(name = "taskRuns", inline = true)
    public List<TaskRunView> getTaskRuns() {
        return orEmpty(taskRuns).values().stream().map(TaskRunView::new).toList();
    }

    /** Takes the newest state of a scaling or a deletion, and saves the build. */
    public void putOperation(@NonNull String id, @NonNull OperationOutcome outcome) throws IOException {
        synchronized (this) {
            operations = with(operations, id, outcome);
        }
        if (outcome.verdict() != null) {
            EventDelivery.get().happened(run, CheckEvents.of(id, eventSource(), outcome));
        }
        run.save();
    }

    /** Updates the state of a release, and saves the build. */
    public void putRelease(@NonNull String id, @NonNull ReleaseOutcome outcome) throws IOException {
        ReleaseOutcome before;
        synchronized (this) {
            before = orEmpty(releases).get(id);
            releases = with(releases, id, outcome);
        }
        if (outcome.isDryRun()) {
            // It is no event in the life of a service.
            CheckListener.tell(run, id, () -> CheckRunView.of(outcome));
        } else {
            EventDelivery.get()
                    .happened(
                            run, ReleaseEvents.between(id, eventSource(), before, outcome, System.currentTimeMillis()));
        }
        run.save();
    }

    /** Updates the state of an approval that the build asks for, and saves the build. */
    public void putApproval(@NonNull String id, @NonNull ApprovalOutcome outcome) throws IOException {
        ApprovalOutcome before;
        synchronized (this) {
            before = orEmpty(approvals).get(id);
            approvals = with(approvals, id, outcome);
        }
        EventDelivery.get().happened(run, ApprovalEvents.between(id, eventSource(), before, outcome));
        run.save();
    }

    /** What the build asked users to approve, besides its deployments. */
    @NonNull
    @Exported(name = "approvals", inline = true)
    public List<AskedApprovalView> getAskedApprovals() {
        List<AskedApprovalView> views = new ArrayList<>();
        orEmpty(approvals).forEach((id, outcome) -> views.add(new AskedApprovalView(run, id, outcome)));
        return views;
    }

    /** {@code .../ecs-deployments/asked/<id>}; null if the build has no such approval. */
    @CheckForNull
    public AskedApproval getAsked(@NonNull String id) {
        ApprovalOutcome outcome = orEmpty(approvals).get(id);
        return outcome == null ? null : new AskedApproval(run, id, outcome);
    }

    /** Services that were scaled or deleted. */
    @NonNull
    @Exported(name = "operations", inline = true)
    public List<OperationView> getOperations() {
        return orEmpty(operations).values().stream().map(OperationView::new).toList();
    }

    @NonNull
    @Exported(name = "releases", inline = true)
    public List<ReleaseView> getReleases() {
        List<ReleaseView> views = new ArrayList<>();
        orEmpty(releases).forEach((id, outcome) -> views.add(new ReleaseView(run, id, outcome)));
        return views;
    }

    /** The id of the path on which the build released a service last; empty if it did not release it. */
    @NonNull
    public Optional<String> pathOf(@NonNull String service) {
        return orEmpty(releases).values().stream()
                .filter(each -> each.service().equals(service) && !each.isDryRun())
                .reduce((older, newer) -> newer)
                .map(ReleaseOutcome::pathId);
    }

    /** {@code .../ecs-deployments/release/<id>}; null if the build has no such release. */
    @CheckForNull
    public ReleaseApproval getRelease(@NonNull String id) {
        ReleaseOutcome outcome = orEmpty(releases).get(id);
        return outcome == null ? null : new ReleaseApproval(run, id, outcome);
    }

    private String job() {
        return run.getParent().getFullName();
    }

    @NonNull
    @Exported(name = "verifications", inline = true)
    public List<VerificationView> getVerifications() {
        return orEmpty(verifications).values().stream()
                .map(VerificationView::new)
                .toList();
    }

    /** {@code .../ecs-deployments/api/json}; requires permission to read the build. */
    public Api getApi() {
        return new Api(this);
    }

    @Override
    public void onAttached(Run<?, ?> r) {
        run = r;
        object = r;
    }

    @Override
    public void onLoad(Run<?, ?> r) {
        run = r;
        object = r;
    }

    /** For the views. */
    public Run<?, ?> getRun() {
        return run;
    }

    @Override
    public String getIconFileName() {
        return deployments.isEmpty()
                        && orEmpty(verifications).isEmpty()
                        && orEmpty(taskRuns).isEmpty()
                        && orEmpty(operations).isEmpty()
                        && orEmpty(releases).isEmpty()
                        && orEmpty(approvals).isEmpty()
                ? null
                : "symbol-rocket-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return "ECS deployments";
    }

    @Override
    public String getUrlName() {
        return "ecs-deployments";
    }

    @Override
    public Badge getBadge() {
        long bad = deployments.values().stream()
                .map(Outcome::verdict)
                .filter(verdict -> verdict != null && !verdict.letsThePipelineGoOn())
                .filter(verdict -> verdict != Verdict.ABORTED && verdict != Verdict.NOT_STARTED)
                .count();
        bad += getTaskRuns().stream().filter(TaskRunView::isBad).count();
        bad += getOperations().stream().filter(OperationView::isBad).count();
        return bad == 0 ? null : new Badge(String.valueOf(bad), bad + " not successful", Badge.Severity.DANGER);
    }
}
