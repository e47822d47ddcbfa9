package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.state.Details;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.Test;

/**
 * Whole deployments whose every message of AWS is hostile: terminal sequences, direction marks, line breaks, endless
 * texts. Nothing of that reaches the console, the result, the saved outcome or the view models of the pages.
 */
public class HostileAwsTextTest extends RolloutTestCase {

    private static final String HOSTILE =
            " \u001b[31mred\u202egnp.exe\u202c\u2028\u0000\r\n[Pipeline] fake line\n<script>alert(1)</script> ";
    private static final String ENDLESS = "x".repeat(50_000);

    private static final Set<String> MESSAGES =
            Set.of("message", "statusReason", "rolloutStateReason", "stoppedReason", "reason");

    /** What a console or a page must not get: control and format characters, other line ends. */
    private static final Pattern NOT_PLAIN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]");

    private final Set<String> altered = new TreeSet<>();

    @Test
    public void aSuccess() {
        checked(rollout(request()), Verdict.SUCCESS);
    }

    @Test
    public void tasksThatCrash() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);

        checked(rollout(request()), null);

        assertThat(altered.toString(), altered, is(not(empty())));
        assertThat(altered.contains("stoppedReason"), is(true));
    }

    @Test
    public void anImageThatDoesNotExist() {
        sandbox.scenarios().image(NEW, Scenario.IMAGE_NOT_FOUND);

        checked(rollout(request()), null);
    }

    @Test
    public void tasksThatCannotBePlaced() {
        sandbox.scenarios().image(NEW, Scenario.NO_CAPACITY);

        checked(rollout(request()), null);
    }

    @Test
    public void anAlarm() {
        sandbox.scenarios().image(NEW, Scenario.ALARM);

        checked(rollout(request()), null);
    }

    @Test
    public void aRefusalOfAws() {
        DeployRequestBuilder request = request();
        SandboxRollout rollout = rollout(request);
        rollout.hearing(ecs -> (operation, input) -> {
            if (operation.equals("UpdateService")) {
                throw new AwsFailure(
                        AwsFailure.Kind.INVALID, operation, "InvalidParameterException", HOSTILE + ENDLESS, null);
            }
            return ecs.call(operation, input);
        });

        Outcome outcome = rollout.run();

        plain(rollout, outcome);
        assertThat(outcome.cause(), containsString("red"));
    }

    private void checked(SandboxRollout rollout, Verdict expected) {
        rollout.hearing(this::hostile);

        Outcome outcome = rollout.run();

        assertThat(altered.size(), is(greaterThan(0)));
        if (expected != null) {
            assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(expected));
        } else {
            assertThat(String.join("\n", rollout.lines()), outcome.verdict().isGreen(), is(false));
        }
        plain(rollout, outcome);
    }

    private void plain(SandboxRollout rollout, Outcome outcome) {
        List<String> shown = new ArrayList<>(rollout.lines());
        shown.addAll(outcome.consoleLines());
        shown.add(outcome.message());
        shown.add(outcome.cause());
        shown.add(outcome.advice());
        shown.add(outcome.progress());
        DeploymentView view = new DeploymentView("id", outcome, Details.of(rollout.state()), 0);
        for (Method getter : DeploymentView.class.getMethods()) {
            if (getter.getParameterCount() == 0 && getter.getReturnType() == String.class) {
                try {
                    shown.add((String) getter.invoke(view));
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(getter.getName(), e);
                }
            }
        }
        for (String text : shown) {
            if (text != null) {
                assertThat(text, NOT_PLAIN.matcher(text).find(), is(false));
                assertThat(text.length(), is(lessThanOrEqualTo(3_000)));
            }
        }
    }

    private AwsCall hostile(AwsCall ecs) {
        return (operation, input) -> {
            ObjectNode answer = ecs.call(operation, input);
            alter(answer);
            return answer;
        };
    }

    private void alter(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (MESSAGES.contains(name) && object.path(name).isTextual()) {
                    object.put(name, object.path(name).asText() + HOSTILE + ENDLESS);
                    altered.add(name);
                } else {
                    alter(object.path(name));
                }
            }
        } else {
            node.forEach(this::alter);
        }
    }
}
