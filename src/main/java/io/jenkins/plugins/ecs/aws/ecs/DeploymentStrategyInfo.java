package io.jenkins.plugins.ecs.aws.ecs;

import java.util.List;

/**
 * What of a deployment's {@code deploymentConfiguration} decides how it goes.
 *
 * @param strategy {@code ROLLING}, {@code BLUE_GREEN}, {@code LINEAR}, {@code CANARY}; empty where AWS does not say
 * @param bakeMinutes {@code bakeTimeInMinutes}
 * @param pauseStages where PAUSE hooks are configured
 * @param waits how long it waits because it is configured to
 */
public record DeploymentStrategyInfo(
        String strategy, int bakeMinutes, List<String> pauseStages, DeploymentWaits waits) {

    /** Of a deployment whose configuration AWS does not report. */
    public static final DeploymentStrategyInfo UNKNOWN =
            new DeploymentStrategyInfo("", 0, List.of(), DeploymentWaits.NONE);

    /** Whether traffic is moved from one revision to the other, and not just as tasks come and go. */
    public boolean shiftsTraffic() {
        return !strategy.isEmpty() && !strategy.equals("ROLLING");
    }
}
