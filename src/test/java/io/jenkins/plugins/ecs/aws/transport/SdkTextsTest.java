package io.jenkins.plugins.ecs.aws.transport;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.util.List;
import java.util.Map;
import org.junit.Test;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.codedeploy.model.AppSpecContent;
import software.amazon.awssdk.services.codedeploy.model.BatchGetApplicationsResponse;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentTargetsResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.ListApplicationsResponse;
import software.amazon.awssdk.services.codedeploy.model.RelatedDeployments;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** No text of a response gets by with control characters or direction marks, and no value or document is changed. */
public class SdkTextsTest {

    private static final String HOSTILE = "a\u001b[31mred\u202eevil\nFAKE: line\u0000";
    private static final String CLEAN = "a [31mred evil FAKE: line";
    private static final String LONG = "x".repeat(20_000);

    @SuppressWarnings("unchecked")
    private static <T extends software.amazon.awssdk.core.SdkResponse> T clean(T response) {
        return (T) SdkTexts.clean(response);
    }

    @Test
    public void textsAreCleanAtEveryDepth() {
        TargetHealthDescription target = clean(DescribeTargetHealthResponse.builder()
                        .targetHealthDescriptions(TargetHealthDescription.builder()
                                .targetHealth(TargetHealth.builder()
                                        .state(HOSTILE)
                                        .description(HOSTILE)
                                        .build())
                                .build())
                        .build())
                .targetHealthDescriptions()
                .get(0);
        assertThat("an enum that is not known", target.targetHealth().stateAsString(), is(CLEAN));
        assertThat(target.targetHealth().description(), is(CLEAN));

        assertThat(
                "lists",
                clean(ListApplicationsResponse.builder()
                                .applications("shop", HOSTILE)
                                .build())
                        .applications(),
                is(List.of("shop", CLEAN)));
        assertThat(
                "the end of a text that has none",
                clean(ListApplicationsResponse.builder().applications(LONG).build())
                                .applications()
                                .get(0)
                                .length()
                        < LONG.length(),
                is(true));
    }

    @Test
    public void namesAndValuesOfMapsAreClean() {
        var group = software.amazon.awssdk.services.ssm.model.GetInventorySchemaResponse.builder()
                .nextToken(HOSTILE)
                .build();
        assertThat("tokens are handed back as they are", clean(group).nextToken(), is(HOSTILE));
        var tags = software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse.builder()
                .tags(Map.of(HOSTILE, HOSTILE))
                .build();
        assertThat(clean(tags).tags(), is(Map.of(CLEAN, CLEAN)));
    }

    @Test
    public void aResponseWithoutSuchTextsIsTheSame() {
        GetDeploymentResponse response = GetDeploymentResponse.builder()
                .deploymentInfo(DeploymentInfo.builder()
                        .description("fine")
                        .relatedDeployments(RelatedDeployments.builder()
                                .autoUpdateOutdatedInstancesDeploymentIds("d-1")
                                .build())
                        .build())
                .build();
        assertThat(SdkTexts.clean(response), sameInstance(response));
        BatchGetApplicationsResponse empty =
                BatchGetApplicationsResponse.builder().build();
        assertThat(SdkTexts.clean(empty), sameInstance(empty));
        BatchGetDeploymentTargetsResponse none = BatchGetDeploymentTargetsResponse.builder()
                .deploymentTargets(List.of())
                .build();
        assertThat(SdkTexts.clean(none), sameInstance(none));
    }

    @Test
    public void valuesDocumentsKeysAndLogLinesStayAsTheyAre() {
        String yaml = "version: 0.0\nResources:\n  - TargetService: " + LONG + "\n";
        assertThat(
                clean(GetDeploymentResponse.builder()
                                .deploymentInfo(DeploymentInfo.builder()
                                        .revision(RevisionLocation.builder()
                                                .appSpecContent(AppSpecContent.builder()
                                                        .content(yaml)
                                                        .build())
                                                .build())
                                        .build())
                                .build())
                        .deploymentInfo()
                        .revision()
                        .appSpecContent()
                        .content(),
                is(yaml));
        assertThat(
                clean(GetParametersResponse.builder()
                                .parameters(Parameter.builder().value(HOSTILE).build())
                                .build())
                        .parameters()
                        .get(0)
                        .value(),
                is(HOSTILE));
        assertThat(
                clean(DescribeStacksResponse.builder()
                                .stacks(Stack.builder()
                                        .outputs(Output.builder()
                                                .outputValue(HOSTILE)
                                                .build())
                                        .build())
                                .build())
                        .stacks()
                        .get(0)
                        .outputs()
                        .get(0)
                        .outputValue(),
                is(HOSTILE));
        GetLogEventsResponse log = clean(GetLogEventsResponse.builder()
                .events(OutputLogEvent.builder().message(HOSTILE).build())
                .nextForwardToken(LONG)
                .build());
        assertThat(log.events().get(0).message(), is(HOSTILE));
        assertThat(log.nextForwardToken(), is(LONG));
        assertThat(
                clean(BatchGetImageResponse.builder()
                                .images(Image.builder().imageManifest(LONG).build())
                                .build())
                        .images()
                        .get(0)
                        .imageManifest(),
                is(LONG));
        assertThat(
                clean(GetRoleResponse.builder()
                                .role(Role.builder()
                                        .assumeRolePolicyDocument(LONG)
                                        .build())
                                .build())
                        .role()
                        .assumeRolePolicyDocument(),
                is(LONG));
        assertThat(
                clean(AssumeRoleResponse.builder()
                                .credentials(
                                        Credentials.builder().sessionToken(LONG).build())
                                .build())
                        .credentials()
                        .sessionToken(),
                is(LONG));
    }
}
