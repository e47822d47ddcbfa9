package io.jenkins.plugins.ecs.taskdef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

public class TaskDefinitionRefTest {
    @Test
    public void whatIsNoReferenceIsRefusedSayingWhatItLooksLike() {
        String shape =
                "use an ARN, family:revision with a revision of at least 1, or family (letters, digits, '-' and '_').";
        String arn = "use the form arn:aws:ecs:<region>:<account>:task-definition/<family>:<revision>.";
        String[][] table = {
            {null, "The task definition is empty. Use an ARN, family:revision or family."},
            {
                "{\"family\": \"a\"}",
                "This is the text of a task definition, not the ARN, family:revision or family of one."
            },
            {"family: a", "This is the text of a task definition, not the ARN, family:revision or family of one."},
            {"a\nb", "This is the text of a task definition, not the ARN, family:revision or family of one."},
            {"app:0", "'app:0' is not a task definition: " + shape},
            {"app:latest", "'app:latest' is not a task definition: " + shape},
            {"my app", "'my app' is not a task definition: " + shape},
            {
                "ecs/taskdef.yml",
                "'ecs/taskdef.yml' is not a task definition: it looks like the name of a file. Pass the content of the file,"
                        + " for example readFile('ecs/taskdef.yml')."
            },
            {
                "arn:aws:ecs:eu-central-1:123456789012:service/c/s",
                "'arn:aws:ecs:eu-central-1:123456789012:service/c/s' is not a task definition: " + arn
            },
        };
        for (String[] row : table) {
            TaskDefinitionException e =
                    assertThrows(row[0], TaskDefinitionException.class, () -> TaskDefinitionRef.parse(row[0]));
            assertThat(e.getMessage(), equalTo(row[1]));
        }
    }

    @Test
    public void referencesAreTakenApart() {
        Object[][] table = {
            {"app", "app", null, null, null},
            {"my_app-1:7", "my_app-1", 7, null, null},
            {"arn:aws:ecs:eu-central-1:123456789012:task-definition/app:42", "app", 42, "eu-central-1", "123456789012"},
            {"arn:aws-cn:ecs:cn-north-1:123456789012:task-definition/app:1", "app", 1, "cn-north-1", "123456789012"},
            {
                "arn:aws-us-gov:ecs:us-gov-west-1:123456789012:task-definition/app",
                "app",
                null,
                "us-gov-west-1",
                "123456789012"
            },
        };
        for (Object[] row : table) {
            TaskDefinitionRef ref = TaskDefinitionRef.parse(" " + row[0] + " \n");
            Object[] parts = {ref.toString(), ref.family(), ref.revision(), ref.region(), ref.account()};
            assertThat(parts, equalTo(row));
        }
    }

    @Test
    public void textsAndReferencesAreToldApart() {
        assertThat(TaskDefinitionRef.isReference("app:3"), equalTo(true));
        assertThat(TaskDefinitionRef.isReference("taskdef.json"), equalTo(true));
        assertThat(TaskDefinitionRef.isReference("family: app"), equalTo(false));
        assertThat(TaskDefinitionRef.isReference("containerDefinitions:"), equalTo(false));
        assertThat(TaskDefinitionRef.isReference("[1]"), equalTo(false));
        assertThat(TaskDefinitionRef.isReference("  "), equalTo(false));
        assertThat(TaskDefinitionRef.parse("app").revision(), nullValue());
    }
}
