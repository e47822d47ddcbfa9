package io.jenkins.plugins.ecs.rollout.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployApi;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployTarget;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.rollout.request.AppSpec;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Arns;

/** Reads CodeDeploy. */
final class CodeDeployReader {

    private final CodeDeployApi codeDeploy;
    private final RateLimiter gate;

    CodeDeployReader(CodeDeployApi codeDeploy, RateLimiter gate) {
        this.codeDeploy = codeDeploy;
        this.gate = gate;
    }

    /** By which group the service is deployed, and the AppSpec of its last good deployment. */
    void group(RolloutState state, Observation seen) {
        try {
            CodeDeploySettings asked = state.request.codeDeploy();
            if (asked == null || asked.application() == null) {
                search(seen);
            } else {
                seen.codeDeployGroup = group(asked, seen.service);
            }
            if (seen.codeDeployGroup != null && (asked == null || !AppSpec.hasHooks(asked.appSpec()))) {
                lastAppSpec(seen);
            }
            if (seen.codeDeployGroup != null) {
                routing(asked, seen);
            }
        } catch (AwsFailure failure) {
            seen.codeDeployFailure = failure;
        }
    }

    private void search(Observation seen) {
        int[] calls = {0};
        seen.groupSearch = codeDeploy.search(
                Arns.account(seen.service.arn()),
                Arns.brief(seen.service.clusterArn()),
                seen.service.name(),
                // The first call was let through already.
                () -> calls[0]++ == 0 ? 0 : gate.turnIn("GetDeployment"));
        seen.codeDeployGroup = seen.groupSearch.group();
    }

    private JsonNode group(CodeDeploySettings asked, EcsService service) {
        String cluster = Arns.brief(service.clusterArn());
        return asked.group() == null
                ? codeDeploy
                        .deploymentGroup(asked.application(), cluster, service.name())
                        .orElse(null)
                : codeDeploy
                        .deploymentGroupNamed(asked.application(), asked.group())
                        .orElse(null);
    }

    /** Hooks that cannot be read are not taken over, which is said. */
    private void lastAppSpec(Observation seen) {
        if (!(seen.codeDeployGroup.path("targetRevision") instanceof ObjectNode revision)) {
            return;
        }
        try {
            seen.lastAppSpec = codeDeploy
                    .appSpec(seen.codeDeployGroup.path("applicationName").asText(), revision)
                    .orElse(null);
        } catch (AwsFailure failure) {
            if (failure.isPassing()) {
                throw failure;
            }
            seen.lastAppSpecFailure = failure;
        }
    }

    /** How traffic moves, which is only needed to know how long that takes. */
    private void routing(CodeDeploySettings asked, Observation seen) {
        String config = asked != null && asked.deploymentConfig() != null
                ? asked.deploymentConfig()
                : seen.codeDeployGroup.path("deploymentConfigName").asText();
        JsonNode known = PredefinedRouting.of(config);
        if (known != null) {
            seen.codeDeployRouting = known;
            return;
        }
        try {
            codeDeploy
                    .deploymentConfig(config)
                    .ifPresent(found -> seen.codeDeployRouting = found.path("trafficRoutingConfig"));
        } catch (AwsFailure failure) {
            if (failure.isPassing()) {
                throw failure;
            }
            seen.codeDeployRoutingFailure = failure;
        }
    }

    /** After a lost answer: what there is of our group since. */
    void newerDeployments(RolloutState state, Observation seen) {
        try {
            seen.codeDeployments = codeDeploy.deployments(
                    state.codeDeploy.application, state.codeDeploy.group, state.previous.newestAt);
        } catch (AwsFailure failure) {
            seen.codeDeployFailure = failure;
        }
    }

    void ownDeployment(RolloutState state, Observation seen) {
        try {
            seen.codeDeployment =
                    codeDeploy.deployment(state.codeDeploy.deployment).orElse(null);
            if (seen.codeDeployment == null) {
                return;
            }
            seen.codeDeployTarget = target(state);
            String back = seen.codeDeployment.rollbackId();
            if (back != null) {
                seen.codeDeployRollback = codeDeploy.deployment(back).orElse(null);
            }
            seen.own = CodeDeployView.of(seen.codeDeployment, seen.codeDeployTarget);
        } catch (AwsFailure failure) {
            seen.codeDeployFailure = failure;
            seen.codeDeployment = null;
        }
    }

    /** The deployment itself reports how it ends; without the target only the details are missing. */
    private CodeDeployTarget target(RolloutState state) {
        try {
            return codeDeploy
                    .target(state.codeDeploy.deployment, state.codeDeploy.cluster, state.codeDeploy.service)
                    .orElse(CodeDeployTarget.NONE);
        } catch (AwsFailure failure) {
            if (failure.isPassing()) {
                throw failure;
            }
            return CodeDeployTarget.NONE;
        }
    }
}
