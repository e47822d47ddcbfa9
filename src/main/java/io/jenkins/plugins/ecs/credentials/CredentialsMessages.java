package io.jenkins.plugins.ecs.credentials;

/** Why a build, or a page, gets no AWS credentials. Each text follows {@code credentialsId: }. */
final class CredentialsMessages {

    static final String MISSING = "missing. Set the id of AWS credentials in the step, or let an administrator set a"
            + " default or allow the controller's own credentials";

    private CredentialsMessages() {}

    static String systemScope(String id) {
        return "'" + id + "' has the scope System, so no build can use it. Change it to the scope Global";
    }

    static String notFound(String id) {
        return "'" + id + "' is not the id of AWS credentials that this job can see. Check the id, the kind (AWS"
                + " credentials) and the folder of the credentials";
    }

    static String notFoundToRead(String id, String where) {
        return "'" + id + "' is not the id of AWS credentials of " + where + ". Check readCredentialsId of the target";
    }

    static String noFolder(String folder) {
        return "the folder " + folder + " of the target no longer exists";
    }

    static String notOfFolder(String id, String folder) {
        return "'" + id + "' is not of the folder " + folder
                + ", but of all of Jenkins. A target of a folder reads only" + " with credentials of the folder";
    }

    static String noAccessKey(String id) {
        return "'" + id + "' has no access key, so it would use the controller's own credentials, which the"
                + " administrator does not allow. Enter an access key, or let an administrator allow it";
    }

    static String empty(String id) {
        return "'" + id + "' has neither an access key nor a role. Complete the credentials";
    }
}
