package io.jenkins.plugins.ecs.sandbox;

/** Who signed a request, and for which Region. */
record Caller(AccessKey key, String region) {

    String account() {
        return key.account();
    }

    String arn() {
        return key.principalArn();
    }
}
