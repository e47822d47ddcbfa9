package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Each drop-down of credentials lists what is accepted there, and nothing else. */
public class CredentialListsJenkinsTest extends EcsJenkinsTest {

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private Folder team;
    private Folder inner;

    @Before
    public void setUp() throws Exception {
        configure(r);
        SystemCredentialsProvider.getInstance().getCredentials().add(keys("of-jenkins", CredentialsScope.GLOBAL));
        SystemCredentialsProvider.getInstance().getCredentials().add(keys("of-controller", CredentialsScope.SYSTEM));
        SystemCredentialsProvider.getInstance().getCredentials().add(keys("same", CredentialsScope.SYSTEM));
        SystemCredentialsProvider.getInstance().save();
        team = r.createProject(Folder.class, "team");
        inner = team.createProject(Folder.class, "inner");
        add(team, "of-team");
        add(inner, "of-inner");
        add(inner, "same");
    }

    private static AWSCredentialsImpl keys(String id, CredentialsScope scope) {
        return new AWSCredentialsImpl(scope, id, EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY, "");
    }

    private static void add(Folder folder, String id) throws Exception {
        for (CredentialsStore store : CredentialsProvider.lookupStores(folder)) {
            if (store.getContext() == folder) {
                store.addCredentials(Domain.global(), keys(id, CredentialsScope.GLOBAL));
            }
        }
    }

    private static List<String> ids(ListBoxModel list) {
        return list.stream().map(each -> each.value).toList();
    }

    private static EcsTarget.DescriptorImpl target() {
        return r.jenkins.getDescriptorByType(EcsTarget.DescriptorImpl.class);
    }

    private static List<String> toRead(Item item, String current) {
        return ids(target().doFillReadCredentialsIdItems(item, current));
    }

    @Test
    public void whoMayNotChooseSeesTheCurrentValueOnly() {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));

        try (ACLContext reader =
                ACL.as2(User.getOrCreateByIdOrFullName("reader").impersonate2())) {
            assertThat(toRead(inner, "of-inner"), is(List.of("of-inner")));
            assertThat(toRead(null, "of-jenkins"), is(List.of("of-jenkins")));
            assertThat(ids(target().doFillCredentialsIdItems(null, "of-jenkins")), is(List.of("of-jenkins")));
        }
    }

    @Test
    public void aTargetOfAFolderReadsWithCredentialsOfFoldersOnly() {
        assertThat(toRead(inner, ""), containsInAnyOrder("", "of-inner", "of-team"));
        assertThat(toRead(team, ""), containsInAnyOrder("", "of-team"));
    }

    @Test
    public void aValueThatIsRefusedStaysInTheFormUntilAnotherIsChosen() {
        assertThat(toRead(team, "of-jenkins"), containsInAnyOrder("", "of-team", "of-jenkins"));
    }

    @Test
    public void aTargetOfJenkinsReadsWithAnyCredentialsOfJenkins() {
        assertThat(toRead(null, ""), containsInAnyOrder("", CREDENTIALS, "of-jenkins", "of-controller", "same"));
    }

    @Test
    public void buildsAreNotOfferedCredentialsOfTheScopeSystem() {
        List<String> ofTarget = ids(target().doFillCredentialsIdItems(null, ""));
        assertThat(ofTarget, hasItem("of-jenkins"));
        assertThat(ofTarget, not(hasItem("of-controller")));

        List<String> ofJenkins = ids(EcsGlobalConfiguration.get().doFillCredentialsIdItems(""));
        assertThat(ofJenkins, hasItem("of-jenkins"));
        assertThat(ofJenkins, not(hasItem("of-controller")));

        List<String> ofFolder = ids(target().doFillCredentialsIdItems(inner, ""));
        assertThat(ofFolder, containsInAnyOrder("", CREDENTIALS, "of-jenkins", "of-inner", "of-team", "same"));
    }
}
