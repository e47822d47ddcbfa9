package io.jenkins.plugins.ecs.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import io.jenkins.plugins.ecs.aws.elb.ElbApi;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.BeforeClass;
import org.junit.Test;

/** A controller without the plugins of the AWS SDK's clients: each call says which plugin is missing. */
public class OptionalApiTest {

    /** Loads the package {@code aws} again, with no client of the SDK but that of STS. */
    private static final class WithoutClients extends ClassLoader {

        private static final String PACKAGE = "io.jenkins.plugins.ecs.aws.";
        private static final String CLIENTS = "software.amazon.awssdk.services.";

        WithoutClients() {
            super(OptionalApiTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(CLIENTS) && !name.startsWith(CLIENTS + "sts.")) {
                throw new ClassNotFoundException(name);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null
                        ? loaded
                        : name.startsWith(PACKAGE) ? define(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static Map<String, String> answers;

    @BeforeClass
    @SuppressWarnings("unchecked")
    public static void callEachService() throws Exception {
        Class<?> calls = new WithoutClients().loadClass("io.jenkins.plugins.ecs.aws.connection.CallsOfEachService");
        var constructor = calls.getDeclaredConstructor();
        constructor.setAccessible(true);
        answers = ((Callable<Map<String, String>>) constructor.newInstance()).call();
    }

    @Test
    public void eachCallNamesThePluginThatIsMissing() {
        for (String[] each : new String[][] {
            {"elb", "Elastic Load Balancing V2", "elasticloadbalancingv2"},
            {"metrics", "CloudWatch", "cloudwatch"},
            {"logs", "CloudWatch Logs", "cloudwatchlogs"},
            {"ecr", "ECR", "ecr"},
            {"iam", "IAM", "iam"},
            {"secrets", "Secrets Manager", "secretsmanager"},
            {"parameters", "SSM", "ssm"},
            {"stacks", "CloudFormation", "cloudformation"},
            {"codeDeploy", "CodeDeploy", "codedeploy"}
        }) {
            assertThat(
                    answers.get(each[0]),
                    is("NOT_INSTALLED the Jenkins plugin \"Amazon Web Services SDK 2 :: " + each[1]
                            + "\" (aws-java-sdk2-" + each[2] + ") is not installed"));
        }
    }

    @Test
    public void servicesWithoutAClientOfTheirOwnPluginWork() {
        assertThat(
                List.of(answers.get("ecs"), answers.get("alarms"), answers.get("quotas"), answers.get("sts")),
                everyItem(is("UNREACHABLE")));
    }

    @Test
    public void aClientOfAnotherVersionIsNamedAsWell() {
        ElbApi elb = OptionalApi.of(ElbApi.class, AwsService.LOAD_BALANCING, () -> {
            throw new NoSuchMethodError("describeTargetHealth");
        });

        AwsFailure failure = assertThrows(AwsFailure.class, () -> elb.targetHealth("arn"));

        assertThat(failure.kind(), is(Kind.NOT_INSTALLED));
        assertThat(
                failure.awsMessage(),
                is("the Jenkins plugin \"Amazon Web Services SDK 2 :: Elastic Load Balancing V2\""
                        + " (aws-java-sdk2-elasticloadbalancingv2) is not of the version that this plugin needs"));
    }

    @Test
    public void waitingDoesNotHelpAndNothingWasSent() {
        AwsFailure failure = AwsService.CODE_DEPLOY.notInstalled(null);

        assertThat(failure.isPassing(), is(false));
        assertThat(failure.mayHaveHappened(), is(false));
        assertThat(failure.isAnswerOfAws(), is(false));
        assertThat(
                List.of(
                        AwsFailureMessages.cause(failure, "eu-central-1", "prod", "api"),
                        AwsFailureMessages.advice(failure)),
                contains(
                        "the Jenkins plugin \"Amazon Web Services SDK 2 :: CodeDeploy\" (aws-java-sdk2-codedeploy) is not"
                                + " installed",
                        "ask an administrator of Jenkins to install or update that plugin"));
    }
}
