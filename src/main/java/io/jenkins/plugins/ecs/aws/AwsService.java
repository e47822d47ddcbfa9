package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;

/** The services of AWS that this plugin calls: where they are, how calls are signed, and which SDK client they need. */
public enum AwsService {
    ECS("ECS", "ecs", "ecs", Protocol.JSON, "AmazonEC2ContainerServiceV20141113"),
    SERVICE_QUOTAS("SERVICE_QUOTAS", "servicequotas", "servicequotas", Protocol.JSON, "ServiceQuotasV20190624"),
    EVENT_BRIDGE("EVENTBRIDGE", "events", "events", Protocol.JSON, "AWSEvents"),
    SCHEDULER("SCHEDULER", "scheduler", "scheduler", Protocol.REST, ""),
    AUTO_SCALING(
            "APPLICATION_AUTO_SCALING",
            "application-autoscaling",
            "application-autoscaling",
            Protocol.JSON,
            "AnyScaleFrontendService"),
    CLOUD_MAP("SERVICEDISCOVERY", "servicediscovery", "servicediscovery", Protocol.JSON, "Route53AutoNaming_v20170314"),
    LOAD_BALANCING(
            "ELASTIC_LOAD_BALANCING_V2",
            "elasticloadbalancing",
            Protocol.QUERY,
            "elasticloadbalancingv2",
            "ElasticLoadBalancingV2Client",
            "Elastic Load Balancing V2"),
    /** Its newer clients speak CBOR. */
    CLOUD_WATCH("CLOUDWATCH", "cloudwatch", Protocol.QUERY, "cloudwatch", "CloudWatchClient", "CloudWatch"),
    /** CloudWatch as well, without the SDK's client. */
    ALARMS("CLOUDWATCH", "monitoring", "cloudwatch", Protocol.JSON, "GraniteServiceVersion20100801"),
    LOGS("CLOUDWATCH_LOGS", "logs", Protocol.JSON, "cloudwatchlogs", "CloudWatchLogsClient", "CloudWatch Logs"),
    ECR("ECR", "ecr", Protocol.JSON, "ecr", "EcrClient", "ECR"),
    CODE_DEPLOY("CODEDEPLOY", "codedeploy", Protocol.JSON, "codedeploy", "CodeDeployClient", "CodeDeploy"),
    CLOUD_FORMATION(
            "CLOUDFORMATION",
            "cloudformation",
            Protocol.QUERY,
            "cloudformation",
            "CloudFormationClient",
            "CloudFormation"),
    S3("S3", "s3", "s3", Protocol.REST, ""),
    SQS("SQS", "sqs", "sqs", Protocol.JSON, "AmazonSQS"),
    /** One for a whole partition, in a Region of its own. */
    IAM("IAM", "iam", Protocol.QUERY, "iam", "IamClient", "IAM"),
    SYSTEMS_MANAGER("SSM", "ssm", Protocol.JSON, "ssm", "SsmClient", "SSM"),
    SECRETS_MANAGER(
            "SECRETS_MANAGER",
            "secretsmanager",
            Protocol.JSON,
            "secretsmanager",
            "SecretsManagerClient",
            "Secrets Manager"),
    /** Its client comes with the core of the SDK. */
    STS("STS", "sts", Protocol.QUERY, "sts", "StsClient", "Core");

    /** The format of requests and responses. */
    public enum Protocol {
        /** AWS JSON 1.0 or 1.1. */
        JSON,
        /** AWS Query: a form in, XML out. */
        QUERY,
        /** REST with JSON bodies. */
        REST
    }

    /** What stands behind {@code AWS_ENDPOINT_URL_}. */
    final String variable;

    /** The host's first labels, as the SDK's endpoint data knows them; null where the SDK's client has them. */
    @CheckForNull
    public final String endpointPrefix;

    /** What stands before the colon in IAM actions. */
    public final String iamPrefix;

    public final Protocol protocol;

    /** The prefix of {@code X-Amz-Target}; null where the SDK's client is used. */
    @CheckForNull
    public final String target;

    /** Null where our own calls are used. */
    @CheckForNull
    private final String sdkClient;

    private final String pluginId;
    private final String pluginName;

    /** Without a client of the SDK. */
    AwsService(String variable, String endpointPrefix, String iamPrefix, Protocol protocol, String target) {
        this.variable = variable;
        this.endpointPrefix = endpointPrefix;
        this.iamPrefix = iamPrefix;
        this.protocol = protocol;
        this.target = target;
        sdkClient = null;
        pluginId = "";
        pluginName = "";
    }

    /**
     * With a client of the SDK.
     *
     * @param module of the SDK, and the last part of the plugin's id
     * @param plugin the last part of the plugin's name
     */
    AwsService(String variable, String iamPrefix, Protocol protocol, String module, String client, String plugin) {
        this.variable = variable;
        this.endpointPrefix = null;
        this.iamPrefix = iamPrefix;
        this.protocol = protocol;
        this.target = null;
        sdkClient = "software.amazon.awssdk.services." + module + "." + client;
        pluginId = "aws-java-sdk2-" + module;
        pluginName = "Amazon Web Services SDK 2 :: " + plugin;
    }

    /** The service in the scope of a signature. */
    @NonNull
    public String signingName() {
        return endpointPrefix == null ? iamPrefix : endpointPrefix;
    }

    /** Whether it wants AWS JSON 1.0 in the place of 1.1. */
    public boolean isJson10() {
        return this == ALARMS || this == SQS;
    }

    /** Whether the SDK's client of this service is there. */
    boolean isInstalled() {
        if (sdkClient == null) {
            return true;
        }
        try {
            Class.forName(sdkClient, false, AwsService.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    /** @param why null if the plugin with the SDK's client is missing; otherwise its version does not fit */
    @NonNull
    AwsFailure notInstalled(@CheckForNull Throwable why) {
        return new AwsFailure(
                Kind.NOT_INSTALLED,
                iamPrefix,
                iamPrefix,
                null,
                why == null
                        ? AwsMessages.pluginMissing(pluginName, pluginId)
                        : AwsMessages.pluginTooOld(pluginName, pluginId),
                why);
    }
}
