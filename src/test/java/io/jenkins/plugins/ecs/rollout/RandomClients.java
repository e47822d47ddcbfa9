package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.AwsClients;
import io.jenkins.plugins.ecs.aws.CannedAnswers;
import io.jenkins.plugins.ecs.aws.CloudWatchApi;
import io.jenkins.plugins.ecs.aws.CodeDeployApi;
import io.jenkins.plugins.ecs.aws.CodeDeployJsonApi;
import io.jenkins.plugins.ecs.aws.EcrApi;
import io.jenkins.plugins.ecs.aws.ElbApi;
import io.jenkins.plugins.ecs.aws.LogsApi;
import java.lang.reflect.Proxy;

/** CodeDeploy with random answers; all other services refuse. */
final class RandomClients implements AwsClients {

    private final CodeDeployApi codeDeploy;

    /** @param place what is remembered of CodeDeploy's groups is remembered for it */
    RandomClients(RandomAnswers answers, String place) {
        codeDeploy = new CodeDeployJsonApi(answers.codeDeploy(), place);
    }

    @Override
    public CodeDeployApi codeDeploy() {
        return codeDeploy;
    }

    @Override
    public ElbApi elb() {
        return refusing(ElbApi.class, "LOAD_BALANCING");
    }

    @Override
    public CloudWatchApi cloudWatch() {
        return refusing(CloudWatchApi.class, "CLOUD_WATCH");
    }

    @Override
    public LogsApi logs(String region) {
        return refusing(LogsApi.class, "LOGS");
    }

    @Override
    public EcrApi ecr(String region) {
        return refusing(EcrApi.class, "ECR");
    }

    private static <T> T refusing(Class<T> api, String service) {
        return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, (proxy, method, args) -> {
            throw CannedAnswers.refused(
                    service,
                    method.getName(),
                    400,
                    "application/x-amz-json-1.1",
                    "{\"__type\":\"AccessDeniedException\",\"message\":\"User: arn:aws:iam::123456789012:user/ci is not"
                            + " authorized to perform it\"}");
        }));
    }
}
