package io.jenkins.plugins.ecs.templates;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Which pull requests get a service of their own, and how it is called. */
public class PullRequestTest {

    private static String refusal(PullRequest request, String service) {
        return request.refusal(service).orElse("");
    }

    @Test
    public void aForkGetsNoService() {
        assertThat(
                refusal(new PullRequest("7", true), "api"),
                is("pull request 7 comes from a fork, and forks get no service of their own. Push its branch to the"
                        + " repository itself to try it"));
    }

    @Test
    public void anIdThatNoNameCanHaveIsRefused() {
        for (String id : List.of("", "7/2", "../7", "a b", "-7", "7\n8", "${env:X}", "é", "7".repeat(65))) {
            assertThat(
                    id,
                    refusal(new PullRequest(id, false), "api"),
                    containsString("cannot be a part of the name of a service"));
        }
    }

    @Test
    public void aNameThatIsTooLongIsRefused() {
        PullRequest request = new PullRequest("1234", false);
        assertThat(request.refusal("a".repeat(247)), is(Optional.empty()));
        assertThat(
                refusal(request, "a".repeat(248)),
                containsString("would have 256 characters. Amazon ECS takes at most 255; use a shorter name"));
    }

    @Test
    public void anyOtherGetsTheNameOfTheServiceWithItsId() {
        for (String id : List.of("7", "MR-12", "a_b")) {
            PullRequest request = new PullRequest(id, false);
            assertThat(request.refusal("shop-api"), is(Optional.empty()));
            assertThat(request.serviceOf("shop-api"), is("shop-api-pr-" + id));
        }
    }
}
