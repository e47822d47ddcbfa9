package io.jenkins.plugins.ecs.taskdef;

/** What is wrong with an image, and what to do. Most end a sentence that begins with the image. */
final class ImageMessages {

    static final String EMPTY = "The image is empty. Use the form 'registry/repository:tag'.";

    static final String HAS_SPACE = "contains a space or a line break. Remove it (in a Jenkinsfile: .trim()).";

    static final String HAS_PROTOCOL = "begins with a protocol. Remove everything up to '://'.";

    static final String NOTHING_TO_TAG =
            "tag: the task definition has no image that could get the tag. Set the image in 'image'"
                    + " or 'containers'";

    static final String VARIABLE =
            "contains the variable '%s', which is not replaced. Insert the value first, or set the"
                    + " image with 'image' or 'containers'.";

    static final String PLACEHOLDER =
            "contains the placeholder '%s'. Replace it first, or set the image with 'image' or" + " 'containers'.";

    static final String QUOTE = "contains the quote %s. An editor may have replaced \" by a typographic quote.";

    static final String UNSET = "contains '%s', which usually comes from an unset variable. Check the variable.";

    private ImageMessages() {}

    static String tooLong(int characters) {
        return "has " + characters + " characters, too many for an image.";
    }

    static String badRegistry(String registry) {
        return "has the invalid registry '" + registry + "'. Use a host name, with ':port' if needed.";
    }

    static String upperCase(String repository) {
        return "has upper case letters in the repository '" + repository + "'. Use lower case.";
    }

    static String badRepository(String repository) {
        return "has the invalid repository '" + repository
                + "'. Use lower case letters, digits, and single separators '.', '_', '-', '/' between" + " them.";
    }

    static String badTag(String tag) {
        return "has the invalid tag '" + tag
                + "'. Use 1 to 128 letters, digits, '_', '.' and '-', not beginning with '.' or '-'.";
    }

    static String badDigest(String digest) {
        return "has the invalid digest '" + digest + "'. Use 'sha256:' and 64 digits 0-9, a-f.";
    }

    static String noVersion(String image) {
        return "has neither a tag nor a digest, so the deployed version would be unknown. Use '" + image
                + ":<tag>' or '" + image + "@sha256:<digest>'.";
    }

    static String of(String image, String why) {
        return "The image '" + image + "' " + why;
    }

    static String tagHasDigest(String written) {
        return "tag: '" + written + "' has a digest. Set the image in 'image' or 'containers' to deploy a digest";
    }

    static String notATag(String written) {
        return "tag: '" + written
                + "' is not a tag. Use 1 to 128 letters, digits, '_', '.' and '-', not beginning with '.'"
                + " or '-'; with several repositories, 'repository:tag'";
    }

    static String noSuchRepository(String repository, String repositories) {
        return "tag: no image of the task definition is of the repository '" + repository + "'. Its repositories are "
                + repositories + ".";
    }

    static String severalRepositories(int number, String repositories, String first, String tag) {
        return "tag: the images of the task definition are of " + number + " repositories: " + repositories
                + ". Name the one to change: tag: '" + first + ":" + tag + "'.";
    }

    static String slashInTag(String tag, String better) {
        return "has '/' in its tag '" + tag
                + "', which registries do not accept; it looks like a branch name. Use '-' instead: '" + better
                + "'.";
    }
}
