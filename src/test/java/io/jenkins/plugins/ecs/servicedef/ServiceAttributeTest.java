package io.jenkins.plugins.ecs.servicedef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.Test;

/**
 * Attribute × (create, update, new deployment, replace, refused), from the documentation of UpdateService and from what
 * users of ECS found out.
 */
public class ServiceAttributeTest {

    /** The columns: what a change does, and which controllers take it at creation and in an update. */
    private static final String TABLE = """
            serviceName                    IDENTITY    create ECS CODE_DEPLOY EXTERNAL, update -
            cluster                        IDENTITY    create ECS CODE_DEPLOY EXTERNAL, update -
            taskDefinition                 DEPLOYMENT  create ECS CODE_DEPLOY, update ECS
            desiredCount                   UPDATE      create ECS CODE_DEPLOY EXTERNAL, update ECS CODE_DEPLOY EXTERNAL
            launchType                     REPLACE     create ECS CODE_DEPLOY, update -
            capacityProviderStrategy       DEPLOYMENT  create ECS CODE_DEPLOY, update ECS
            platformVersion                DEPLOYMENT  create ECS CODE_DEPLOY, update ECS
            networkConfiguration           DEPLOYMENT  create ECS CODE_DEPLOY, update ECS
            loadBalancers                  DEPLOYMENT  create ECS CODE_DEPLOY, update ECS
            serviceRegistries              DEPLOYMENT  create ECS CODE_DEPLOY, update ECS
            serviceConnectConfiguration    DEPLOYMENT  create ECS CODE_DEPLOY, update ECS
            volumeConfigurations           DEPLOYMENT  create ECS CODE_DEPLOY, update ECS
            vpcLatticeConfigurations       DEPLOYMENT  create ECS CODE_DEPLOY, update ECS
            deploymentConfiguration        UPDATE      create ECS CODE_DEPLOY EXTERNAL, update ECS CODE_DEPLOY
            deploymentController           REPLACE     create ECS CODE_DEPLOY EXTERNAL, update -
            healthCheckGracePeriodSeconds  UPDATE      create ECS CODE_DEPLOY EXTERNAL, update ECS CODE_DEPLOY EXTERNAL
            placementConstraints           UPDATE      create ECS CODE_DEPLOY EXTERNAL, update ECS CODE_DEPLOY EXTERNAL
            placementStrategy              UPDATE      create ECS CODE_DEPLOY EXTERNAL, update ECS CODE_DEPLOY EXTERNAL
            schedulingStrategy             REPLACE     create ECS CODE_DEPLOY EXTERNAL, update -
            availabilityZoneRebalancing    UPDATE      create ECS CODE_DEPLOY EXTERNAL, update ECS CODE_DEPLOY EXTERNAL
            enableECSManagedTags           UPDATE      create ECS CODE_DEPLOY EXTERNAL, update ECS CODE_DEPLOY EXTERNAL
            propagateTags                  UPDATE      create ECS CODE_DEPLOY EXTERNAL, update ECS CODE_DEPLOY EXTERNAL
            enableExecuteCommand           UPDATE      create ECS CODE_DEPLOY EXTERNAL, update ECS CODE_DEPLOY EXTERNAL
            monitoring                     UPDATE      create ECS CODE_DEPLOY EXTERNAL, update ECS CODE_DEPLOY EXTERNAL
            tags                           TAGS        create ECS CODE_DEPLOY EXTERNAL, update -
            role                           REPLACE     create ECS CODE_DEPLOY EXTERNAL, update -
            """;

    @Test
    public void theTable() {
        String table = Arrays.stream(ServiceAttribute.values())
                .map(each -> String.format(
                        "%-30s %-11s create %s, update %s%n",
                        each.member(),
                        each.effect(),
                        controllers(each::isCreatedWith),
                        controllers(each::isUpdatedWith)))
                .collect(Collectors.joining());

        assertThat(table, is(TABLE));
    }

    private static String controllers(Predicate<String> takes) {
        String taken = Arrays.stream(new String[] {"ECS", "CODE_DEPLOY", "EXTERNAL"})
                .filter(takes)
                .collect(Collectors.joining(" "));
        return taken.isEmpty() ? "-" : taken;
    }
}
