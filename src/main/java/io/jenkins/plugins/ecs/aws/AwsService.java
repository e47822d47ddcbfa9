package io.jenkins.plugins.ecs.aws;

/** The services of AWS that this plugin calls: where they are, how calls are signed, and what they speak. */
enum AwsService {
    ECS("ECS", "ecs", "ecs", "ecs", Protocol.JSON, "AmazonEC2ContainerServiceV20141113"),
    LOAD_BALANCING(
            "ELASTIC_LOAD_BALANCING_V2",
            "elasticloadbalancing",
            "elasticloadbalancing",
            "elasticloadbalancing",
            Protocol.QUERY,
            "2015-12-01"),
    CLOUD_WATCH("CLOUDWATCH", "monitoring", "monitoring", "cloudwatch", Protocol.QUERY, "2010-08-01"),
    LOGS("CLOUDWATCH_LOGS", "logs", "logs", "logs", Protocol.JSON, "Logs_20140328"),
    ECR("ECR", "api.ecr", "ecr", "ecr", Protocol.JSON, "AmazonEC2ContainerRegistry_V20150921"),
    CODE_DEPLOY("CODEDEPLOY", "codedeploy", "codedeploy", "codedeploy", Protocol.JSON, "CodeDeploy_20141006"),
    /** One for a whole partition, in a Region of its own. */
    IAM("IAM", "iam", "iam", "iam", Protocol.QUERY, "2010-05-08"),
    SYSTEMS_MANAGER("SSM", "ssm", "ssm", "ssm", Protocol.JSON, "AmazonSSM"),
    SECRETS_MANAGER(
            "SECRETS_MANAGER", "secretsmanager", "secretsmanager", "secretsmanager", Protocol.JSON, "secretsmanager"),
    STS("STS", "sts", "sts", "sts", Protocol.QUERY, "2011-06-15"),
    SERVICE_QUOTAS(
            "SERVICE_QUOTAS",
            "servicequotas",
            "servicequotas",
            "servicequotas",
            Protocol.JSON,
            "ServiceQuotasV20190624"),
    EVENT_BRIDGE("EVENTBRIDGE", "events", "events", "events", Protocol.JSON, "AWSEvents"),
    SCHEDULER("SCHEDULER", "scheduler", "scheduler", "scheduler", Protocol.REST, "");

    /** How requests and answers look. */
    enum Protocol {
        /** AWS JSON 1.1. */
        JSON,
        /** AWS Query: a form in, XML out. */
        QUERY,
        /** REST with JSON bodies. */
        REST
    }

    /** What stands behind {@code AWS_ENDPOINT_URL_}. */
    final String variable;

    /** The host's first labels, as the SDK's endpoint data knows them. */
    final String endpointPrefix;

    /** The service in the scope of a signature. */
    final String signingName;

    /** What stands before the colon in IAM actions. */
    final String iamPrefix;

    final Protocol protocol;

    /** For JSON the prefix of {@code X-Amz-Target}, for Query the {@code DisplayVersion}. */
    final String dialect;

    AwsService(
            String variable,
            String endpointPrefix,
            String signingName,
            String iamPrefix,
            Protocol protocol,
            String dialect) {
        this.variable = variable;
        this.endpointPrefix = endpointPrefix;
        this.signingName = signingName;
        this.iamPrefix = iamPrefix;
        this.protocol = protocol;
        this.dialect = dialect;
    }
}
