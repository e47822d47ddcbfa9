package io.jenkins.plugins.ecs.rollout.lock;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.Optional;
import org.junit.Test;

/** Registrations of one family go one after the other, and equal definitions are registered once. */
public class RegistrationsTest extends RolloutTestCase {

    private static final long NOW = 1_000_000_000;

    private final Registrations registrations = new Registrations();

    @Test
    public void aSecondRegistrationOfAFamilyWaitsForTheFirst() {
        assertThat(registrations.begin("family"), is(true));
        assertThat(registrations.begin("family"), is(false));
        assertThat(registrations.begin("another"), is(true));
        registrations.end("family", "hash", null, NOW);
        assertThat(registrations.begin("family"), is(true));
    }

    @Test
    public void onlyWhatWasRegisteredJustNowIsUsedAgain() {
        registrations.end("family", "hash", "arn:1", NOW);

        assertThat(registrations.find("family", "hash", NOW + 60_000), is(Optional.of("arn:1")));
        assertThat(registrations.find("family", "other", NOW), is(Optional.empty()));
        assertThat(registrations.find("another", "hash", NOW), is(Optional.empty()));
        assertThat(registrations.find("family", "hash", NOW + 600_000), is(Optional.empty()));
        assertThat(
                "a clock that was set back",
                registrations.find("family", "hash", NOW - 3_600_000),
                is(Optional.empty()));
    }

    @Test
    public void whatIsNotKnownToBeRegisteredIsNotRemembered() {
        registrations.end("family", "hash", null, NOW);

        assertThat(registrations.find("family", "hash", NOW), is(Optional.empty()));
    }

    @Test
    public void aDeregisteredRevisionIsForgotten() {
        registrations.end("family", "hash", "arn:1", NOW);
        registrations.deregistered("arn:1");

        assertThat(registrations.find("family", "hash", NOW), is(Optional.empty()));
    }

    @Test
    public void aRevisionThatEcsNoLongerTakesIsForgottenToo() {
        rollout(request()).registeringWith(registrations).run();
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"api:1\"}");
        sandbox.region().call("DeregisterTaskDefinition", "{\"taskDefinition\":\"api:2\"}");

        Outcome refused = rollout(request()).registeringWith(registrations).run();
        assertThat(refused.message(), refused.verdict(), is(Verdict.REFUSED));
        Outcome next = rollout(request()).registeringWith(registrations).run();
        assertThat(next.message(), next.verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aFamilyIsOneOfAnEndpointRegionAndAccount() {
        RolloutState state = Seen.state(Phase.REGISTERING, request());
        state.family = "api";
        String unknown = Registrations.key("", state);
        state.serviceArn = "arn:aws:ecs:eu-central-1:123456789012:service/prod/api";
        String one = Registrations.key("", state);
        state.serviceArn = "arn:aws:ecs:eu-central-1:999999999999:service/prod/api";

        assertThat(Registrations.key("", state), not(one));
        assertThat(one, not(unknown));
        assertThat(Registrations.key("http://127.0.0.1:1", state), not(Registrations.key("", state)));
    }

    @Test
    public void definitionsDifferByAnyOfTheirMembers() {
        var one = JsonNodeFactory.instance.objectNode().put("family", "api");
        var two = one.deepCopy().put("cpu", "256");

        assertThat(Registrations.hash(one), is(Registrations.hash(one.deepCopy())));
        assertThat(Registrations.hash(one), not(Registrations.hash(two)));
    }

    @Test
    public void whileAnotherBuildRegistersItsFamilyARolloutWaitsAndSendsNothing() {
        SandboxRollout rollout = rollout(request()).registeringWith(registrations);
        rollout.runUntil(state -> state.phase() == Phase.REGISTERING);
        String key = Registrations.key("", rollout.state());
        registrations.begin(key);
        long before = sandbox.clock().millis();
        rollout.round().round().round();

        assertThat(sandbox.calls("RegisterTaskDefinition").size(), is(0));
        assertThat(sandbox.clock().millis(), greaterThan(before));
        assertThat("nothing is under way", rollout.state().isPending(), is(false));

        registrations.end(key, "hash", null, NOW);
        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat("it is the next one's turn", registrations.begin(key), is(true));
    }

    @Test
    public void aRegistrationThatFailsLeavesTheFamilyToOthers() {
        SandboxRollout rollout = rollout(request()).registeringWith(registrations);
        sandbox.deny("ecs:RegisterTaskDefinition");

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(registrations.begin(Registrations.key("", rollout.state())), is(true));
    }
}
