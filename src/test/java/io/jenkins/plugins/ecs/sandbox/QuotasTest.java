package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

public class QuotasTest extends SandboxTestCase {

    private String register() {
        return client.call(
                        "RegisterTaskDefinition",
                        "{'family':'a','memory':'9','containerDefinitions':[{'name':'a','image':'b'}]}")
                .error();
    }

    private void registerBurst() {
        for (int i = 0; i < 20; i++) {
            assertThat(register(), is(""));
        }
    }

    @Test
    public void theBucketIsEmptyAfterTheBurstAndRefillsByTheClock() {
        sandbox.quotas().enforce(true);
        registerBurst();
        assertThat(register(), is("ThrottlingException"));
        pass(1);
        assertThat(register(), is(""));
        assertThat(register(), is("ThrottlingException"));
        assertThat(sandbox.quotas().exceeded(), is(2));
    }

    @Test
    public void eachRegionHasItsOwnBuckets() {
        sandbox.quotas().enforce(true);
        registerBurst();
        SandboxClient elsewhere = new SandboxClient(
                sandbox.endpoint(), EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY, null, "us-east-1");
        assertThat(elsewhere.call("ListTaskDefinitions", "{}").status(), is(200));
        assertThat(
                elsewhere
                        .call(
                                "RegisterTaskDefinition",
                                "{'family':'a','memory':'9','containerDefinitions':[{'name':'a','image':'b'}]}")
                        .status(),
                is(200));
    }

    @Test
    public void bucketsOfOtherOperationsAreNotTouched() {
        sandbox.quotas().enforce(true);
        registerBurst();
        assertThat(client.call("ListTaskDefinitions", "{}").status(), is(200));
    }

    @Test
    public void withoutEnforcingTheyOnlyCount() {
        registerBurst();
        assertThat(register(), is(""));
        assertThat(sandbox.quotas().exceeded(), is(1));
        sandbox.quotas().reset();
        assertThat(sandbox.quotas().exceeded(), is(0));
    }
}
