package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.VerificationReaction;
import io.jenkins.plugins.ecs.steps.checks.AlarmsSettings;
import io.jenkins.plugins.ecs.steps.checks.DriftSettings;
import io.jenkins.plugins.ecs.steps.checks.LogsSettings;
import io.jenkins.plugins.ecs.steps.checks.TasksSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What a step, a target, folders and the global settings ask for after a deployment, taken together. */
public class DeploymentChecksTest {

    private final EcsDeployStep step = new EcsDeployStep("api");

    private static SettingsLayer target() {
        return SettingsLayer.of("target prod")
                .with(Setting.REGION, "eu-central-1")
                .with(Setting.CLUSTER, "prod");
    }

    private DeployRequest request(SettingsLayer... further) {
        step.setImage("shop/api:2");
        List<SettingsLayer> layers = new ArrayList<>(List.of(step.layer()));
        layers.addAll(List.of(further));
        return step.toRequest(EcsSettings.merge(layers, false), Map.of());
    }

    private static String words(DeployRequest request) {
        return request.verification().words();
    }

    private static CheckSettings dryRun(CheckSettings check) {
        check.setDryRun(true);
        return check;
    }

    @Test
    public void withoutChecksNothingIsVerified() {
        assertThat(request(target()).verification(), is(nullValue()));
    }

    @Test
    public void theDefaultChecksRunAsWell() {
        step.setVerify(List.of(new LogsSettings("ERROR")));
        DeployRequest request = request(target());

        assertThat(words(request), is("service, tasks, digest, health, targets, alarms, logs"));
        assertThat(request.onVerificationFailure(), is(VerificationReaction.ROLLBACK));
        assertThat(request.watchMillis(), is(0L));
    }

    @Test
    public void aWatchAloneVerifiesWithTheDefaultChecks() {
        step.setWatch("2h");
        DeployRequest request = request(target());

        assertThat(words(request), is("service, tasks, digest, health, targets, alarms"));
        assertThat(request.watchMillis(), is(Duration.ofHours(2).toMillis()));
    }

    @Test
    public void aStepAddsToWhatATargetRequires() {
        step.setVerify(List.of(new LogsSettings("ERROR")));
        DeployRequest request = request(target().verifying(List.of(new LogsSettings("FATAL"))));

        assertThat(words(request), is("service, tasks, digest, health, targets, alarms, logs, logs"));
    }

    @Test
    public void aStepCannotHideACheckOfATargetBehindOneOfItsOwn() {
        step.setVerify(List.of(dryRun(new AlarmsSettings()), dryRun(new TasksSettings())));
        DeployRequest weaker = request(target());
        assertThat(words(weaker), is("service, tasks, digest, health, targets, alarms"));

        DeployRequest request = request(target().verifying(List.of(new AlarmsSettings())));
        assertThat(words(request), is("service, tasks, tasks, digest, health, targets, alarms, alarms"));
    }

    @Test
    public void theStrictestReactionCounts() {
        step.setVerify(List.of(new AlarmsSettings()));
        step.setOnVerificationFailure("fail");
        assertThat(request(target()).onVerificationFailure(), is(VerificationReaction.FAIL));
        assertThat(
                request(target().with(Setting.ON_VERIFICATION_FAILURE, "hold")).onVerificationFailure(),
                is(VerificationReaction.HOLD));
        assertThat(
                request(
                                target().with(Setting.ON_VERIFICATION_FAILURE, "hold"),
                                SettingsLayer.of("global").with(Setting.ON_VERIFICATION_FAILURE, "rollback"))
                        .onVerificationFailure(),
                is(VerificationReaction.ROLLBACK));
    }

    @Test
    public void checksOfATargetWithoutAReactionRollBack() {
        step.setVerify(List.of(new AlarmsSettings()));
        step.setOnVerificationFailure("fail");
        SettingsLayer requires = target().verifying(List.of(new LogsSettings("FATAL")));

        assertThat(request(requires).onVerificationFailure(), is(VerificationReaction.ROLLBACK));
        assertThat(
                request(requires.with(Setting.ON_VERIFICATION_FAILURE, "fail")).onVerificationFailure(),
                is(VerificationReaction.FAIL));
    }

    @Test
    public void aTaskThatCannotBeUndoneMakesAQuestionOfARollback() {
        DeploymentTask migration = new DeploymentTask();
        migration.setCommand(List.of("rake", "db:migrate"));
        migration.setIrreversible(true);
        step.setBefore(List.of(migration));
        step.setVerify(List.of(new AlarmsSettings()));

        assertThat(request(target()).onVerificationFailure(), is(VerificationReaction.HOLD));
        step.setBefore(List.of());
        assertThat(request(target()).onVerificationFailure(), is(VerificationReaction.ROLLBACK));
    }

    @Test
    public void theLongestWatchCounts() {
        step.setWatch("30m");
        SettingsLayer target = target().with(Setting.WATCH, "2h");
        SettingsLayer global = SettingsLayer.of("global").with(Setting.WATCH, "1h");

        assertThat(request(target, global).watchMillis(), is(Duration.ofHours(2).toMillis()));
        step.setWatch("1d");
        assertThat(request(target, global).watchMillis(), is(Duration.ofDays(1).toMillis()));
    }

    @Test
    public void allProblemsAreReportedAtOnce() {
        LogsSettings nothing = new LogsSettings(null);
        step.setVerify(List.of(nothing, new DriftSettings(), new AlarmsSettings(), new AlarmsSettings()));
        step.setWatch("soon");
        step.setOnVerificationFailure("explode");

        String message = assertThrows(IllegalArgumentException.class, () -> request(target()))
                .getMessage();

        assertThat(message, containsString("verify: logs"));
        assertThat(message, containsString("verify: drift() would compare the deployment with itself"));
        assertThat(message, containsString("'alarms' is given more than once"));
        assertThat(message, containsString("watch: 'soon' is no length of time. Write it as in 30m or 2h"));
        assertThat(
                message,
                containsString("onVerificationFailure: 'explode' is unknown. Use 'fail', 'hold' or 'rollback'"));
    }

    @Test
    public void aReactionWithoutChecksIsAMistakeOfTheStep() {
        step.setOnVerificationFailure("hold");

        String message = assertThrows(IllegalArgumentException.class, () -> request(target()))
                .getMessage();
        assertThat(message, containsString("onVerificationFailure: nothing is verified. Add verify or watch"));

        step.setOnVerificationFailure(null);
        assertThat(
                request(target().with(Setting.ON_VERIFICATION_FAILURE, "hold")).verification(), is(nullValue()));
    }

    @Test
    public void whatSuspendsTheScalingIsNotWatched() {
        step.setWatch("2h");
        step.setSuspendScaling(true);

        String message = assertThrows(IllegalArgumentException.class, () -> request(target()))
                .getMessage();
        assertThat(message, containsString("watch: not possible with suspendScaling"));
    }
}
