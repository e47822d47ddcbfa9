package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.policy.AllowedValues;
import io.jenkins.plugins.ecs.policy.ApprovalForProduction;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.policy.Rule;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundSetter;

/** Each field of a policy becomes the rule of its name, and none is forgotten. */
public class PolicyRulesTest {

    /** What is no rule over a change: words, a part of another rule, what the locks look at. */
    private static final Set<String> NO_RULES = Set.of(
            "contact", "movingTags", "mostDeployments", "approvers", "starterMayApprove", "evidenceHours", "warnOnly");

    @Test
    public void whatIsNotSetRulesNothing() {
        Policy policy = PolicyRules.of(new EcsPolicy(), "folder shop");

        assertThat(policy.rules(), is(List.of()));
        assertThat(policy.mostDeployments() == null, is(true));
        assertThat(policy.where(), is("folder shop"));
        assertThat(policy.contact(), is(""));
    }

    /** As only a file can have it, which no setter has seen. */
    @Test
    public void aSwitchThatIsNeitherOnNorOffIsNoRuleThatIsNotSet() throws Exception {
        EcsPolicy policy = new EcsPolicy();
        Field field = EcsPolicy.class.getDeclaredField("exportForbidden");
        field.setAccessible(true);
        field.set(policy, "yes");

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> PolicyRules.of(policy, "folder shop"));

        assertThat(refused.getMessage(), is("exportForbidden: 'yes' is neither true nor false"));
    }

    @Test
    public void aPinningThatNobodyKnowsIsNotTheWeakerOne() throws Exception {
        EcsPolicy policy = new EcsPolicy();
        Field field = EcsPolicy.class.getDeclaredField("imagePinning");
        field.setAccessible(true);
        field.set(policy, "digets");

        assertThrows(IllegalArgumentException.class, () -> PolicyRules.of(policy, "folder shop"));
    }

    @Test
    public void aListWithoutEntriesIsNotNoRule() {
        EcsPolicy policy = new EcsPolicy();
        policy.setLookUpsAllowed(",");
        policy.setApprovalForProduction(true);
        policy.setApprovers(" , ");

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> PolicyRules.of(policy, "folder shop"));

        assertThat(
                refused.getMessage(),
                is("lookUpsAllowed, approvers: names nothing. Remove it if there is no such rule"));
    }

    @Test
    public void eachFieldIsARuleOfItsName() throws Exception {
        Set<String> tried = new TreeSet<>();
        for (Method setter : EcsPolicy.class.getMethods()) {
            if (setter.isAnnotationPresent(DataBoundSetter.class)) {
                String field = Character.toLowerCase(setter.getName().charAt(3))
                        + setter.getName().substring(4);
                EcsPolicy policy = new EcsPolicy();
                setter.invoke(policy, value(field, setter.getParameterTypes()[0]));

                List<String> names = PolicyRules.of(policy, "the global settings").rules().stream()
                        .map(Rule::name)
                        .toList();

                assertThat(field, names, is(NO_RULES.contains(field) ? List.of() : List.of(field)));
                tried.add(field);
            }
        }
        assertThat(tried.containsAll(NO_RULES), is(true));
        assertThat(
                "every kind of rule has its field",
                tried.containsAll(Arrays.stream(AllowedValues.Kind.values())
                        .map(PolicyRulesTest::field)
                        .collect(Collectors.toSet())),
                is(true));
    }

    @Test
    public void aLimitAndAContactAreKept() {
        EcsPolicy policy = new EcsPolicy();
        policy.setMostDeployments(3);
        policy.setContact("the platform team");

        assertThat(PolicyRules.of(policy, "target prod").mostDeployments(), is(3));
        assertThat(PolicyRules.of(policy, "target prod").contact(), is("the platform team"));
    }

    @Test
    public void whoMayApproveAndForHowLongIsAPartOfTheRule() {
        EcsPolicy policy = new EcsPolicy();
        policy.setApprovalForProduction(true);
        policy.setApprovers("carol, managers");
        policy.setEvidenceHours(2);
        policy.setWarnOnly("approvalForProduction");

        assertThat(
                PolicyRules.of(policy, "target prod").rules(),
                is(List.of(new ApprovalForProduction(
                        List.of("carol", "managers"), false, java.time.Duration.ofHours(2)))));
        assertThat(PolicyRules.of(policy, "target prod").warnOnly(), is(Set.of("approvalForProduction")));
    }

    @Test
    public void aRuleThatIsNotThereCantOnlyWarn() {
        assertThat(
                PolicyRules.checkWarnOnly("regions, imagePining")
                        .orElse("")
                        .startsWith(
                                "warnOnly: 'imagePining' is not a rule that can refuse. Use one of accounts, regions"),
                is(true));
        assertThat(PolicyRules.checkWarnOnly("mostDeployments").isPresent(), is(true));
        assertThat(PolicyRules.checkEvidenceHours(0).isPresent(), is(true));
        assertThat(PolicyRules.checkLongestDeployment(0).isPresent(), is(true));
    }

    private static Object value(String field, Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        if (type == Integer.class) {
            return 1;
        }
        if (type == List.class) {
            return List.of(new EcsFreezeWindow("0 16 * * fri", 62));
        }
        if (field.equals("warnOnly")) {
            return "imagePinning, regions";
        }
        return field.equals("imagePinning") ? "tag" : "x, y";
    }

    private static String field(AllowedValues.Kind kind) {
        return new AllowedValues(kind, List.of()).name();
    }
}
