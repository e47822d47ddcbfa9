package io.jenkins.plugins.ecs.aws.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The names of clusters, services and families, page by page and no further than asked for. */
public class NamesApiTest {

    private EcsSandbox sandbox;
    private AwsConnection connection;
    private EcsApi ecs;

    @Before
    public void connect() {
        sandbox = EcsSandbox.start();
        connection = SandboxHttp.connection(sandbox, "eu-central-1");
        ecs = connection.ecs();
    }

    @After
    public void close() {
        assertThat(sandbox.errors(), empty());
        connection.close();
        sandbox.close();
    }

    private long calls(String operation) {
        return sandbox.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .count();
    }

    @Test
    public void namesComeFromArnsAndAreSorted() {
        sandbox.cluster("staging");
        sandbox.cluster("prod");
        sandbox.service("prod", "worker", s -> s.image("repo/app:1"));
        sandbox.service("prod", "api", s -> s.image("repo/app:1"));

        assertThat(ecs.clusterNames(300), is(new Listing<>(List.of("prod", "staging"), true)));
        assertThat(ecs.serviceNames("prod", 300).items(), contains("api", "worker"));
        assertThat("an empty cluster", ecs.serviceNames("staging", 300).isWhole(), is(true));
        assertThat(ecs.families("", 300).items(), contains("api", "worker"));
        assertThat(ecs.families("wo", 300).items(), contains("worker"));
        assertThat(ecs.families("none", 300).items(), is(empty()));
    }

    @Test
    public void allPagesAreReadUpToTheLimit() {
        for (int i = 100; i < 350; i++) {
            sandbox.cluster("c" + i);
        }

        Listing<String> all = ecs.clusterNames(250);
        assertThat(all.items(), hasSize(250));
        assertThat(all.items(), hasItem("c349"));
        assertThat(all.isWhole(), is(true));
        assertThat(calls("ListClusters"), is(3L));

        Listing<String> some = ecs.clusterNames(150);
        assertThat(some.items(), hasSize(150));
        assertThat("there are more", some.isWhole(), is(false));
        assertThat("the third page is not read", calls("ListClusters"), is(5L));
    }

    @Test
    public void familiesWithoutAnActiveRevisionAreLeftOut() {
        sandbox.cluster("prod");
        sandbox.service("prod", "api", s -> s.image("repo/app:1"));
        ecs.deregister(ecs.newestRevisions("api", 1).get(0));

        assertThat(ecs.families("", 300).items(), is(empty()));
    }

    @Test
    public void refusalsAreNotEmptyLists() {
        sandbox.faults().on("ListClusters").denied();

        assertThat(assertThrows(AwsFailure.class, () -> ecs.clusterNames(300)).kind(), is(AwsFailure.Kind.DENIED));
        assertThat(
                assertThrows(AwsFailure.class, () -> ecs.serviceNames("nowhere", 300))
                        .kind(),
                is(AwsFailure.Kind.CLUSTER_NOT_FOUND));
    }
}
