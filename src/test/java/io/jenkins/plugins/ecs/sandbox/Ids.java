package io.jenkins.plugins.ecs.sandbox;

import java.util.Random;
import java.util.UUID;

/** Ids in the shapes of AWS, the same ones in every run of the same calls. */
final class Ids {

    private static final String WORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    private static final String HEX = "0123456789abcdef";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Random random;

    Ids(long seed) {
        random = new Random(seed);
    }

    /** What is made meanwhile has ids from another seed, so that those of everything else stay as they are. */
    synchronized void apart(long seed, Runnable scene) {
        Random before = random;
        random = new Random(seed);
        try {
            scene.run();
        } finally {
            random = before;
        }
    }

    /** Nineteen digits: service revisions and {@code ecs-svc/} ids. */
    synchronized String number() {
        return Long.toString(1_000_000_000_000_000_000L + random.nextLong(8_000_000_000_000_000_000L));
    }

    /** Twenty-one letters and digits: service deployments. */
    synchronized String word() {
        return letters(WORD, 21);
    }

    /** Thirty-two hexadecimal digits: tasks. */
    synchronized String hex() {
        return letters(HEX, 32);
    }

    /** A deployment of CodeDeploy: {@code d-} and nine capital letters and digits. */
    synchronized String deployment() {
        return "d-" + letters(UPPER, 9);
    }

    synchronized String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** An access key id of temporary credentials. */
    synchronized String temporaryKey() {
        return "ASIA" + letters(UPPER, 16);
    }

    synchronized String secret() {
        return letters(WORD, 40);
    }

    private String letters(String from, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(from.charAt(random.nextInt(from.length())));
        }
        return text.toString();
    }
}
