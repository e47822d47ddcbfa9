package io.jenkins.plugins.ecs.servicedef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.Test;

/** A file that was made from a service changes nothing of it, whatever the service is like and however it is written. */
public class RoundTripTest {

    private static final int TIMES = 200;

    @Test
    public void anImportedServiceIsUnchanged() {
        for (int seed = 0; seed < TIMES; seed++) {
            ObjectNode live = new RandomServices(seed).next();
            assertUnchanged(seed, ServiceImport.of(live).toString(), live);
        }
    }

    @Test
    public void alsoWhenItIsWrittenInAnotherWay() {
        for (int seed = 0; seed < TIMES; seed++) {
            RandomServices services = new RandomServices(seed);
            ObjectNode live = services.next();
            ObjectNode file = (ObjectNode) services.rewritten(ServiceImport.of(live), "");
            file.put("cluster", "prod");
            assertUnchanged(seed, file.toString(), live);
        }
    }

    @Test
    public void whatDescribeServicesShowsIsAFileThatChangesNothing() {
        for (int seed = 0; seed < TIMES; seed++) {
            ObjectNode live = new RandomServices(seed).next();
            boolean ownMembers = live.has("nextYear")
                    || live.path("schedulingStrategy").asText().equals("DAEMON")
                    || live.path("tags").toString().contains("aws:");
            if (!ownMembers) {
                ObjectNode described = live.deepCopy();
                described.remove("taskDefinition");
                assertUnchanged(seed, "{\"services\": [" + described + "]}", live);
            }
        }
    }

    /** The opposite: nothing is hidden by being quiet. */
    @Test
    public void oneOtherValueIsOneChange() {
        for (int seed = 0; seed < TIMES; seed++) {
            ObjectNode live = new RandomServices(seed).next();
            ObjectNode file = ServiceImport.of(live);
            file.put("healthCheckGracePeriodSeconds", 31);
            ServiceChanges changes =
                    ServiceComparison.of(ServiceText.read(file.toString()).definition(), live);
            assertThat("seed " + seed, changes.changes().size(), is(1));
        }
    }

    private static void assertUnchanged(int seed, String text, ObjectNode live) {
        ServiceText.Reading reading = ServiceText.read(text);
        assertThat("seed " + seed + ": " + reading.message() + "\n" + text, reading.isUsable(), is(true));
        ServiceChanges changes = ServiceComparison.of(reading.definition(), live);
        assertThat("seed " + seed + " " + text, changes.lines(), is(empty()));
        assertThat("seed " + seed + " " + text, changes.refusals(), is(empty()));
        assertThat("seed " + seed, changes.update().isEmpty(), is(true));
    }
}
