package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployApi;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployInProcess;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.services.LogsApi;
import io.jenkins.plugins.ecs.aws.services.LogsInProcess;
import io.jenkins.plugins.ecs.aws.transport.CannedAnswers;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** One service with random answers; all others refuse. */
public final class RandomClients {

    private RandomClients() {}

    static AwsClients ofCodeDeploy(RandomAnswers answers) {
        return of(CodeDeployApi.class, new CodeDeployInProcess(answers.codeDeploy()));
    }

    public static AwsClients ofLogs(RandomAnswers answers) {
        return of(LogsApi.class, new LogsInProcess(answers.logs()));
    }

    private static <T> AwsClients of(Class<T> type, T one) {
        return (AwsClients) proxy(
                AwsClients.class,
                (clients, service, arguments) -> service.getReturnType() == type
                        ? one
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
