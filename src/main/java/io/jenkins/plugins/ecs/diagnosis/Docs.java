package io.jenkins.plugins.ecs.diagnosis;

/** Pages of the Amazon ECS Developer Guide and the CodeDeploy User Guide that explain causes. */
final class Docs {

    private static final String GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/";

    static final String STOPPED_TASKS = GUIDE + "stopped-task-error-codes.html";
    static final String FAILED_TO_START = GUIDE + "failed-to-start-error.html";
    static final String PULL = GUIDE + "task_cannot_pull_image.html";
    static final String CONNECTIVITY = GUIDE + "verify-connectivity.html";
    static final String INITIALIZATION = GUIDE + "resource-initialization-error.html";
    static final String NOT_FOUND = GUIDE + "resource-not-found-error.html";
    static final String OUT_OF_MEMORY = GUIDE + "out-of-memory.html";
    static final String RUNTIME = GUIDE + "container-runtime-error.html";
    static final String RUNTIME_TIMEOUT = GUIDE + "container-runtime-timeout-error.html";
    static final String START = GUIDE + "cannot-start-container.html";
    static final String STOP = GUIDE + "cannot-stop-container.html";
    static final String INSPECT = GUIDE + "cannot-inspect-container.html";
    static final String VOLUME = GUIDE + "cannot-create-volume.html";
    static final String SPOT = GUIDE + "spot-interruption-errors.html";
    static final String INTERNAL = GUIDE + "internal-error.html";
    static final String EVENTS = GUIDE + "service-event-messages-list.html";
    static final String THROTTLE_LOGIC = GUIDE + "service-throttle-logic.html";
    static final String LOAD_BALANCER = GUIDE + "troubleshoot-service-load-balancers.html";
    static final String HEALTH_CHECK = GUIDE + "healthcheck.html";
    static final String EXECUTION_ROLE = GUIDE + "task_execution_IAM_role.html";
    static final String INFRASTRUCTURE_ROLE = GUIDE + "infrastructure_IAM_role.html";
    static final String SECRETS = GUIDE + "specifying-sensitive-data.html";
    static final String SECRETS_MANAGER = GUIDE + "secrets-envvar-secrets-manager.html";
    static final String PARAMETERS = GUIDE + "secrets-envvar-ssm-paramstore.html";
    static final String ENVIRONMENT_FILES = GUIDE + "taskdef-envfiles.html";
    static final String AWSLOGS = GUIDE + "using_awslogs.html";
    static final String EFS = GUIDE + "efs-volumes.html";
    static final String STORAGE = GUIDE + "fargate-task-storage.html";
    static final String ARM = GUIDE + "ecs-arm64.html";
    static final String NETWORKING = GUIDE + "task-networking-awsvpc.html";
    static final String ENI = GUIDE + "container-instance-eni.html";
    static final String CONSTRAINTS = GUIDE + "task-placement-constraints.html";
    static final String CAPACITY_PROVIDERS = GUIDE + "asg-capacity-providers.html";
    static final String QUOTAS = GUIDE + "service-quotas.html";
    static final String PARAMETERS_OF_TASKS = GUIDE + "task_definition_parameters.html";
    static final String MAINTENANCE = GUIDE + "task-maintenance.html";
    static final String PROTECTION = GUIDE + "task-scale-in-protection.html";
    static final String CIRCUIT_BREAKER = GUIDE + "deployment-circuit-breaker.html";
    static final String ALARMS = GUIDE + "deployment-alarm-failure.html";
    static final String HOOKS = GUIDE + "deployment-lifecycle-hooks.html";
    static final String REBALANCING = GUIDE + "service-rebalancing.html";
    static final String ROLLING = GUIDE + "deployment-type-ecs.html";

    private static final String CODE_DEPLOY = "https://docs.aws.amazon.com/codedeploy/latest/userguide/";

    static final String CODE_DEPLOY_ERRORS = CODE_DEPLOY + "error-codes.html";
    static final String CODE_DEPLOY_HOOKS = CODE_DEPLOY + "reference-appspec-file-structure-hooks.html";

    private Docs() {}
}
