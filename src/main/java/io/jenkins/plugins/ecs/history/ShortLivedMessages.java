package io.jenkins.plugins.ecs.history;

/** Why a short-lived service cannot be released. */
final class ShortLivedMessages {

    private ShortLivedMessages() {}

    static String ofOtherJob(ShortLivedService wanted, String job) {
        return "service: " + wanted.words() + " is released by the job " + job
                + ". Use another name of the service, or another target";
    }

    static String tooMany(int most) {
        return "this Jenkins has " + most + " services of pull requests already. Close pull requests, or let an"
                + " administrator find out why their services are not deleted";
    }
}
