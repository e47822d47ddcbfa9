package io.jenkins.plugins.ecs.text.masking;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.diagnosis.KnownTexts;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class MaskingTest {

    private static final String CANARY = "c4nary-V4lue";
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N";

    private final Masking masking = Masking.byPatterns();

    private void hides(String text) {
        assertThat(masking.text(text), not(containsString(CANARY)));
    }

    @Test
    public void valuesOfSecretNamesAreHiddenInAllForms() {
        for (String name : List.of(
                "DB_PASSWORD",
                "db.passwd",
                "pwd",
                "apiToken",
                "CLIENT_SECRET",
                "api-key",
                "apikey",
                "AWS_SECRET_ACCESS_KEY",
                "access_key",
                "PRIVATE_KEY",
                "credentials",
                "X-Auth",
                "sessionId",
                "JSESSIONID",
                "SESSION_COOKIE")) {
            hides(name + "=" + CANARY);
            hides("export " + name + "=\"" + CANARY + " and more " + CANARY + "\"");
            hides(name + ": " + CANARY);
            hides("  " + name + " = " + CANARY);
            hides("connecting with " + name + ": " + CANARY + ", retrying");
            hides("{\"" + name + "\": \"" + CANARY + "\"}");
            hides("{'" + name + "': '" + CANARY + "'}");
            hides("{\\\"" + name + "\\\":\\\"" + CANARY + "\\\"}");
            hides("{" + name + " => " + CANARY + "}");
            hides("java -D" + name + "=" + CANARY + " -jar app.jar");
            hides("run --" + name + " " + CANARY + " --verbose");
            hides("run --" + name + "='" + CANARY + "'");
            hides("<" + name + ">" + CANARY + "</" + name + ">");
            hides("https://api.test/path?a=1&" + name + "=" + CANARY + "&b=2");
            hides("docker run -e \"" + name + "=" + "some " + CANARY + "\" image");
            hides("{\"name\": \"" + name + "\", \"value\": \"" + CANARY + "\"}");
            hides("{\"value\":\"x\",\"name\":\"" + name + "\",\"value\":\"" + CANARY + "\"}");
            hides("- name: " + name + "\n  value: " + CANARY);
            hides(name + ": [\"a\", \"" + CANARY + "\"]");
        }
    }

    @Test
    public void addressesAndOptionsThatCarryASecretAreHidden() {
        String[][] table = {
            {
                "post to https://hooks.slack.com/services/T01/B02/abcDEF done",
                "post to https://hooks.slack.com/services/*** done"
            },
            {"https://discord.com/api/webhooks/123/abc-DEF", "https://discord.com/api/webhooks/***"},
            {"https://shop.webhook.office.com/webhookb2/1@2/x", "https://shop.webhook.office.com/***"},
            {
                "https://prod-1.logic.azure.com/workflows/1?api-version=2016&sig=abc-DEF",
                "https://prod-1.logic.azure.com/workflows/1?api-version=2016&sig=***"
            },
            {"curl -u admin:hunter2 http://x", "curl -u admin:*** http://x"},
            {"curl --user 'admin:hunter2' http://x", "curl --user 'admin:***' http://x"},
            {"sort -u names:list", "sort -u names:***"},
            {"chown -R user:group /srv", "chown -R user:group /srv"},
        };
        for (String[] row : table) {
            assertThat(masking.text(row[0]), equalTo(row[1]));
        }
    }

    @Test
    public void theRestStaysReadable() {
        String[][] table = {
            {"DB_PASSWORD=hunter2\nDB_HOST=db", "DB_PASSWORD=***\nDB_HOST=db"},
            {"{\"password\": \"a\\\"b\", \"user\": \"me\"}", "{\"password\": \"***\", \"user\": \"me\"}"},
            {
                "{\\\"password\\\":\\\"abc\\\",\\\"user\\\":\\\"me\\\"}",
                "{\\\"password\\\":\\\"***\\\",\\\"user\\\":\\\"me\\\"}"
            },
            {"?token=abc&page=2", "?token=***&page=2"},
            {"postgres://app:s3cr3t@db:5432/shop", "postgres://app:***@db:5432/shop"},
            {"amqp://u:p@ss/w@host/v", "amqp://u:***@host/v"},
            {"https://x-access-token-0123456789@github.com/a/b", "https://***@github.com/a/b"},
            {"ssh://git@github.com/a/b", "ssh://git@github.com/a/b"},
            {"http://localhost:8080/@scope/pkg", "http://localhost:8080/@scope/pkg"},
            {"Authorization: Bearer abc.def.ghi1", "Authorization: Bearer ***"},
            {"authorization: Basic dXNlcjpwYXNz", "authorization: Basic ***"},
            {"-H 'Authorization: Bearer abcdefgh1234' http://x", "-H 'Authorization: Bearer ***"},
            {"sent bearer abcdefgh1234567 to x", "sent bearer *** to x"},
            {"a bearer authentication was tried", "a bearer authentication was tried"},
            {"key AKIAIOSFODNN7EXAMPLE used", "key *** used"},
            {"AKIAIOSFODNN7EXAMPLE,wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY,us-east-1", "***,***,us-east-1"},
            {"jwt " + JWT + " ok", "jwt *** ok"},
            {"{\"GetToken\": \"abc\"}", "{\"GetToken\": \"***\"}"},
            {"password=", "password="},
            {"password: arn:aws:ssm:eu-west-1:1:parameter/x", "password: arn:aws:ssm:eu-west-1:1:parameter/x"},
            {"Listening on port 8080: ready", "Listening on port 8080: ready"},
            {"author: me", "author: me"},
        };
        for (String[] row : table) {
            assertThat(masking.text(row[0]), equalTo(row[1]));
        }
    }

    @Test
    public void arnsOfSecretsStayReadable() {
        String json = "{\"secrets\": [{\"name\": \"DB_PASSWORD\", \"valueFrom\":"
                + " \"arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/db-a1B2c3:password::\"}]}";
        assertThat(masking.text(json), equalTo(json));
        String list = "secrets: [\"arn:aws-cn:ssm:cn-north-1:1:parameter/token\"]";
        assertThat(masking.text(list), equalTo(list));
        String arn = "arn:aws:ssm:eu-central-1:111122223333:parameter/prod/token";
        assertThat(masking.value("API_TOKEN", arn), equalTo(arn));
    }

    @Test
    public void awsOwnWordsStayReadable() {
        for (KnownTexts row : KnownTexts.all()) {
            assertThat(masking.text(row.text()), equalTo(row.text()));
        }
        String expired = "ExpiredTokenException: The security token included in the request is expired";
        assertThat(masking.text(expired), equalTo(expired));
        String host = "dial tcp: lookup secretsmanager.eu-central-1.amazonaws.com: no such host";
        assertThat(masking.text(host), equalTo(host));
    }

    @Test
    public void valuesAreHiddenByTheirName() {
        assertThat(masking.value("DB_PASSWORD", CANARY), equalTo("***"));
        assertThat(masking.value("DB_PASSWORD", ""), equalTo(""));
        assertThat(masking.value("DB_PASSWORD", null), equalTo(""));
        assertThat(masking.value("DB_URL", "jdbc:pg://u:" + CANARY + "@h/d"), equalTo("jdbc:pg://u:***@h/d"));
        assertThat(masking.value("LOG_LEVEL", "debug"), equalTo("debug"));
    }

    @Test
    public void theBuildsOwnSecretsAreHiddenWordForWord() {
        Masking own =
                Masking.of(Arrays.asList("hello world", "hello", null, "", "ab", "c/d e+f=", "line one\nsecond line"));
        assertThat(own.text("say hello world and hello"), equalTo("say *** and ***"));
        assertThat(own.text("ab stays, it is too short"), equalTo("ab stays, it is too short"));
        assertThat(own.text("x=c%2Fd+e%2Bf%3D y=Yy9kIGUrZj0="), not(containsString("c%2Fd")));
        assertThat(own.text("Yy9kIGUrZj0="), not(containsString("Yy9k")));
        assertThat(own.text("a log shows the second line alone"), equalTo("a log shows the *** alone"));
        assertThat(own.text("arn:aws:s3:::hello"), equalTo("arn:aws:s3:::***"));
    }

    @Test
    public void privateKeysAreHiddenOverManyLines() {
        String begin = "-----BEGIN RSA PRIVATE KEY-----";
        List<String> log = List.of("reading", begin, CANARY, CANARY, "-----END RSA PRIVATE KEY-----", "done");
        assertThat(masking.lines(log), equalTo(List.of("reading", "***", "done")));
        assertThat(masking.lines(List.of("x " + begin, CANARY, "cut")), equalTo(List.of("x ***")));
        List<String> tail = List.of(CANARY, "-----END EC PRIVATE KEY-----", "done");
        assertThat(masking.lines(tail), equalTo(List.of("***", "done")));
        String certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
        assertThat(masking.text(certificate), equalTo(certificate));
        assertThat(
                masking.text("{\"k\":\"" + begin + "\\n" + CANARY + "\\n-----END RSA PRIVATE KEY-----\\n\"}"),
                equalTo("{\"k\":\"***\\n\"}"));
        assertThat(masking.lines(List.of()), equalTo(List.of()));
    }

    @Test
    public void maskingTwiceChangesNothing() {
        for (String text :
                List.of("DB_PASSWORD=hunter2", "a://b:c@d", "Authorization: Bearer abcdefgh1234", "pwd: 'x y'")) {
            String once = masking.text(text);
            assertThat(masking.text(once), equalTo(once));
        }
    }

    @Test
    public void theIdOfCredentialsStaysReadable() {
        String refused = "credentialsId: 'nope' is not the id of AWS credentials that this job can see";
        assertThat(Masking.byPatterns().text(refused), is(refused));
    }
}
