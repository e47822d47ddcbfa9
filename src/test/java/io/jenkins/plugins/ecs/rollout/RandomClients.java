package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.AwsClients;
import io.jenkins.plugins.ecs.aws.CannedAnswers;
import io.jenkins.plugins.ecs.aws.CodeDeployApi;
import io.jenkins.plugins.ecs.aws.CodeDeployInProcess;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** CodeDeploy with random answers; all other services refuse. */
final class RandomClients {

    private RandomClients() {}

    static AwsClients of(RandomAnswers answers) {
        CodeDeployApi codeDeploy = new CodeDeployInProcess(answers.codeDeploy());
        return (AwsClients) proxy(
                AwsClients.class,
                (clients, service, arguments) -> service.getReturnType() == CodeDeployApi.class
                        ? codeDeploy
                        : proxy(service.getReturnType(), (api, method, args) -> {
                            throw CannedAnswers.refused(
                                    "LOGS",
                                    method.getName(),
                                    400,
                                    "application/x-amz-json-1.1",
                                    "{\"__type\":\"AccessDeniedException\",\"message\":\"User: arn:aws:iam::"
                                            + "123456789012:user/ci is not authorized to perform this action\"}");
                        }));
    }

    private static Object proxy(Class<?> api, InvocationHandler handler) {
        return Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, handler);
    }
}
