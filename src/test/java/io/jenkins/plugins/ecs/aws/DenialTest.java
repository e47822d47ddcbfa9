package io.jenkins.plugins.ecs.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import io.jenkins.plugins.ecs.aws.Denial.Policy;
import org.junit.Test;

/** What AWS's sentences about missing permissions name. */
public class DenialTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/task";
    private static final String WHO = "User: arn:aws:sts::111122223333:assumed-role/deployer/jenkins";

    private static Denial denial(String action, String resource, String why) {
        return Denial.of(WHO + " is not authorized to perform: " + action + " on resource: " + resource + why)
                .orElseThrow();
    }

    @Test
    public void textOfOtherThingsIsNoDenial() {
        assertThat(Denial.of(null).isPresent(), is(false));
        assertThat(Denial.of("").isPresent(), is(false));
        assertThat(Denial.of("Cluster not found.").isPresent(), is(false));
        assertThat(
                Denial.of("The security token included in the request is invalid.")
                        .isPresent(),
                is(false));
    }

    @Test
    public void namesPrincipalActionAndResource() {
        Denial denial =
                denial("iam:PassRole", ROLE, " because no identity-based policy allows the iam:PassRole action");

        assertThat(denial.principal(), is("arn:aws:sts::111122223333:assumed-role/deployer/jenkins"));
        assertThat(denial.action(), is("iam:PassRole"));
        assertThat(denial.resource(), is(ROLE));
        assertThat(denial.policy(), is(Policy.IDENTITY));
        assertThat(denial.explicit(), is(false));
        assertThat(
                denial.advice("ecs:UpdateService", "these credentials"),
                is("allow iam:PassRole on " + ROLE + " in the IAM policy of these credentials"));
    }

    @Test
    public void namesThePolicyThatAllowsNothing() {
        assertThat(of("because no resource-based policy allows the a:B action"), is(Policy.RESOURCE));
        assertThat(of("because no permissions boundary allows the a:B action"), is(Policy.PERMISSIONS_BOUNDARY));
        assertThat(of("because no session policy allows the a:B action"), is(Policy.SESSION));
        assertThat(of("because no VPC endpoint policy allows the a:B action"), is(Policy.VPC_ENDPOINT));
        assertThat(of("because no service control policy allows the a:B action"), is(Policy.SERVICE_CONTROL));
        assertThat(of("because no resource control policy allows the a:B action"), is(Policy.RESOURCE_CONTROL));
        assertThat(of(""), nullValue());
    }

    private static Policy of(String why) {
        return denial("ecs:UpdateService", "*", " " + why).policy();
    }

    @Test
    public void namesThePolicyThatDeniesExplicitly() {
        for (Policy policy : Policy.values()) {
            if (policy != Policy.KMS_KEY) {
                String article = policy == Policy.IDENTITY ? "an " : "a ";
                Denial denial =
                        denial("ecs:UpdateService", "*", " with an explicit deny in " + article + policy.text());
                assertThat(denial.toString(), denial.policy(), is(policy));
                assertThat(denial.explicit(), is(true));
                assertThat(denial.advice("x:Y", "z"), containsString("an allow elsewhere does not help"));
            }
        }
        Denial unnamed = denial("ecs:UpdateService", "*", " with an explicit deny");
        assertThat(unnamed.explicit(), is(true));
        assertThat(unnamed.policy(), nullValue());
        assertThat(unnamed.reason(), is("a policy denies it explicitly"));
    }

    @Test
    public void aPolicyWithItsArnBehindItIsNamedToo() {
        Denial denial = denial(
                "ecs:UpdateService",
                "*",
                " with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/p-1");

        assertThat(denial.policy(), is(Policy.SERVICE_CONTROL));
    }

    @Test
    public void whoseKeyItIsDecidesTheAdvice() {
        Denial denial = denial(
                "kms:Decrypt",
                "arn:aws:kms:eu-central-1:111122223333:key/1",
                " because no resource-based policy allows the kms:Decrypt action");

        assertThat(denial.policy(), is(Policy.KMS_KEY));
        assertThat(denial.advice("x:Y", "the execution role"), containsString("the policy of the KMS key"));
    }

    @Test
    public void theWordsOfOtherServicesForAKeyAreKnown() {
        for (String words : new String[] {
            "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you"
                    + " are not allowed to access.",
            "Access to KMS is not allowed",
        }) {
            assertThat(words, Denial.of(words).orElseThrow().action(), is("kms:Decrypt"));
        }
    }

    @Test
    public void aSentenceThatIsCutOffGivesWhatIsLeft() {
        Denial denial = Denial.of(
                        WHO + " is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:eu-ce")
                .orElseThrow();

        assertThat(denial.action(), is("ssm:GetParameters"));
        assertThat(denial.policy(), nullValue());
    }

    @Test
    public void theSentenceCountsMoreThanTheCode() {
        String sentence = WHO + " is not authorized to perform: iam:PassRole on resource: " + ROLE;

        assertThat(ErrorClassifier.of(400, "ClientException", sentence), is(Kind.DENIED));
        assertThat(ErrorClassifier.of(400, "InvalidParameterException", sentence), is(Kind.DENIED));
        AwsFailure failure = new AwsFailure(Kind.DENIED, "RegisterTaskDefinition", "ClientException", sentence, null);
        assertThat(failure.iamAction(), is("iam:PassRole"));
    }

    @Test
    public void whoSomebodyIsIsNotWhatHeMayDo() {
        for (String code : new String[] {
            "UnrecognizedClientException", "InvalidClientTokenId", "ExpiredToken", "ExpiredTokenException",
            "SignatureDoesNotMatch", "InvalidSignatureException", "RequestExpired", "RequestTimeTooSkewed"
        }) {
            assertThat(code, ErrorClassifier.of(403, code, ""), is(Kind.UNAUTHENTICATED));
        }
        assertThat(
                ErrorClassifier.of(
                        400,
                        "AccessDeniedException",
                        "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z"),
                is(Kind.UNAUTHENTICATED));
        assertThat(ErrorClassifier.of(400, "AccessDeniedException", "no"), is(Kind.DENIED));
    }

    @Test
    public void registrationsOfOneFamilyAtOnceArePassing() {
        assertThat(
                ErrorClassifier.of(
                        400,
                        "ClientException",
                        "Too many concurrent attempts to create a new revision of the specified family."),
                is(Kind.THROTTLED));
    }

    @Test
    public void anOverlongOrHostileSentenceIsReadInNoTime() {
        String text = "User: " + "a".repeat(50_000) + " is not authorized to perform: " + "x".repeat(50_000)
                + " on resource: ".repeat(5_000) + "because no ".repeat(5_000);

        assertThat(Denial.of(text).map(Denial::action).orElse("none"), not(containsString("xxx")));
    }
}
