package io.jenkins.plugins.ecs.taskdef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

public class ImageReferenceTest {
    private static final String SHA = "sha256:" + "0123456789abcdef".repeat(4);

    @Test
    public void badImagesAreRefusedWithTheirName() {
        String[][] table = {
            {null, "The image is empty. Use the form 'registry/repository:tag'."},
            {" ", "The image is empty. Use the form 'registry/repository:tag'."},
            {"api:1\n", "The image 'api:1\\n' contains a space or a line break. Remove it (in a Jenkinsfile: .trim())."
            },
            {"my api:1", "The image 'my api:1' contains a space or a line break. Remove it (in a Jenkinsfile: .trim())."
            },
            {
                "nginx",
                "The image 'nginx' has neither a tag nor a digest, so the deployed version would be unknown. Use"
                        + " 'nginx:<tag>' or 'nginx@sha256:<digest>'."
            },
            {
                "localhost:5000/api",
                "The image 'localhost:5000/api' has neither a tag nor a digest, so the deployed version would be"
                        + " unknown. Use 'localhost:5000/api:<tag>' or 'localhost:5000/api@sha256:<digest>'."
            },
            {"shop/Api:1", "The image 'shop/Api:1' has upper case letters in the repository 'shop/Api'. Use lower case."
            },
            {
                "api:-1",
                "The image 'api:-1' has the invalid tag '-1'. Use 1 to 128 letters, digits, '_', '.' and '-', not beginning with '.' or"
                        + " '-'."
            },
            {
                "api:",
                "The image 'api:' has the invalid tag ''. Use 1 to 128 letters, digits, '_', '.' and '-', not beginning with '.' or"
                        + " '-'."
            },
            {
                "api@sha256:abc",
                "The image 'api@sha256:abc' has the invalid digest 'sha256:abc'. Use 'sha256:' and 64 digits 0-9, a-f."
            },
            {"api@", "The image 'api@' has the invalid digest ''. Use 'sha256:' and 64 digits 0-9, a-f."},
            {
                "a//b:1",
                "The image 'a//b:1' has the invalid repository 'a//b'. Use lower case letters, digits, and single separators '.',"
                        + " '_', '-', '/' between them."
            },
            {
                "reg.io/<IMAGE>:1",
                "The image 'reg.io/<IMAGE>:1' contains the placeholder '<IMAGE>'. Replace it first, or set the"
                        + " image with 'image' or 'containers'."
            },
            {
                "-x.io/a:1",
                "The image '-x.io/a:1' has the invalid registry '-x.io'. Use a host name, with ':port' if needed."
            },
            {
                "https://reg.io/a:1",
                "The image 'https://reg.io/a:1' begins with a protocol. Remove everything up to '://'."
            },
            {"a".repeat(1001), "The image '" + "a".repeat(60) + "…' has 1001 characters, too many for an image."},
        };
        for (String[] row : table) {
            TaskDefinitionException e =
                    assertThrows(row[0], TaskDefinitionException.class, () -> ImageReference.parse(row[0]));
            assertThat(e.getMessage(), equalTo(row[1]));
        }
    }

    @Test
    public void goodImagesAreTakenApartAndGivenBackAsTheyWere() {
        String ecr = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
        String[][] table = {
            {"nginx:1.27", "docker.io", "nginx", "1.27", null},
            {"shop/api:v1", "docker.io", "shop/api", "v1", null},
            {"localhost/api:1", "localhost", "api", "1", null},
            {"localhost:5000/api:1", "localhost:5000", "api", "1", null},
            {ecr + "/shop/api:1.4.2", ecr, "shop/api", "1.4.2", null},
            {ecr + "/api@" + SHA, ecr, "api", null, SHA},
            {"public.ecr.aws/a/b__c.d-e:_X", "public.ecr.aws", "a/b__c.d-e", "_X", null},
            {"api:1@" + SHA, "docker.io", "api", "1", SHA},
        };
        for (String[] row : table) {
            ImageReference image = ImageReference.parse(row[0]);
            String[] parts = {image.toString(), image.registry(), image.repository(), image.tag(), image.digest()};
            assertThat(parts, equalTo(row));
            assertThat(ImageReference.parse(image.toString()), equalTo(image));
        }
    }

    @Test
    public void theRegistryOfAnyImageIsKnown() {
        String[][] table = {
            {"nginx", "docker.io"},
            {"shop/api", "docker.io"},
            {"index.docker.io/library/nginx:1", "docker.io"},
            {"registry-1.docker.io/library/nginx", "docker.io"},
            {"Reg.Example.com:5000/x", "reg.example.com:5000"},
            {"localhost/x", "localhost"},
            {"nginx:5000", "docker.io"},
            {"", "docker.io"},
            {null, "docker.io"},
        };
        for (String[] row : table) {
            assertThat(row[0], ImageReference.registryOf(row[0]), equalTo(row[1]));
        }
    }

    /** The last length that is accepted, and the first that is not. */
    @Test
    public void theLimitsOfLengthAreExact() {
        String longest = "a".repeat(998) + ":1";
        assertThat(ImageReference.parse(longest).repository().length(), is(998));
        assertThrows(TaskDefinitionException.class, () -> ImageReference.parse("a" + longest));

        assertThat(ImageReference.parse("a:" + "t".repeat(128)).tag().length(), is(128));
        assertThrows(TaskDefinitionException.class, () -> ImageReference.parse("a:" + "t".repeat(129)));

        String digest = "sha512:" + "0".repeat(128);
        assertThat(ImageReference.parse("a@" + digest).digest(), is(digest));
        assertThat(ImageReference.parse("a:1@" + digest).tag(), is("1"));
        assertThrows(TaskDefinitionException.class, () -> ImageReference.parse("a@" + digest + "0"));
    }

    @Test
    public void equalImagesAreWrittenTheSame() {
        assertThat(ImageReference.parse("a:1").equals(ImageReference.parse("a:1")), is(true));
        assertThat(ImageReference.parse("a:1").equals(ImageReference.parse("a:2")), is(false));
        assertThat(ImageReference.parse("a:1").equals((Object) "a:1"), is(false));
    }
}
