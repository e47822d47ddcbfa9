package io.jenkins.plugins.ecs.taskdef;

/** What is wrong with a task definition or a change of it, and what to do. */
final class DefinitionMessages {

    static final String NULL_IN_COMMAND = "contains null. Use \"\" for an empty argument.";

    static final String NO_VALUE = "has no value (null). Use '' for an empty value.";

    static final String NOT_A_SECRET =
            "does not name a secret (value not shown). Use the ARN of a secret or parameter, or the"
                    + " name of a parameter, never the secret itself.";

    static final String CLOUD_FORMATION =
            "This looks like a CloudFormation template. Give the task definition in the form of the"
                    + " ECS API: fields such as 'family' and 'containerDefinitions' at the top.";

    static final String NOTHING_TO_CHANGE = "The task definition has no containers, so there is nothing to change.";

    static final String EMPTY_REFERENCE = "The task definition is empty. Use an ARN, family:revision or family.";

    static final String TEXT_AS_REFERENCE =
            "This is the text of a task definition, not the ARN, family:revision or family of one.";

    static final String USE_ARN = "use the form arn:aws:ecs:<region>:<account>:task-definition/<family>:<revision>.";

    static final String USE_REFERENCE =
            "use an ARN, family:revision with a revision of at least 1, or family (letters, digits," + " '-' and '_').";

    static final String NO_FAMILY =
            "The task definition has no family. Add the field 'family', the name under which ECS"
                    + " numbers revisions.";

    private DefinitionMessages() {}

    static String looksSecret(String variable) {
        return "environment '" + variable
                + "' looks like a secret. Every caller of DescribeTaskDefinition can read its value; store"
                + " it in Secrets Manager or Parameter Store and set its ARN in 'secrets'.";
    }

    static String notAContainerName(String name, String rule) {
        return "'" + name + "' is not a container name. " + rule;
    }

    static String setTwice(String name) {
        return "both set '" + name + "'. ECS accepts each name only once; remove one.";
    }

    static String notAVariable(String name) {
        return "'" + name + "' is not a variable name. Remove spaces and '='.";
    }

    static String negativeCpu(int cpu) {
        return cpu + " is negative. Use CPU units (1024 units are 1 vCPU).";
    }

    static String lessThanReserved(int memory, int reservation) {
        return memory + " MiB is less than memoryReservation, " + reservation
                + " MiB. The hard limit 'memory' must be larger.";
    }

    static String tooLittleMemory(int memory, int least) {
        return memory + " MiB is too low. Use at least " + least + " (in MiB).";
    }

    static String valueFromInEnvironment(String container) {
        return "Container '" + container
                + "': 'valueFrom' is a member of 'secrets', not of 'environment', where ECS ignores it."
                + " Move the entry to 'secrets'.";
    }

    static String valueInSecrets(String container) {
        return "Container '" + container
                + "': 'value' is a member of 'environment', not of 'secrets', where ECS ignores it. Set"
                + " the ARN of the secret as 'valueFrom', or move the entry to 'environment' if it is not"
                + " a secret.";
    }

    static String namedTwice(String container, String name) {
        return "Container '" + container + "': '" + name
                + "' is set twice. ECS accepts each name only once in 'secrets' and 'environment' together.";
    }

    static String cloudFormationName(String name, String written) {
        return "The field is called '" + name + "' in the ECS API; '" + written
                + "' is the spelling of CloudFormation. Begin every field with a lower case letter.";
    }

    static String notAFamily(String family, String rule) {
        return "'" + family + "' is not a family name. " + rule;
    }

    static String noContainers(String state, String instead) {
        return "The field 'containerDefinitions' is " + state
                + ". A task definition needs at least one container with a name and an image." + instead;
    }

    static String sameName(String name, int first) {
        return "The name '" + name + "' is also the name of containerDefinitions[" + first
                + "]. Use a different name for each container.";
    }

    static String unnamedContainer(String rule, String instead) {
        return "The container has no 'name'. " + rule + instead;
    }

    static String changedTwice(String container) {
        return "The container '" + container + "' is changed twice. Combine the changes in one entry.";
    }

    static String severalContainers(int number, String names, String first, String image) {
        return "The task definition has " + number + " containers: " + names
                + ". Select the one to change: containers: [[name: '" + first + "', image: '" + image + "']]";
    }

    static String noSuchContainer(String name, String names) {
        return "The task definition has no container '" + name + "'. Use one of: " + names + ".";
    }

    static String notAReference(String reference, String hint) {
        return "'" + reference + "' is not a task definition: " + hint;
    }

    static String isAFile(String name) {
        return "it looks like the name of a file. Pass the content of the file, for example readFile('" + name + "').";
    }

    static String imageOf(String image, String container, String problem) {
        return "The image '" + image + "' of the container '" + container + "' " + problem;
    }

    static String noImage(String container) {
        return "The container '" + container
                + "' has no image. Add it to the task definition, or set an image for it in the step.";
    }

    static String tooLarge(int bytes, int limit) {
        return "The task definition has " + bytes + " bytes; ECS accepts at most " + limit
                + ". Move long values into environment files or parameters.";
    }
}
