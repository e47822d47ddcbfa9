package io.jenkins.plugins.ecs.sandbox;

import java.util.List;
import java.util.Optional;

/** All services of AWS that the sandbox speaks, behind one endpoint. */
final class Apis {

    private final List<Api> all;

    Apis(AccessKeys keys) {
        all = List.of(
                Api.json("ecs", "AmazonEC2ContainerServiceV20141113", EcsApi::addTo),
                Api.query(
                        "sts",
                        "2011-06-15",
                        "https://sts.amazonaws.com/doc/2011-06-15/",
                        operations -> new StsApi(keys).addTo(operations)),
                Api.query(
                        "elasticloadbalancing",
                        "2015-12-01",
                        "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
                        ElbOperations::addTo),
                Api.of(
                        "cloudwatch",
                        "GraniteServiceVersion20100801",
                        "2010-08-01",
                        "http://monitoring.amazonaws.com/doc/2010-08-01/",
                        operations -> {
                            AlarmOperations.addTo(operations);
                            MetricOperations.addTo(operations);
                        }),
                Api.json("logs", "Logs_20140328", LogOperations::addTo),
                Api.json("ecr", "AmazonEC2ContainerRegistry_V20150921", EcrOperations::addTo),
                Api.query(
                        "iam",
                        "2010-05-08",
                        "https://iam.amazonaws.com/doc/2010-05-08/",
                        IdentityOperations::addRolesTo),
                Api.json("secretsmanager", "secretsmanager", IdentityOperations::addSecretsTo),
                Api.json("servicequotas", "ServiceQuotasV20190624", IdentityOperations::addQuotasTo),
                Api.json("ssm", "AmazonSSM", operations -> {
                    IdentityOperations.addParametersTo(operations);
                    StoredOperations.addParametersTo(operations);
                }),
                Api.query(
                        "cloudformation",
                        "2010-05-15",
                        "http://cloudformation.amazonaws.com/doc/2010-05-15/",
                        StoredOperations::addStacksTo),
                Api.json("events", "AWSEvents", EventOperations::addTo),
                Api.json("sqs", "AmazonSQS", QueueOperations::addTo),
                Api.json("application-autoscaling", "AnyScaleFrontendService", ScalingOperations::addTo),
                Api.json("servicediscovery", "Route53AutoNaming_v20170314", NamespaceOperations::addTo),
                Api.json("scheduler", SchedulerOperations.TARGET, SchedulerOperations::addTo),
                Api.json("codedeploy", "CodeDeploy_20141006", operations -> {
                    CodeDeployOperations.addTo(operations);
                    CodeDeployments.addTo(operations);
                }));
    }

    Optional<Api> byTarget(String target) {
        return all.stream().filter(api -> target.equals(api.target())).findFirst();
    }

    /** The services' own endpoints tell them apart; here it is the version, and for want of one the action. */
    Api byVersion(String version, String action) {
        return all.stream()
                .filter(api -> api.version() != null)
                .filter(api -> version.isEmpty()
                        ? api.operations().containsKey(action)
                        : api.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new AwsError(
                        400, "InvalidAction", "Could not find operation " + action + " for version " + version));
    }
}
