package io.jenkins.plugins.ecs.config.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.rollout.request.Setting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class EcsSettingsTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/deploy";

    /** All places that can set something, nearest first. */
    private static final List<String> PLACES =
            List.of("step", "withEcs", "withEcs around it", "folder shop/team", "folder shop", "target prod", "global");

    @Test
    public void theNearestPlaceCountsForEachSetting() {
        for (Setting setting : List.of(Setting.CLUSTER, Setting.CREDENTIALS_ID, Setting.TARGET, Setting.ON_ABORT)) {
            for (int nearest = 0; nearest < PLACES.size(); nearest++) {
                List<SettingsLayer> layers = new ArrayList<>(List.of(region("eu-central-1")));
                for (String place : PLACES.subList(nearest, PLACES.size())) {
                    layers.add(SettingsLayer.of(place).with(setting, "of-" + place));
                }

                EcsSettings merged = EcsSettings.merge(layers, false);

                String expected = PLACES.get(nearest);
                assertThat(setting + " of " + expected, merged.get(setting), is("of-" + expected));
                assertThat(setting + " of " + expected, merged.place(setting), is(expected));
            }
        }
    }

    @Test
    public void eachSettingIsMergedByItself() {
        EcsSettings merged = EcsSettings.merge(
                List.of(
                        SettingsLayer.of("step").with(Setting.CLUSTER, "blue"),
                        SettingsLayer.of("withEcs")
                                .with(Setting.CLUSTER, "green")
                                .with(Setting.ROLE_ARN, ROLE),
                        SettingsLayer.of("folder shop").with(Setting.TIMEOUT, Duration.ofMinutes(20)),
                        SettingsLayer.of("global")
                                .with(Setting.REGION, "eu-central-1")
                                .with(Setting.CREDENTIALS_ID, "deployer")),
                false);

        assertThat(merged.cluster(), is("blue"));
        assertThat(merged.roleArn(), is(ROLE));
        assertThat(merged.values().time(Setting.TIMEOUT), is(Duration.ofMinutes(20)));
        assertThat(merged.get(Setting.STALL_TIMEOUT), nullValue());
        assertThat(
                merged.origins(),
                is("region eu-central-1 (global), credentials deployer (global), role " + ROLE
                        + " (withEcs), timeout 20 min (folder shop)"));
    }

    @Test
    public void blankSetsNothing() {
        EcsSettings merged = EcsSettings.merge(
                List.of(SettingsLayer.of("step").with(Setting.REGION, " "), region("eu-west-1")), false);

        assertThat(merged.region(), is("eu-west-1"));
        assertThat(merged.place(Setting.REGION), is("global"));
    }

    @Test
    public void anExternalIdBelongsToItsRole() {
        SettingsLayer target = SettingsLayer.of("target partner")
                .with(Setting.REGION, "eu-central-1")
                .with(Setting.ROLE_ARN, ROLE)
                .with(Setting.EXTERNAL_ID, "partner-7");

        assertThat(EcsSettings.merge(List.of(target), false).externalId(), is("partner-7"));
        assertThat(
                "a nearer one goes with a role from farther away",
                EcsSettings.merge(List.of(SettingsLayer.of("step").with(Setting.EXTERNAL_ID, "mine"), target), false)
                        .externalId(),
                is("mine"));
        assertThat(
                "one from farther away was not made for a nearer role",
                EcsSettings.merge(List.of(SettingsLayer.of("step").with(Setting.ROLE_ARN, ROLE + "-2"), target), false)
                        .externalId(),
                nullValue());
    }

    @Test
    public void anExternalIdIsNotSaid() {
        EcsSettings merged = EcsSettings.merge(
                List.of(SettingsLayer.of("target partner")
                        .with(Setting.REGION, "eu-central-1")
                        .with(Setting.ROLE_ARN, ROLE)
                        .with(Setting.EXTERNAL_ID, "partner-7")),
                false);

        assertThat(merged.origins(), containsString("external id (target partner)"));
        assertThat(merged.origins(), not(containsString("partner-7")));
    }

    @Test
    public void aRoleMayBeAChain() {
        EcsSettings merged = EcsSettings.merge(
                List.of(region("eu-central-1").with(Setting.ROLE_ARN, ROLE + " , " + ROLE + "-2")), false);

        assertThat(EcsSettings.roles(merged.roleArn()), is(List.of(ROLE, ROLE + "-2")));
        assertThat(EcsSettings.roles(null), is(List.of()));
    }

    @Test
    public void everythingThatIsWrongIsSaidAtOnceWithItsPlace() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> EcsSettings.merge(
                        List.of(
                                SettingsLayer.of("step").with(Setting.REGION, "europe"),
                                SettingsLayer.of("folder shop")
                                        .with(Setting.ROLE_ARN, ROLE + ",admin")
                                        .with(Setting.EXTERNAL_ID, "a b")),
                        false));

        assertThat(refused.getMessage(), containsString("region: 'europe' is not an AWS Region"));
        assertThat(refused.getMessage(), containsString("roleArn: 'admin' is not the ARN"));
        assertThat(refused.getMessage(), containsString("externalId: 'a b' is not an external id"));
        assertThat(refused.getMessage(), containsString("(set in: folder shop)"));
        assertThat(refused.getMessage(), not(containsString("(set in: step)")));
    }

    @Test
    public void aRegionIsNeededAndAnExternalIdNeedsARole() {
        String noRegion = assertThrows(IllegalArgumentException.class, () -> EcsSettings.merge(List.of(), false))
                .getMessage();
        String noRole = assertThrows(
                        IllegalArgumentException.class,
                        () -> EcsSettings.merge(
                                List.of(region("eu-central-1").with(Setting.EXTERNAL_ID, "partner-7")), false))
                .getMessage();

        assertThat(noRegion, containsString("region: missing"));
        assertThat(noRole, containsString("externalId: roleArn is missing"));
    }

    @Test
    public void blocksNestAndSurviveARestart() throws Exception {
        EcsContext outer = EcsContext.inside(
                null, region("eu-central-1").with(Setting.CLUSTER, "prod").with(Setting.CREDENTIALS_ID, "outer"));
        EcsContext inner = EcsContext.inside(outer, SettingsLayer.of("withEcs").with(Setting.CREDENTIALS_ID, "inner"));

        EcsSettings merged = EcsSettings.merge(EcsContext.around(SettingsLayer.of("step"), afterRestart(inner)), false);

        assertThat(merged.credentialsId(), is("inner"));
        assertThat(merged.cluster(), is("prod"));
        assertThat(afterRestart(merged).origins(), is(merged.origins()));
    }

    private static SettingsLayer region(String region) {
        return SettingsLayer.of("global").with(Setting.REGION, region);
    }

    @SuppressWarnings("unchecked")
    private static <T> T afterRestart(T value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    @Test
    public void thePageShowsEachSettingWithItsPlaceAndNoExternalId() {
        EcsSettings merged = EcsSettings.merge(
                List.of(
                        SettingsLayer.of("step").with(Setting.CLUSTER, "blue").with(Setting.TARGET, "prod"),
                        SettingsLayer.of("target prod")
                                .with(Setting.ROLE_ARN, ROLE)
                                .with(Setting.EXTERNAL_ID, "partner-7")
                                .with(Setting.TIMEOUT, Duration.ofMinutes(20))
                                .with(Setting.CIRCUIT_BREAKER, "on"),
                        region("eu-central-1")),
                false);

        Map<String, String> shown = merged.shown();

        assertThat(shown.get("cluster"), is("blue (step)"));
        assertThat(shown.get("role"), is(ROLE + " (target prod)"));
        assertThat(shown.get("external id"), is("(target prod)"));
        assertThat(shown.get("timeout"), is("20 min (target prod)"));
        assertThat(shown.get("circuit breaker"), is("on (target prod)"));
        assertThat(shown.get("credentials"), is("of the controller"));
        assertThat(merged.targetLabel(), is("prod"));
    }

    @Test
    public void whatABuildKeepsOfItsTargetOutlivesARestart() throws Exception {
        EcsSettings began = EcsSettings.merge(List.of(region("eu-central-1")), false)
                .keeping("Production", "https://vpce.example.com");

        EcsSettings after = afterRestart(began);

        assertThat(after.targetLabel(), is("Production"));
        assertThat(after.targetEndpoint(), is("https://vpce.example.com"));
    }
}
