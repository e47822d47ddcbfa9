package io.jenkins.plugins.ecs.config.evidence;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import hudson.model.Cause;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.util.Set;
import jenkins.model.Jenkins;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.FakeChangeLogSCM;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Who is known to have started a build and written its changes, over the whole chain of builds. */
public class BuildParticipantsJenkinsTest {

    @ClassRule
    public static final JenkinsRule r = EcsJenkinsTest.jenkinsOfTheClass();

    @Rule
    public final EcsJenkinsTest.Cleaning cleaning = new EcsJenkinsTest.Cleaning(r);

    private static FreeStyleBuild build(String job, Cause cause, String... authors) throws Exception {
        FreeStyleProject project = r.createProject(FreeStyleProject.class, job);
        FakeChangeLogSCM scm = new FakeChangeLogSCM();
        for (String author : authors) {
            scm.addChange().withAuthor(author).withMsg("change");
        }
        project.setScm(scm);
        return r.assertBuildStatusSuccess(project.scheduleBuild2(0, cause));
    }

    private static Cause by(String user) {
        try (ACLContext as = ACL.as2(User.getById(user, true).impersonate2())) {
            return new Cause.UserIdCause();
        }
    }

    @Test
    public void aChainOfBuildsHasTheStartersAndAuthorsOfAll() throws Exception {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        FreeStyleBuild first = build("first", by("amy"), "zoe");
        FreeStyleBuild second = build("second", new Cause.UpstreamCause(first));
        FreeStyleBuild third = build("third", new Cause.UpstreamCause(second), "bob");
        // Users who answer need not be allowed to see the other jobs.
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("eve")
                .grant(Item.READ)
                .onItems(third.getParent())
                .to("eve"));

        Participants participants;
        try (ACLContext eve = ACL.as2(User.getById("eve", true).impersonate2())) {
            participants = BuildParticipants.of(third);
        }

        assertThat(participants.starters(), is(Set.of("amy")));
        assertThat(participants.startersKnown(), is(true));
        assertThat(participants.authors(), hasItems("zoe", "bob"));
        assertThat(participants.authorsKnown(), is(true));
    }

    @Test
    public void aBuildOfATimerWithoutChangesHasNeither() throws Exception {
        FreeStyleBuild timed = build("timed", new Cause() {
            @Override
            public String getShortDescription() {
                return "timer";
            }
        });

        Participants participants = BuildParticipants.of(timed);
        assertThat(participants.starters(), is(Set.of()));
        assertThat(participants.startersKnown(), is(true));
        assertThat(participants.authorsKnown(), is(false));
    }

    @Test
    public void aChainThatIsCutAndWhoseBuildsAreDeletedIsNotKnown() throws Exception {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        FreeStyleBuild before = build("b0", by("amy"));
        for (int i = 1; i < 14; i++) {
            before = build("b" + i, new Cause.UpstreamCause(before));
        }
        assertThat(BuildParticipants.of(before).starters(), is(Set.of("amy")));
        assertThat(BuildParticipants.starters(before).test("bob"), is(false));
        for (int i = 0; i < 12; i++) {
            r.jenkins.getItemByFullName("b" + i, FreeStyleProject.class).delete();
        }

        assertThat(BuildParticipants.of(before).startersKnown(), is(false));
        assertThat("may be the starter", BuildParticipants.starters(before).test("bob"), is(true));
    }

    @Test
    public void theAuthorsOfADeletedBuildAreNotKnown() throws Exception {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        FreeStyleBuild first = build("first", by("amy"), "zoe");
        FreeStyleBuild second = build("second", new Cause.UpstreamCause(first), "bob");
        assertThat(BuildParticipants.of(second).authorsKnown(), is(true));

        first.delete();

        assertThat(BuildParticipants.of(second).starters(), is(Set.of("amy")));
        assertThat(BuildParticipants.of(second).authorsKnown(), is(false));
    }
}
